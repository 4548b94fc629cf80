"""What `slots`, `book`, `load`, `file show` and the listings answer, key by key."""

import json

from harness import keys, main, request, safe, slot

MARKS = set("RET MC20 EV FOREMAN TECH RECALL WAIT PUD LOAN OWNER".split())
MOBILITY = set("loan hire pud taxi escort rental wait none".split())
RULES = set("A1 A2 A3 A4 A5 A6 A7 B1 B2 B3 B4 B6 B7 D1 D2 D3".split())


def check_proposal(proposal):
    keys(proposal, "date time minutes advisor handback mobility work marks cost reasons cautions needs_authority",
         "proposal")
    keys(proposal["advisor"], "id name", "advisor")
    keys(proposal["handback"], "date time minutes", "handback")
    keys(proposal["mobility"], "kind unit", "mobility")
    keys(proposal["cost"], "total terms", "cost")
    assert proposal["minutes"] in (15, 30)
    assert 10 <= proposal["handback"]["minutes"] <= 15
    assert proposal["mobility"]["kind"] in MOBILITY
    assert set(proposal["marks"]) <= MARKS
    assert set(proposal["needs_authority"]) <= RULES
    assert proposal["work"]
    for part in proposal["work"]:
        keys(part, "skill date half minutes", "work")
        assert part["half"] in ("am", "pm")
    for term in proposal["cost"]["terms"]:
        keys(term, "term points", "term")
    assert proposal["cost"]["total"] == sum(term["points"] for term in proposal["cost"]["terms"])
    assert 1 <= len(proposal["reasons"]) <= 3
    assert all(isinstance(text, str) and text for text in proposal["reasons"] + proposal["cautions"])


def slots_answer(site):
    answer = site.json("slots", stdin=request())
    keys(answer, "class proposals callback days", "slots")
    assert answer["class"] == "NORMAL"
    assert answer["days"] == []
    assert len(answer["proposals"]) >= 2
    for proposal in answer["proposals"]:
        check_proposal(proposal)
    assert answer["proposals"][0]["date"] != answer["proposals"][1]["date"]
    assert answer["callback"] is None


def slots_speak_the_customers_language(site):
    korean = site.json("slots", stdin=request(language="ko"))["proposals"][0]["reasons"]
    english = site.json("slots", stdin=request(language="en"))["proposals"][0]["reasons"]
    assert any("\uac00" <= c <= "\ud7a3" for c in "".join(korean)), korean
    assert "".join(english).isascii(), english


def slots_why(site):
    answer = site.json("slots", "--why", stdin=request())
    assert len(answer["days"]) >= 20
    blocked = 0
    for day in answer["days"]:
        keys(day, "date open blocked", "day")
        assert isinstance(day["open"], bool)
        for block in day["blocked"]:
            keys(block, "rule text starts", "blocked")
            assert block["rule"] in RULES and block["text"] and block["starts"] > 0
            blocked += 1
    assert blocked


def slots_store_nothing(site):
    before = site.json("load", "--format", "json")
    site.json("slots", stdin=request())
    assert site.json("load", "--format", "json") == before


def classes(site):
    assert site.json("slots", stdin=request(workshop_return=True, work=["RET"]))["class"] == "RETURN"
    assert site.json("slots", stdin=request(immobilised=True))["class"] == "IMMOBILISED"
    assert site.json("slots", stdin=request(channel="outbound"))["class"] == "REMINDER"
    assert site.json("slots", stdin=request(work=["RECALL-SW"]))["class"] == "SAFETY_RECALL"


