"""Backups, restoring, salvage, the long check, the audit trail."""

import datetime
import os
import re
import subprocess

from harness import main

MANAGER = ["--as", "ryu.h"]


def first_number(site):
    return site.json("receptions", "--date", "tomorrow", "--format", "json")["items"][0]["number"]


def backup_and_restore(site):
    number = str(first_number(site))
    backup = os.path.join(site.dir, "one.db")
    made = site.run("backup", backup, now=None)
    assert made.returncode == 0, made.stderr
    digest = subprocess.run(["sha256sum", "-c", "one.db.sha256"], cwd=site.dir, capture_output=True)
    assert digest.returncode == 0, digest.stderr
    assert site.run("backup", backup, now=None).returncode == 69
    assert site.run("file", "cancel", number).returncode == 0
    restored = site.run("restore", backup, now=None)
    assert restored.returncode == 0, restored.stderr
    assert "the former database is kept: " in restored.stdout
    assert site.json("file", "show", number, "--format", "json")["appointment"]["state"] != "cancelled"
    assert site.run("check", now=None).returncode == 0


def folder_keeps_by_the_rule(site):
    folder = os.path.join(site.dir, "backups")
    os.mkdir(folder)
    today = datetime.date.today()  # a backup is named by the machine's clock
    for ago in range(2, 86):
        day = today - datetime.timedelta(days=ago)
        open(os.path.join(folder, f"prenota-{day:%Y%m%d}T0300.db"), "w").close()
    for name in ("other.db", "prenota-2026.db", "prenota-20261101T0300.db.keep"):
        open(os.path.join(folder, name), "w").close()
    assert site.run("backup", folder, now=None).returncode == 0
    left = sorted(os.listdir(folder))
    assert {"other.db", "prenota-2026.db", "prenota-20261101T0300.db.keep"} <= set(left)
    kept = [n for n in left if re.fullmatch(r"prenota-\d{8}T\d{4}\.db", n)]
    assert 1 <= len(kept) <= 7 + 5 + 1, kept
    assert os.path.exists(os.path.join(folder, kept[-1] + ".sha256"))


