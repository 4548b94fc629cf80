"""What becomes of an appointment, two desks on one slot, who may do what."""

import json
import subprocess
import time

from harness import main, request, slot

CARS = ["ZAM57YTL2M1000101", "ZAM56XTS2K1000102", "ZN661YUS3LX000103", "ZAM45VLA8J0000104", "ZAM45VMAXK0000105",
        "ZN682AUA1P7000109", "ZAMPMXDB2SX000112", "ZAM57XTS0M1000113"]


def book(site, **changes):
    said = request(**changes)
    offered = site.json("slots", stdin=said)["proposals"][0]
    return site.json("book", stdin=dict(said, slot=slot(offered))), offered, said


def prepared_quickly(site):
    """Eight seconds are plenty even under a sanitizer; the figure is printed for those who look."""
    started = time.monotonic()
    other = site.dir + "/other"
    assert site.run_bare("demo", "--prepare", other).returncode == 0
    print("# prepared in %.2f s" % (time.monotonic() - started))
    again = site.run_bare("demo", "--prepare", other)
    assert again.returncode != 0 and "prenota.cfg" in again.stderr


def clocks_agree(site):
    """Every process on a demo sees the demo's time, which goes on from its start."""
    result = site.run("load", "--days", "1", "--format", "json", now=None)
    assert '"2026-11-23"' in result.stdout, result.stdout