def book_and_show(site):
    words = "앞에서 \"끼익\" 소리가\n납니다; {x} \\ 끝 "
    offered = site.json("slots", stdin=request(work=["OIL"], request=words))["proposals"][1]
    answer = site.json("book", stdin=request(work=["OIL"], request=words, slot=slot(offered)))
    keys(answer, "id number title appointment", "book")
    check_proposal(answer["appointment"])
    assert answer["number"] > 0
    for key in ("date", "time", "minutes", "advisor", "handback", "mobility"):
        assert answer["appointment"][key] == offered[key], key
    assert "123가4567" in answer["title"]
    for name in (answer["id"], str(answer["number"])):
        file = site.json("file", "show", name, "--format", "json")
        assert file["request"] == words
    for key in "id number request answers appointment customer vehicle standards history".split():
        assert key in file, key
    assert file["id"] == answer["id"] and file["number"] == answer["number"]
    assert file["customer"]["family"] == "홍" and file["customer"]["given"] == "길동"
    assert file["vehicle"]["vin"] == "ZN6PMDE26R7000110"
    assert file["mileage"] == 18250
    appointment = file["appointment"]
    assert appointment["date"] == offered["date"] and appointment["time"] == offered["time"]
    assert appointment["state"] == "booked"
    assert [event["act"] for event in file["history"]].count("booked") == 1
    history = site.json("file", "history", answer["id"], "--format", "json")
    keys(history, "items", "history")
    rows = site.json("receptions", "--date", offered["date"], "--format", "json")["items"]
    mine = [row for row in rows if row["number"] == answer["number"]]
    assert len(mine) == 1 and mine[0]["time"] == offered["time"]


def open_points(site):
    """What was not said is an open point of the file and a task, never a refusal."""
    least = {"vehicle": {"vin": "ZN661YUS3LX000103"}, "work": ["DIAG-1"], "request": "소리"}
    offered = site.json("slots", stdin=least)["proposals"][0]
    answer = site.json("book", stdin=dict(least, slot=slot(offered)))
    file = site.json("file", "show", answer["id"], "--format", "json")
    for point in "mileage prediag mobility consent".split():
        assert point in file["standards"]["open"], file["standards"]
    assert file["customer"]["family"] == "이"
    tasks = site.json("tasks", "--format", "json")["items"]
    mine = [task for task in tasks if task["file"] == answer["number"]]
    assert "missing" in [task["kind"] for task in mine], mine


LIGHTS = {"none", "ok", "ask", "open", "due"}
POINTS = set("to-move name telephone vin mileage owner prediag campaign parts mobility mark foreman consent checklist "
             "needs".split())


def receptions_carry_the_file_check(site):
    """The day list says of each reception what its file lacks, as codes in JSON and words in the table."""
    rows = site.json("receptions", "--date", "2026-11-24", "--format", "json")["items"]
    assert rows
    for row in rows:
        keys(row, "time minutes advisor number marks title customer persona vehicle plate request mobility handback"
             " state check missing", "reception")
        assert row["check"] in LIGHTS, row
        assert set(row["missing"]) <= POINTS, row
        assert (row["check"] in ("open", "due")) == bool(set(row["missing"]) - {"needs"}), row
    far = site.json("receptions", "--date", "2026-11-27", "--format", "json")["items"]
    assert far and all(row["check"] != "due" for row in far), far
    one = [row for row in rows if "owner" in row["missing"]][0]
    table = site.run("receptions", "--date", "2026-11-24").stdout
    assert "owner check" in table and "incomplete" in table, table
    csv = site.run("receptions", "--date", "2026-11-24", "--format", "csv").stdout
    assert csv.splitlines()[0].endswith("check,missing") and str(one["number"]) in csv, csv


def said_against_the_record(site):
    said = {
        "customer": {"family": "최", "given": "새롬", "mobile": "010-9999-1000"},
        "vehicle": {"vin": "ZAM57YTL2M1000101", "plate": "999하9999", "mileage": 5},
        "work": ["OIL"], "request": "오일", "mobility": ["none"],
    }
    offered = site.json("slots", stdin=said)["proposals"][0]
    answer = site.json("book", stdin=dict(said, slot=slot(offered)))
    assert len(answer["appointment"]["cautions"]) >= 3, answer["appointment"]["cautions"]
    assert "OWNER" in answer["appointment"]["marks"]
    file = site.json("file", "show", answer["id"], "--format", "json")
    assert file["mileage"] == 5
    assert file["vehicle"]["plate"] == "999하9999"
    assert file["vehicle"]["owner"] != file["customer"]["id"]
    kinds = [task["kind"] for task in site.json("tasks", "--format", "json")["items"]
             if task["file"] == answer["number"]]
    assert "ownership" in kinds and "data" in kinds, kinds
    again = site.json("slots", stdin=dict(said, vehicle={"vin": "ZN6PMDE26R7000110"}))
    assert again["proposals"]
    found = site.json("find", "새롬", "--format", "json")["items"]
    assert len([hit for hit in found if hit["kind"] == "customer"]) == 1