def damage_is_told(site):
    bad = os.path.join(site.dir, "bad.db")
    fresh = os.path.join(site.dir, "fresh.db")
    assert site.run("backup", bad, now=None).returncode == 0
    with open(bad, "r+b") as file:
        file.seek(0, 2)
        size = file.tell()
        for at in range(size // 2 // 4096 * 4096, size - 16 * 4096, 17 * 4096):  # behind the pages of the schema
            file.seek(at)
            file.write(b"\xff" * 2000)
    checked = site.run("check", "--db", bad, now=None)
    assert checked.returncode == 69, (checked.stdout, checked.stderr)
    assert site.run("restore", bad, now=None).returncode == 69
    saved = site.run("salvage", bad, fresh, "--format", "json", now=None)
    assert saved.returncode == 1, (saved.returncode, saved.stderr)
    assert '"lost": "some"' in saved.stdout or '"lost": "' in saved.stdout
    assert site.run("check", "--db", fresh, now=None).returncode in (0, 69)


def bad_stores(site):
    folder = os.path.join(site.dir, "folder.db")
    os.mkdir(folder)
    empty = os.path.join(site.dir, "empty.db")
    open(empty, "w").close()
    text = os.path.join(site.dir, "text.db")
    with open(text, "w") as file:
        file.write("no database\n" * 1000)
    half = os.path.join(site.dir, "half.db")
    with open(site.database, "rb") as whole, open(half, "wb") as file:
        file.write(whole.read(100 * 1024))
    for path in (folder, empty, text, half, os.path.join(site.dir, "missing.db")):
        before = os.path.exists(path)
        for command in (["check"], ["find", "홍"], ["receptions"], ["backup", path + ".copy"]):
            result = site.run(*command, "--db", path, now=None)
            assert result.returncode == 69, (path, command, result.returncode, result.stderr)
            assert result.stderr.count("\n") == 1 or result.stdout, result.stderr
        assert os.path.exists(path) == before
        assert not os.path.exists(path + ".copy")


def audit(site):
    number = str(first_number(site))
    site.run("file", "show", number)
    site.run("file", "history", number, "--readonly")
    refused = site.run("audit")
    assert refused.returncode == 77, refused.stderr
    rows = site.json("audit", *MANAGER, "--format", "json", "--from", "2026-11-23", "--to", "2026-11-23")["items"]
    reads = [row for row in rows if row["act"] == "read" and row["table"] == "customer_file"]
    assert len(reads) == 2, reads
    assert reads[0]["by"] == "kim.m" and reads[0]["origin"]
    assert any(row["act"] == "import" for row in rows)
    assert site.run("audit", *MANAGER, "--from", "2026-11-24", "--to", "2026-11-23").returncode == 2
    assert site.run("check", now=None).stdout.count("audit trail:") == 1


def a_person(site):
    """A customer with a car and a visit, and no appointment."""
    for word in ("홍", "이", "박", "최"):
        for item in site.json("find", word, "--format", "json")["items"]:
            if item["kind"] != "customer":
                continue
            held = site.json("export", "customer", item["id"], *MANAGER, "--reason", "look", "--format", "json")
            if "vehicle" in held and "customer_file" not in held and all(
                    held["customer"][0][key] for key in ("family", "given", "mobile", "email")) and held["vehicle"][0]["plate"]:
                return item["id"], held
    raise AssertionError("nobody fits")


def export_and_erase(site):
    person, held = a_person(site)
    me = held["customer"][0]
    assert me["id"] == person
    words = [me["family"] + me["given"], me["mobile"], me["email"], held["vehicle"][0]["plate"]]
    refused = site.run("export", "customer", person, "--reason", "look")
    assert refused.returncode == 77, refused.stderr
    assert site.run("export", "customer", person, *MANAGER).returncode == 65
    assert site.run("erase", "customer", person, *MANAGER).returncode == 65
    assert site.run("export", "customer", "0" * 36, *MANAGER, "--reason", "x").returncode == 1
    backup = os.path.join(site.dir, "before.db")
    assert site.run("backup", backup, now=None).returncode == 0
    text = site.run("export", "customer", person, *MANAGER, "--reason", "look", "--format", "table").stdout
    assert words[1] in text
    done = site.run("erase", "customer", person, *MANAGER, "--reason", "asked for it")
    assert done.returncode == 0, done.stderr

    def gone():
        for name in ("prenota.db", "prenota.db-wal"):
            path = os.path.join(site.site, name)
            if not os.path.exists(path):
                continue
            with open(path, "rb") as file:
                data = file.read()
            for word in words[1:]:
                assert word.encode() not in data, (name, word)
        assert site.run("find", words[1]).returncode == 1

    gone()
    assert site.run("restore", backup, now=None).returncode == 0
    gone()
    assert site.run("check", now=None).returncode == 0
    # The restore erased again, by the clock on the wall, whatever day that is.
    rows = site.json("audit", *MANAGER, "--format", "json", "--from", "2026-01-01", "--to", "2199-12-31")["items"]
    assert [row["act"] for row in rows].count("erase") >= 1


def appointment_keeps_a_person(site):
    number = str(first_number(site))
    person = site.json("file", "show", number, "--format", "json")["customer"]["id"]
    refused = site.run("erase", "customer", person, *MANAGER, "--reason", "asked")
    assert refused.returncode == 1 and "appointment" in refused.stderr, refused.stderr


def keeping_periods(site):
    listed = site.json("purge", "--preview", *MANAGER, "--format", "json")["items"]
    assert listed == [], listed
    later = "2040-01-05T10:00"
    listed = site.json("purge", "--preview", *MANAGER, "--format", "json", now=later)["items"]
    assert len(listed) > 100, len(listed)
    assert site.run("purge", *MANAGER, now=later).returncode == 65
    assert site.run("purge", *MANAGER, "--by", "ryu.h", now=later).returncode == 65
    assert site.run("purge", "--preview").returncode == 77
    purged = site.json("purge", *MANAGER, "--by", "noh.e", "--format", "json", now=later)["items"]
    assert len(purged) == len(listed)
    assert site.json("purge", "--preview", *MANAGER, "--format", "json", now=later)["items"] == []
    assert site.run("check", now=None).returncode == 0


main([audit, backup_and_restore, folder_keeps_by_the_rule, damage_is_told, bad_stores,
      export_and_erase, appointment_keeps_a_person, keeping_periods])
