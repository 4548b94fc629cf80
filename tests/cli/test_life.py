"""Absences, changes of work, hand-backs and the waiting list on the command line."""

from harness import keys, main, request, safe, slot


def book(site, **changes):
    said = request(**changes)
    offered = site.json("slots", stdin=said)["proposals"][0]
    return site.json("book", stdin=dict(said, slot=slot(offered))), offered


def shown(site, number):
    return site.json("file", "show", str(number), "--format", "json")


def tasks(site, number, kind):
    return [task for task in site.json("tasks", "--format", "json")["items"]
            if task["file"] == number and task["kind"] == kind]


def absence_is_previewed_then_saved(site):
    booked, offered = book(site, work=["OIL"], vehicle={"vin": "ZAM57XTS0M1000113"}, customer=None,
                           mobility=["none"], earliest="2026-12-02")
    who, day = offered["advisor"]["id"], offered["date"]
    preview = site.json("absence", "add", who, "--from", day, "--to", day, "--preview", "--format", "json")
    keys(preview, "id items over", "preview")
    assert preview["id"] is None
    mine = next(item for item in preview["items"] if item["number"] == booked["number"])
    keys(mine, "id number title date time advisor why handback_only swap new", "item")
    assert mine["new"] and mine["why"][0]["rule"] == "A1" and mine["why"][0]["text"]
    assert site.json("absence", "list", "--format", "json")["items"] == []
    assert not tasks(site, booked["number"], "to-move")

    saved = site.json("absence", "add", who, "--from", day, "--to", day, "--reason", "ill", "--format", "json")
    assert saved["id"] > 0 and len(saved["items"]) == len(preview["items"])
    assert len(tasks(site, booked["number"], "to-move")) == 1
    again = site.run("absence", "add", who, "--from", day, "--to", day)
    assert again.returncode == 1 and "already" in again.stderr, again.stderr
    rows = site.json("absence", "list", "--format", "json")["items"]
    assert len(rows) == 1
    keys(rows[0], "id kind what name from to reason by", "absence")
    assert rows[0]["what"] == who and rows[0]["kind"] == "staff" and rows[0]["reason"] == "ill"
    assert rows[0]["from"] == day + " 00:00" and rows[0]["to"] == day + " 24:00"
    for form in ("table", "csv"):
        listed = site.run("absence", "list", "--format", form)
        assert listed.returncode == 0 and who in listed.stdout
        safe(listed.stdout)
    closed = site.json("load", "--from", day, "--days", "1", "--format", "json")
    assert closed["days"][0]["open"]

    assert site.run("absence", "end", str(rows[0]["id"])).returncode == 0
    assert site.json("absence", "list", "--format", "json")["items"] == []
    assert not tasks(site, booked["number"], "to-move")
    assert site.run("absence", "end", str(rows[0]["id"])).returncode == 1
    assert site.run("file", "cancel", str(booked["number"])).returncode == 0


def absence_of_anything(site):
    ids = []
    for what, more in (("L1", ["--from", "tue 09:00", "--to", "tue 18:00"]),
                       ("lift", ["--from", "2026-11-24T13:00", "--to", "2026-11-26"]),
                       ("site", ["--from", "+2", "--to", "+2"]),
                       ("choi.d", [])):
        saved = site.json("--as", "kim.s", "absence", "add", what, *more, "--format", "json")
        ids.append(saved["id"])
        for over in saved["over"]:
            keys(over, "date half skill planned capacity", "over")
            assert over["planned"] > over["capacity"]
    table = site.run("absence", "add", "jung.w", "--preview")
    assert table.returncode == 0
    safe(table.stdout)
    shut = site.json("load", "--from", "2026-11-25", "--days", "1", "--format", "json")["days"][0]
    assert not shut["open"]
    for number in ids:
        assert site.run("--as", "kim.s", "absence", "end", str(number)).returncode == 0


def bad_absences(site):
    for status, args in ((65, ["nobody"]), (2, ["kim.s", "--from", "tue", "--to", "today"]),
                         (2, ["kim.s", "--from", "someday"]), (2, []), (2, ["kim.s", "--from", "25:99"]),
                         (65, ["kim.s", "--from", "2026-11-20", "--to", "2026-11-21"])):
        result = site.run("absence", "add", *args)
        assert result.returncode == status, (args, result.returncode, result.stderr)
        assert len(result.stderr.splitlines()) == 1
    assert site.run("absence", "end", "4711").returncode == 1
    assert site.run("absence", "end", "x").returncode == 2
    assert site.run("--readonly", "absence", "add", "kim.s").returncode == 77
    assert site.run("--as", "guest", "absence", "add", "kim.s").returncode == 77
    assert site.run("--as", "kim.m", "absence", "add", "site").returncode == 77
    assert site.json("absence", "list", "--format", "json")["items"] == []


