"""What a contact leaves behind on the command line: standards in the file, changes for the DMS, tasks."""

import csv
import io

from harness import keys, main, request, safe, slot

VIN = "ZAM57XTS0M1000113"


def book(site, **changes):
    said = request(vehicle={"vin": VIN}, customer=None, work=["OIL"], **changes)
    offered = site.json("slots", stdin=said)["proposals"][0]
    return site.json("book", stdin=dict(said, slot=slot(offered)))


def shown(site, number):
    return site.json("file", "show", str(number), "--format", "json")


def standards_stand_in_the_file(site):
    booked = book(site, mobility=["none"], earliest="2026-12-01")
    file = shown(site, booked["number"])
    standards = file["standards"]
    keys(standards, "open reception_checklist asked met items", "standards")
    found = {item["requirement"]: item for item in standards["items"]}
    for item in standards["items"]:
        keys(item, "requirement also title state figure unit reason at by", item["requirement"])
        assert item["state"] in ("met", "open", "waived")
        assert item["reason"] is None
    assert standards["asked"] == len(found)
    assert standards["met"] == sum(item["state"] == "met" for item in standards["items"])
    assert found["R11"]["state"] == "met" and found["R11"]["figure"] >= 2 and found["R11"]["also"] == ["R40"]
    assert found["R27"]["state"] == "met" and found["R35"]["state"] == "met"
    assert found["R41"]["state"] == "open"  # nobody read it back: no refusal
    assert "R16" not in found  # nothing rang
    keys(file["contract"], "status id type end days_left km_left items checked", "contract")
    keys(file["owner_check"], "result dms_owner service_entry_owner service_entry_as_of since checked by", "owner")
    told = site.run("file", "show", str(booked["number"]))
    assert "Standards: %d of %d kept" % (standards["met"], standards["asked"]) in told.stdout, told.stdout
    assert "R41 read back and confirmed" in " ".join(told.stdout.split())
    safe(told.stdout)
    korean = site.run("file", "show", str(booked["number"]), "--lang", "ko")
    assert "재확인하고 고객이 확인함" in korean.stdout, korean.stdout


def changes_are_listed(site):
    plate = shown(site, book(site, mobility=["none"], earliest="2026-12-03")["number"])["vehicle"]["plate"]
    said = request(vehicle={"vin": VIN, "plate": "99하8765"}, customer=None, work=["OIL"], mobility=["none"],
                   earliest="2026-12-08")
    offered = site.json("slots", stdin=said)["proposals"][0]
    booked = site.json("book", stdin=dict(said, slot=slot(offered)))
    rows = site.json("export", "changes", "--from", "today", "--to", "today", "--format", "json")["items"]
    mine = [row for row in rows if row["file"] == booked["number"]]
    keys(mine[0], "at by source file customer vin plate field before after", "change")
    change = next(row for row in mine if row["field"] == "plate")
    assert change["before"] == plate and change["after"].replace(" ", "") == "99하8765", change
    assert change["vin"] == VIN and change["source"] == "contact"
    listed = site.run("export", "changes", "--from", "today", "--to", "today", "--format", "csv")
    assert list(csv.DictReader(io.StringIO(listed.stdout)))[0].keys() == mine[0].keys()
    assert "\r" not in listed.stdout
    table = site.run("export", "changes")
    assert table.returncode == 0 and "99하8765" in table.stdout
    safe(table.stdout)
    assert site.run("export", "changes", "--from", "2026-12-01", "--to", "2026-11-01").returncode == 2
    assert site.run("export", "changes", "--from", "nonsense").returncode == 2
    assert site.json("export", "changes", "--from", "2027-01-01", "--to", "2027-01-02", "--format", "json")["items"] == []


def doubles_become_a_task(site):
    known = shown(site, book(site, mobility=["none"], earliest="2026-12-10")["number"])["customer"]
    said = request(vehicle={"vin": "ZAM57YTL2M1000101"}, work=["OIL"], mobility=["none"], earliest="2026-12-11",
                   customer={"family": "Altrimenti", "given": "Nome", "mobile": known["mobile"]})
    offered = site.json("slots", stdin=said)["proposals"][0]
    booked = site.json("book", stdin=dict(said, slot=slot(offered)))
    tasks = [task for task in site.json("tasks", "--format", "json")["items"] if task["file"] == booked["number"]]
    assert any(task["kind"] == "data" and task["text"] == "double" for task in tasks), tasks
    table = site.run("tasks")
    assert "the same customer twice?" in table.stdout
    safe(table.stdout)


main([standards_stand_in_the_file, changes_are_listed, doubles_become_a_task])
