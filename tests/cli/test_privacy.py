"""A made-up person whose words stand in every column that takes them: all of it in the export, none of it after the
erasure, in the database, its log and a restored backup."""

import json
import os
import sqlite3

from harness import main, slot

MANAGER = ["--as", "ryu.h"]
VIN = "ZAM57XTS0M1000777"
PLATE = "777바7766"
FILES = {
    "customers": "id;type;family;given;company;mobile;phone;email;address;lang;persona;persona_date;advisor;consent_contact;"
    "consent_appointment;consent_service;remark\nC777777;person;QFAM;QGIVEN;;010-0000-7788;02-0000-7799;qmail@example.com;"
    "QADDR 253;en;performance;2026-03-12;kim.s;phone;sms;sms;QEXTRA1\n",
    "vehicles": "vin,plate,country,model,my,fuel,colour,first_reg,warranty_start,built,owner_id,owner_since,keeper_id,"
    f"contact_id,km,km_date,remark\n{VIN},{PLATE},KR,Levante,2021,petrol,Blu,2021-03-15,2021-03-15,2021-01-02,C777777,"
    "2021-03-15,,,17900,2026-10-29,QEXTRA2\n",
    "service-entry": "vin;plate;owner_type;owner_name;owner_since;km;km_date;warranty_start;open_items;as_of\n"
    f"{VIN};{PLATE};person;QSEOWNER;2024-03-15;17860;2026-10-29;2024-03-15;;2026-11-22\n",
    "parts": f"order_no,vin,part,text,qty,status,eta,remark\nPO-77-0001,{VIN},980158771,pads,1,ordered,2026-11-26,QEXTRA3\n",
    "history": "ro_no;vin;date;km;type;codes;text;hours;adviser;return_of\n"
    f"RO-2026-77777;{VIN};2026-05-23;12736;maintenance;MAINT-S;QVISIT;2,5;kim.s;\n",
}
REQUEST = {
    "request_id": "S-777", "source": "owner-app", "received_at": "2026-11-23T09:00:00+09:00", "family": "QFAM",
    "given": "QGIVEN", "mobile": "010-0000-7788", "email": "qmail@example.com", "plate": PLATE, "vin": VIN,
    "text": "QREQTEXT", "other": "QOTHER", "owner": "yes",
}
OTHER = {
    "request_id": "S-779", "source": "owner-app", "received_at": "2026-11-23T09:05:00+09:00", "family": "ZELSE",
    "given": "ZOTHER", "mobile": "010-0000-8899", "plate": "888바8877", "text": "ZTEXT",
}
WORDS = ("QFAM QGIVEN 00007788 00007799 0000-7788 qmail@ QADDR QEXTRA1 QEXTRA2 QEXTRA3 QSEOWNER QVISIT QWORDS QMORE QNOTE "
         "QREQTEXT QOTHER QWHY 777바7766").split()
UNLIKE = {"0000-7788"}  # not how it is exported


def titles_of(site):
    db = sqlite3.connect(site.database)
    titles = [title for (title,) in db.execute("SELECT title FROM appointment ORDER BY key")]
    db.close()
    return titles


def write(site, name, text):
    path = os.path.join(site.dir, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def fine(done):
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
    return done


def leave_traces(site):
    """All that a desk writes about somebody; returns the customer's id."""
    for kind, text in FILES.items():
        fine(site.run("import", kind, write(site, kind + ".csv", text)))
    said = {
        "channel": "phone", "vehicle": {"vin": VIN, "plate": PLATE, "mileage": 18250, "unit": "km"},
        "customer": {"family": "QFAM", "given": "QGIVEN", "mobile": "+82 10-0000-7788"}, "request": "QWORDS brake squeal",
        "note": "QNOTE", "work": ["MAINT-S"], "mobility": ["none"],
        "consent": {"contact": "phone", "appointment_reminder": "sms", "service_reminder": False},
    }
    offered = site.json("slots", stdin=said)["proposals"][0]
    booked = site.json("book", stdin=dict(said, slot=slot(offered)))
    fine(site.run("file", "change", booked["id"], stdin={"work": ["MAINT-S", "BAT"], "request": "QMORE"}))
    for call, number in (("77", "01000007788"), ("78", "0200007799")):
        fine(site.run("call", "ringing", "call=" + call, "from=" + number, "to=201"))
        fine(site.run("call", "hangup", "call=" + call))
    fine(site.run("intake", write(site, "request.json", json.dumps([REQUEST]))))
    both = json.dumps([dict(REQUEST, request_id="S-778", text="QREQTEXT two"), OTHER])
    fine(site.run("intake", write(site, "both.json", both)))
    fine(site.run("file", "cancel", booked["id"], "--reason", "QWHY"))
    return site.json("file", "show", booked["id"], "--format", "json")["customer"]["id"]


def everything(value):
    if isinstance(value, dict):
        return " ".join(everything(v) for v in value.values())
    if isinstance(value, list):
        return " ".join(everything(v) for v in value)
    return str(value)


def the_export_holds_all(site):
    site.customer = leave_traces(site)
    refused = site.run(*MANAGER, "export", "customer", site.customer)
    assert refused.returncode == 2 or "--reason" in refused.stderr, refused.stderr
    held = site.json(*MANAGER, "export", "customer", site.customer, "--reason", "asked by letter")
    text = everything(held)
    for word in WORDS:
        assert word in text or word in UNLIKE, word
    others = [table for table, rows in held.items() if "ZTEXT" in everything(rows) or "ZELSE" in everything(rows)]
    assert not others, others
    assert {"request_original", "call_event", "file_event", "data_change", "audit"} <= set(held), sorted(held)
    trail = json.loads(fine(site.run(*MANAGER, "audit", "--from", "today", "--format", "json")).stdout)["items"]
    assert any(row["act"] == "export" and row["detail"] == "asked by letter" for row in trail)


def assert_gone(site):
    for name in (site.database, site.database + "-wal"):
        if not os.path.exists(name):
            continue
        with open(name, "rb") as file:
            held = file.read()
        for word in WORDS:
            assert word.encode() not in held, (name, word)


def assert_other_is_kept(site):
    db = sqlite3.connect(site.database)
    kept = db.execute("SELECT name, text, raw FROM request WHERE source_id = 'S-779'").fetchone()
    db.close()
    assert "ZELSE" in kept[0] and kept[1] == "ZTEXT" and "ZTEXT" in kept[2], kept


def nothing_is_left(site):
    backup = os.path.join(site.dir, "before.db")
    fine(site.run("backup", backup, now=None))
    with open(backup, "rb") as file:
        held = file.read()
    assert all(word.encode() in held for word in WORDS if word not in UNLIKE)
    fine(site.run(*MANAGER, "erase", "customer", site.customer, "--reason", "asked by letter"))
    assert_gone(site)
    assert_other_is_kept(site)
    # once more, as after a crash behind its end: the work that the titles keep stays
    titles = titles_of(site)
    assert any(title and " - " not in title for title in titles), titles
    fine(site.run(*MANAGER, "erase", "customer", site.customer, "--reason", "asked by letter"))
    assert titles_of(site) == titles
    restored = fine(site.run("restore", backup, now=None))
    assert "1 erasures" in restored.stdout, restored.stdout
    assert_gone(site)
    fine(site.run("check", now=None))
    for word in ("QFAM", "00007788", "7766"):
        assert site.run("find", word).returncode == 1, word


main([the_export_holds_all, nothing_is_left])