def work_changes_in_place(site):
    booked, offered = book(site, work=["OIL"], vehicle={"vin": "ZAM56XTS2K1000102"}, customer=None,
                           mobility=["none"], earliest="2026-12-03")
    number = str(booked["number"])
    changed = site.json("file", "change", number, stdin={"work": ["OIL", "BAT"], "request": "배터리도"})
    keys(changed, "id number title appointment moved", "changed")
    assert changed["appointment"]["date"] == offered["date"] and changed["appointment"]["time"] == offered["time"]
    assert {"what": "work", "from": "OIL", "to": "OIL BAT"} in changed["moved"]
    file = shown(site, number)
    assert "changed" in [event["act"] for event in file["history"]]
    for status, said in ((65, {}), (65, {"work": []}), (65, {"work": ["NO"]}), (65, {"wrok": ["OIL"]}),
                         (65, {"unit": "X9"}), (65, b"{"), (65, {"override": {"by": "kim.s"}})):
        result = site.run("file", "change", number, stdin=said)
        assert result.returncode == status, (said, result.returncode, result.stderr)
    refused = site.json("file", "change", number, stdin={"work": ["BODY-L"], "mobility": "wait"}, status=1)
    assert refused["refused"]
    after = shown(site, number)
    assert after["appointment"] == file["appointment"]
    assert site.run("file", "cancel", number).returncode == 0
    assert site.run("file", "change", number, stdin={"work": ["OIL"]}).returncode == 1


def handback_moves(site):
    booked, offered = book(site, work=["OIL"], vehicle={"vin": "ZAM45VLA8J0000104"}, customer=None,
                           mobility=["none"], earliest="2026-12-03")
    number = str(booked["number"])
    assert site.run("file", "handback", number, "--minutes", "9").returncode == 2
    assert site.run("file", "handback", number, "--time", "noon").returncode == 2
    early = site.run("file", "handback", number, "--date", offered["date"], "--time", offered["time"])
    assert early.returncode == 1 and "A5" in early.stderr, early.stderr
    moved = site.json("file", "handback", number, "--minutes", "13")
    assert [m["what"] for m in moved["moved"]] == ["handback-minutes"]
    assert shown(site, number)["appointment"]["handback"]["minutes"] == 13
    assert site.run("file", "handback", number).returncode == 1  # it is not here yet
    at = offered["date"] + "T" + offered["time"]
    assert site.run("file", "arrive", number, now=at).returncode == 0
    assert site.run("file", "handback", number, now=offered["date"] + "T17:45").returncode == 0
    assert shown(site, number)["appointment"]["state"] == "handed-back"


def waiting_list_is_asked(site):
    first, place = book(site, work=["OIL"], vehicle={"vin": "ZAM45VMAXK0000105"}, customer=None,
                        mobility=["none"], earliest="2026-12-01")
    second, _ = book(site, work=["OIL"], vehicle={"vin": "ZN682AUA1P7000109"}, customer=None,
                     mobility=["none"], earliest="2026-12-10")
    assert site.run("file", "wait", "4711").returncode == 1
    assert site.run("file", "wait", str(second["number"]), "--days", "x").returncode == 2
    assert site.run("file", "wait", str(second["number"]), "--from", "2026-11-25").returncode == 0
    assert site.run("file", "cancel", str(first["number"])).returncode == 0
    found = tasks(site, second["number"], "waiting")
    assert len(found) == 1 and found[0]["text"].startswith(place["date"]), found
    assert site.run("file", "wait", str(second["number"]), "--days", "0").returncode == 0
    assert site.run("file", "wait", str(second["number"]), "--days", "0").returncode == 1


def parts_that_come_late(site):
    """A recall that needs parts: they come after the reception, then in time again."""
    vin = "ZAM57YTL2M1000101"
    booked, offered = book(site, work=["RECALL-HW"], vehicle={"vin": vin}, customer=None, mobility=["none"],
                           earliest="2026-12-03")
    for eta, open_tasks in (("2026-12-28", 1), ("2026-12-28", 1), ("2026-11-30", 0)):
        path = site.dir + "/parts.csv"
        with open(path, "w", encoding="utf-8") as out:
            out.write("order_no,vin,part,text,qty,status,eta\nPO-1,%s,1,bolt,1,ordered,%s\n" % (vin, eta))
        result = site.run("import", "parts", path)
        assert result.returncode == 0, result.stderr
        found = tasks(site, booked["number"], "to-move")
        assert len(found) == open_tasks, (eta, found)
        if found:
            assert found[0]["text"].startswith("A5") and "12" in found[0]["text"], found
    assert site.run("file", "cancel", str(booked["number"])).returncode == 0


main([absence_is_previewed_then_saved, absence_of_anything, bad_absences, work_changes_in_place, handback_moves,
      waiting_list_is_asked, parts_that_come_late])