def race(site):
    """Eight desks want the same slot at once: as many win as stand in the store, and the others hear of it."""
    said = request(work=["OIL"], vehicle={"vin": CARS[0]}, customer=None, mobility=["none"])
    offered = site.json("slots", stdin=said)["proposals"][0]
    racers = []
    for vin in CARS:
        process = subprocess.Popen(site.command("book"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=site.env)
        racers.append((process, json.dumps(dict(said, vehicle={"vin": vin}, slot=slot(offered))).encode()))
    for process, text in racers:
        process.stdin.write(text)
    for process, text in racers:
        process.stdin.close()
        process.stdin = None
    statuses, answers = [], []
    for process, text in racers:
        out, err = process.communicate(timeout=120)
        assert out and process.returncode in (0, 1), (process.returncode, err.decode())
        statuses.append(process.returncode)
        answers.append(json.loads(out))
    wins = statuses.count(0)
    assert wins == 1, statuses
    rows = site.json("receptions", "--date", offered["date"], "--format", "json")["items"]
    held = [row for row in rows if row["time"] == offered["time"] and row["advisor"] == offered["advisor"]["name"]]
    assert len(held) == wins, held
    for status, answer in zip(statuses, answers):
        if status == 1:
            assert answer["refused"] and len(answer["proposals"]) >= 2


def one_car_is_not_booked_twice(site):
    booked, offered, said = book(site, work=["OIL"], vehicle={"vin": "ZAM56XTS2K1000102"}, customer=None)
    answer = site.json("book", stdin=dict(said, slot=slot(offered)), status=1)
    assert {"A2", "A6"} & {refusal["rule"] for refusal in answer["refused"]}, answer["refused"]


def cancel_and_undo(site):
    booked, offered, said = book(site, work=["BRKFL"], vehicle={"vin": "ZAM45VLA8J0000104"}, customer=None)
    name = str(booked["number"])
    assert site.run("file", "cancel", name, "--reason", "no time").returncode == 0
    shown = site.json("file", "show", name, "--format", "json")
    assert shown["appointment"]["state"] == "cancelled"
    assert "cancelled" in [event["act"] for event in shown["history"]]
    assert site.run("file", "cancel", name).returncode == 1
    assert site.run("file", "undo", name).returncode == 0
    shown = site.json("file", "show", name, "--format", "json")
    assert shown["appointment"]["state"] == "booked" and shown["appointment"]["time"] == offered["time"]
    assert site.run("file", "undo", name).returncode == 1


def undo_when_the_place_is_taken(site):
    first, offered, said = book(site, work=["BRKFL"], vehicle={"vin": "ZAM45VMAXK0000105"}, customer=None)
    assert site.run("file", "cancel", str(first["number"])).returncode == 0
    other = dict(said, vehicle={"vin": "ZN682AUA1P7000109"}, slot=slot(offered))
    site.json("book", stdin=other)
    result = site.run("file", "undo", str(first["number"]))
    assert result.returncode == 1, result.stderr
    assert site.json("file", "show", str(first["number"]), "--format", "json")["appointment"]["state"] == "cancelled"


def move(site):
    booked, offered, said = book(site, work=["AC"], vehicle={"vin": "ZAMPMXDB2SX000112"}, customer=None)
    others = site.json("slots", stdin=said)["proposals"]
    target = next(p for p in others if p["date"] != offered["date"])
    name = str(booked["number"])
    assert site.run("file", "move", name, "--date", target["date"]).returncode == 2
    site.json("file", "move", name, "--date", target["date"], "--time", target["time"],
              "--advisor", target["advisor"]["id"])
    shown = site.json("file", "show", name, "--format", "json")
    assert shown["appointment"]["date"] == target["date"] and shown["appointment"]["time"] == target["time"]
    assert "moved" in [event["act"] for event in shown["history"]]
    result = site.run("file", "move", name, "--date", target["date"], "--time", "12:30")
    assert result.returncode == 1 and "A1" in result.stderr
    again = site.json("file", "show", name, "--format", "json")
    assert again["appointment"] == shown["appointment"]
    assert set(again["appointment"]["handback"]["advisor"]) == {"id", "name"}


def move_nowhere(site):
    """Into the past it is told that it is past and nothing else; to where it is, that it is there."""
    said = request(work=["AC"], vehicle={"vin": "ZAM45VLA8J0000104"}, customer=None, language="ko")
    offered = site.json("slots", stdin=said)["proposals"][0]
    name = str(site.json("book", stdin=dict(said, slot=slot(offered)))["number"])
    past = site.run("file", "move", name, "--date", "2026-11-20", "--time", "12:30", "--lang", "en")
    assert past.returncode == 1, past.stderr
    assert [refusal["rule"] for refusal in json.loads(past.stdout)["refused"]] == ["A5"], past.stdout
    assert "A5: not possible before Mon 23 Nov 10:00" in past.stderr, past.stderr
    same = site.run("file", "move", name, "--date", offered["date"], "--time", offered["time"])
    assert same.returncode == 1 and "there already" in same.stderr, same.stderr


def refusals_in_the_operators_language(site):
    """Standard error is read by who types; the customer's sentence stands in the answer."""
    said = request(work=["OIL"], vehicle={"vin": "ZN661YUS3LX000103"}, customer=None, mobility=["none"], language="ko",
                   slot={"date": "2026-11-24", "time": "12:30"})
    for lang, words in (("en", "outside the reception hours"), ("ko", "접수")):
        result = site.run("book", "--lang", lang, stdin=said)
        assert result.returncode == 1 and words in result.stderr, result.stderr
        assert "접수" in json.loads(result.stdout)["refused"][0]["text"], result.stdout


def arrive_and_finish(site):
    today = site.json("receptions", "--date", "2026-11-23", "--format", "json")["items"]
    row = next(row for row in today if row["state"] == "booked" and row["time"] >= "10:00")
    name = str(row["number"])
    later = "2026-11-23T" + row["time"]
    assert site.run("file", "finish", name, now=later).returncode == 1
    assert site.run("file", "late", name, now=later).returncode == 0
    assert site.run("file", "arrive", name, now=later).returncode == 0
    assert site.run("file", "arrive", name, now=later).returncode == 1
    assert site.run("file", "cancel", name, now=later).returncode == 1
    assert site.run("file", "finish", name, "--left", "20", now="2026-11-23T17:30").returncode == 0
    assert site.run("file", "finish", name, "--left", "soon").returncode == 2
    shown = site.json("file", "show", name, "--format", "json")
    assert shown["appointment"]["state"] == "finished"


def no_show_is_called_back(site):
    today = site.json("receptions", "--date", "2026-11-23", "--format", "json")["items"]
    row = next(row for row in today if row["state"] == "booked")
    assert site.run("file", "noshow", str(row["number"]), now="2026-11-23T18:00").returncode == 0
    tasks = site.json("tasks", "--format", "json")["items"]
    assert "callback" in [task["kind"] for task in tasks if task["file"] == row["number"]]


def override(site):
    said = request(work=["OIL"], vehicle={"vin": "ZN661YUS3LX000103"}, customer=None, mobility=["none"],
                   slot={"date": "2026-11-23", "time": "10:15"})
    answer = site.json("book", stdin=said, status=1)
    assert "B6" in [refusal["rule"] for refusal in answer["refused"]], answer["refused"]
    assert site.run("book", stdin=dict(said, override={"by": "kim.m", "reason": "asked"})).returncode == 65
    if {refusal["rule"] for refusal in answer["refused"]} <= {"B1", "B2", "B3", "B4", "B6", "B7"}:
        booked = site.json("book", stdin=dict(said, override={"by": "kim.s", "reason": "asked"}))
        assert "B6" in booked["appointment"]["needs_authority"]


def who_may(site):
    said = request(work=["OIL"], slot={"date": "2026-11-24", "time": "09:30"})
    reader = site.run("book", "--readonly", stdin=said)
    assert reader.returncode == 77, (reader.returncode, reader.stderr)
    assert site.run("--as", "nobody.x", "load").returncode == 2
    assert site.run("book", stdin=dict(said, operator="lee.j")).returncode == 77
    assert site.run("book", stdin=dict(said, operator="nobody")).returncode == 65
    assert site.run("--now", "soon", "load", now=None).returncode == 2


main([prepared_quickly, clocks_agree, one_car_is_not_booked_twice, cancel_and_undo,
      undo_when_the_place_is_taken, move, move_nowhere,
      refusals_in_the_operators_language, arrive_and_finish, no_show_is_called_back, override, who_may, race])
