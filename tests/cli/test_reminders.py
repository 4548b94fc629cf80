"""Service reminders, the contact register and the dealer's data on the command line."""

import csv
import io
import json

from harness import keys, main, request, safe, slot

REMINDER = ("due state contact_by next customer telephone means plate model work reason by_date by_mileage at_km km "
            "contract attempts last result file id")
CONTACT = "at direction channel purpose result who customer address file rings talk_seconds holds longest_hold id"


def refused(site, *args, status):
    said = site.run(*args)
    assert said.returncode == status, (said.returncode, said.stderr)
    assert len(said.stderr.splitlines()) == 1, said.stderr
    return said


def listed(site, *args):
    return site.json("reminders", *args, "--format", "json")["items"]


def reminders_are_listed_late_first(site):
    rows = listed(site)
    keys(rows[0], REMINDER, "reminder")
    states = [row["state"] for row in rows]
    assert set(states) <= {"late", "open", "no-consent", "no-number", "ownership", "sold"}, set(states)
    contacted = [row for row in rows if row["state"] in ("late", "open")]
    assert [row["due"] for row in contacted] == sorted(row["due"] for row in contacted)
    assert states.index("no-consent") >= len(contacted)
    for row in contacted:
        assert row["due"] <= "2026-12-21" and row["due"] >= "2026-09-24", row
        assert row["state"] == ("late" if row["contact_by"] < "2026-11-23" and not row["attempts"] else "open"), row
    late = listed(site, "--state", "late")
    assert [row["id"] for row in late] == [row["id"] for row in rows if row["state"] == "late"]
    ahead = listed(site, "--from", "2027-01-01", "--to", "2027-01-31")
    assert ahead and all("2027-01-01" <= row["due"] <= "2027-01-31" for row in ahead)
    table = site.run("reminders")
    safe(table.stdout)
    comma = list(csv.DictReader(io.StringIO(site.run("reminders", "--format", "csv").stdout)))
    assert comma[0].keys() == rows[0].keys() and len(comma) == len(rows)
    wrong = refused(site, "reminders", "--state", "soon", status=2)
    assert "no state" in wrong.stderr


def booked_and_cancelled(site, row):
    said = request(vehicle={"plate": row["plate"]}, customer=None, work=["MAINT-S"], mobility=["none"],
                   channel="outbound", earliest="2026-12-10",
                   consent={"contact": "phone", "appointment_reminder": False, "service_reminder": "phone"})
    offered = site.json("slots", stdin=said)["proposals"][0]
    booked = site.json("book", stdin=dict(said, slot=slot(offered)))
    if row["id"] in [r["id"] for r in listed(site)]:
        return "another service leads"
    mine = next(r for r in listed(site, "--state", "booked") if r["id"] == row["id"])
    assert mine["file"] == booked["number"]
    site.run("file", "cancel", str(booked["number"]), "--reason", "no time")
    again = [r for r in listed(site) if r["id"] == row["id"]]
    assert again and again[0]["file"] is None, again
    return again[0]["state"]


def booking_closes_a_reminder(site):
    late = [row for row in listed(site) if row["state"] == "late" and row["work"][0] == "MAINT-S"]
    states = [booked_and_cancelled(site, row) for row in late]
    assert "late" in states, states
    assert set(states) <= {"late", "ownership", "another service leads"}, states  # two records may differ on the owner


def a_reading_moves_the_day(site):
    row = next(r for r in listed(site, "--state", "waiting") if r["at_km"] and r["reason"] == "date")
    said = request(vehicle={"plate": row["plate"], "mileage": row["at_km"] + 500, "unit": "km"}, customer=None,
                   work=["OIL"], mobility=["none"], earliest="2026-12-10")
    offered = site.json("slots", stdin=said)["proposals"][0]
    site.json("book", stdin=dict(said, slot=slot(offered)))
    moved = next(r for r in listed(site, "--state", "all") if r["plate"] == row["plate"])
    assert moved["due"] == "2026-11-23" and moved["reason"] == "mileage", moved


