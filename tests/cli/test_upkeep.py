"""Backups, restoring, salvage, the long check, the audit trail."""

import os
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
    for month, days in ((9, range(1, 31)), (10, range(1, 32)), (11, range(1, 23))):
        for day in days:
            open(os.path.join(folder, f"prenota-2026{month:02d}{day:02d}T0300.db"), "w").close()
    for name in ("other.db", "prenota-2026.db", "prenota-20261101T0300.db.keep"):
        open(os.path.join(folder, name), "w").close()
    assert site.run("backup", folder, now=None).returncode == 0
    left = sorted(os.listdir(folder))
    assert {"other.db", "prenota-2026.db", "prenota-20261101T0300.db.keep"} <= set(left)
    kept = [n for n in left if n.endswith(".db") and n.startswith("prenota-2026") and len(n) == 24]
    assert 1 <= len(kept) <= 7 + 5 + 1, kept
    assert os.path.exists(os.path.join(folder, kept[-1] + ".sha256"))


def damage_is_told(site):
    bad = os.path.join(site.dir, "bad.db")
    fresh = os.path.join(site.dir, "fresh.db")
    assert site.run("backup", bad, now=None).returncode == 0
    with open(bad, "r+b") as file:
        file.seek(0, 2)
        size = file.tell()
        for at in range(20 * 4096, size - 4096, 37 * 4096):
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


main([audit, backup_and_restore, folder_keeps_by_the_rule, damage_is_told, bad_stores])