def refused(site):
    said = request(work=["OIL"], slot={"date": "2026-11-24", "time": "12:15", "advisor": "kim.s"})
    answer = site.json("book", stdin=said, status=1)
    keys(answer, "refused proposals", "refused")
    for refusal in answer["refused"]:
        keys(refusal, "rule text", "refusal")
    assert "A1" in [refusal["rule"] for refusal in answer["refused"]]
    assert len(answer["proposals"]) >= 2
    for proposal in answer["proposals"]:
        check_proposal(proposal)
    result = site.run("book", stdin=said)
    assert "A1" in result.stderr and result.stderr.count("\n") == 1


def refused_in_the_past(site):
    answer = site.json("book", stdin=request(work=["OIL"], slot={"date": "2026-11-20", "time": "09:30"}), status=1)
    assert "A5" in [refusal["rule"] for refusal in answer["refused"]]


def fixed_parts_are_kept_or_refused(site):
    said = request(work=["MAINT-S"], vehicle={"vin": "ZAM45VLA8J0000104"}, mobility=["loan"])
    offered = site.json("slots", stdin=said)["proposals"][0]
    unit = offered["mobility"]["unit"]
    assert unit
    fixed = dict(slot(offered), unit=unit, handback=offered["handback"])
    answer = site.json("book", stdin=dict(said, slot=fixed))
    assert answer["appointment"]["mobility"]["unit"] == unit
    assert answer["appointment"]["handback"] == offered["handback"]
    assert "LOAN" in answer["appointment"]["marks"]


def load_answer(site):
    answer = site.json("load", "--from", "2026-11-24", "--days", "3", "--format", "json")
    keys(answer, "days", "load")
    assert [day["date"] for day in answer["days"]] == ["2026-11-24", "2026-11-25", "2026-11-26"]
    for day in answer["days"]:
        keys(day, "date open skills receptions mobility", "day")
        keys(day["receptions"], "capacity booked", "receptions")
        for skill in day["skills"]:
            keys(skill, "skill capacity reserve planned spare", "skill")
        for kind in day["mobility"]:
            keys(kind, "kind total free", "mobility")
    assert any(skill["capacity"] > 0 for skill in answer["days"][0]["skills"])
    sunday = site.json("load", "--from", "2026-11-29", "--days", "1", "--format", "json")["days"][0]
    assert sunday["open"] is False


def listings(site):
    for command in (["receptions", "--date", "2026-11-24"], ["tasks"], ["find", "1234"]):
        answer = site.json(*command, "--format", "json")
        keys(answer, "items", command[0])
        header = site.run(*command, "--format", "csv").stdout.split("\n")[0].split(",")
        assert answer["items"] and set(answer["items"][0]) == set(header), (command, header)
        assert "\r" not in site.run(*command, "--format", "csv").stdout
        table = site.run(*command).stdout
        safe(table)
        assert len(table.rstrip("\n").split("\n")) == len(answer["items"]) + 1
        plain = site.run(*command, "--plain").stdout
        safe(plain)
        assert plain != table


def empty_listing_is_done(site):
    result = site.run("receptions", "--date", "2026-11-29", "--format", "json")
    assert result.returncode == 0 and json.loads(result.stdout) == {"items": []}


def languages(site):
    korean = site.run("--lang", "ko", "receptions", "--date", "2026-11-24").stdout
    english = site.run("--lang", "en", "receptions", "--date", "2026-11-24").stdout
    assert korean.split("\n")[0] != english.split("\n")[0]


main([slots_answer, slots_speak_the_customers_language, slots_why, slots_store_nothing, classes, book_and_show,
      open_points, receptions_carry_the_file_check, said_against_the_record, refused, refused_in_the_past, fixed_parts_are_kept_or_refused,
      load_answer, listings, empty_listing_is_done, languages])