def contacts_are_listed(site):
    rows = site.json("contacts", "--from", "2026-11-01", "--to", "2026-11-23", "--format", "json")["items"]
    keys(rows[0], CONTACT, "contact")
    assert [row["at"] for row in rows] == sorted((row["at"] for row in rows), reverse=True)
    assert all(row["direction"] in ("in", "out") for row in rows)
    assert any(row["result"] == "booked" and row["purpose"] == "appointment" and row["file"] for row in rows)
    table = site.run("contacts", "--from", "2026-11-20", "--to", "2026-11-23")
    safe(table.stdout)
    comma = site.run("contacts", "--from", "2026-11-01", "--to", "2026-11-23", "--format", "csv").stdout
    assert len(list(csv.DictReader(io.StringIO(comma)))) == len(rows)
    for cell in (cell for line in csv.reader(io.StringIO(comma)) for cell in line):
        assert not cell.startswith(("=", "@", "+", "-")), cell
    # a date of what has been is the last such day; --to alone is the end of the usual length
    friday = site.json("contacts", "--from", "fri", "--format", "json")["items"]
    assert friday == site.json("contacts", "--from", "11-20", "--format", "json")["items"]
    assert {row["at"][:10] for row in friday} >= {"2026-11-20"} and min(row["at"] for row in friday) >= "2026-11-20"
    until = site.json("contacts", "--to", "11-20", "--format", "json")["items"]
    assert until and max(row["at"] for row in until) < "2026-11-21"
    assert "before" in refused(site, "contacts", "--from", "2026-11-23", "--to", "2026-11-01", status=2).stderr


def dealer(site):
    return {row["field"]: row for row in site.json("dealer", "show", "--format", "json")["items"]}


def dealer_data_are_kept_and_checked(site):
    before = dealer(site)
    keys(before["telephone"], "field value source checked by overdue listed differs", "dealer")
    assert before["telephone"]["differs"] == "yes" and before["email"]["differs"] == "no"
    assert before["hours"]["listed"].endswith("13:00") and before["hours"]["differs"] == "yes"
    site.run("dealer", "set", "telephone", "02-0000-0199")
    after = dealer(site)["telephone"]
    assert after["value"] == "02-0000-0199" and after["source"] == "desk"
    assert after["checked"] is None and after["overdue"] == "yes" and after["differs"] == "no"
    site.run("dealer", "checked", "telephone")
    assert dealer(site)["telephone"]["overdue"] == "no"
    for field, value in (("telephone", "none"), ("email", "x"), ("website", "javascript:1"), ("manager", "nobody"),
                         ("web-form", "perhaps"), ("hours", "always"), ("fax", "1"), ("name-en", ""),
                         ("parking-en", "a\x1bb")):
        safe(refused(site, "dealer", "set", field, value, status=65).stderr)
    # A new start of the site from its configuration keeps what the desk changed.
    site.run("init", "--preview", now=None)
    site.run("init", now=None)
    assert dealer(site)["telephone"]["value"] == "02-0000-0199"


def the_website_can_embed_it(site):
    ld = json.loads(site.run("export", "dealer", "--lang", "en").stdout)
    assert ld["@context"] == "https://schema.org" and set(ld["@type"]) == {"AutoDealer", "AutoRepair"}
    assert ld["name"] == "Maserati Gangnam" and ld["telephone"] and ld["url"].startswith("https://")
    assert ld["address"]["@type"] == "PostalAddress" and ld["address"]["streetAddress"]
    hours = ld["openingHoursSpecification"]
    assert {entry["dayOfWeek"] for entry in hours} == {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
    assert all(entry["@type"] == "OpeningHoursSpecification" and entry["opens"] < entry["closes"] for entry in hours)
    special = ld["specialOpeningHoursSpecification"]
    assert {"validFrom": "2026-12-25", "opens": "00:00", "closes": "00:00"}.items() <= special[0].items()
    assert json.loads(site.run("export", "dealer").stdout)["name"] == "마세라티 강남"


main([reminders_are_listed_late_first, booking_closes_a_reminder, a_reading_moves_the_day, contacts_are_listed,
     dealer_data_are_kept_and_checked, the_website_can_embed_it])
