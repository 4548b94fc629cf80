"""A person's mails in the spool of requests: with the erasure they go from cur and quarantine too, whatever they became,
whoever is killed on the way; nobody else's are touched."""

import fcntl
import json
import os
import signal
import sqlite3
import subprocess
import time

from harness import main

MANAGER = ["--as", "ryu.h"]
CUSTOMER = ("id;type;family;given;mobile;phone;email;lang\n"
            "C777777;person;QFAM;QGIVEN;010-0000-7788;;qmail@example.com;en\n")
WORDS = "QFAM QGIVEN 00007788 0000-7788 qmail@ QLETTER QBOUNCE QCOPY QAWAY QREPLY QBROKEN QSHARED QLATE".split()
SENT = "out-1@desk.example"


def mail(words, sender, number, *headers):
    lines = [f"From: {sender}", "To: service@example.com", f"Message-ID: <{number}@example.com>", f"Subject: {words}",
             "Date: Mon, 23 Nov 2026 09:00:00 +0900", *headers, "", f"{words} please", ""]
    return "\r\n".join(lines).encode()


def bounce(words, number):
    return ("From: MAILER-DAEMON@mx.example.com\r\nTo: service@example.com\r\n"
            f"Message-ID: <{number}@mx.example.com>\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
            f"--x\r\nContent-Type: text/plain\r\n\r\nqmail@example.com {words}\r\n"
            "--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n"
            "Final-Recipient: rfc822; qmail@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            f"Diagnostic-Code: smtp; 550 5.1.1 <qmail@example.com> {words}\r\n\r\n"
            f"--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{SENT}>\r\nTo: qmail@example.com\r\n\r\n{words}\r\n"
            "--x--\r\n").encode()


LETTER = mail("QLETTER", "qmail@example.com", "q1")
SHARED = json.dumps([
    {"request_id": "S-1", "source": "owner-app", "name": "QSHARED", "mobile": "010-0000-7788", "text": "QSHARED"},
    {"request_id": "S-2", "source": "owner-app", "name": "ZSHARED", "mobile": "010-0000-8899", "text": "ZSHARED"}]).encode()
THEIRS = {
    "letter": LETTER,
    "again": b"Received: by mx.example.com; Mon, 23 Nov 2026 09:01:00 +0900\r\n" + LETTER,
    "bounce": bounce("QBOUNCE", "b1"),
    "bounce-again": b"Received: by mx.example.com; Mon, 23 Nov 2026 09:01:00 +0900\r\n" + bounce("QBOUNCE", "b1"),
    "copy": mail("QCOPY", "service@example.com", "x").replace(b"x@example.com", SENT.encode()),
    "away": mail("QAWAY", "qmail@example.com", "q2", "Auto-Submitted: auto-replied", f"In-Reply-To: <{SENT}>"),
    "reply": mail("QREPLY", "qwork@example.com", "q3", f"In-Reply-To: <{SENT}>"),
    "broken": b"\x00\x01\x02 QMAIL@example.com QBROKEN",
    "shared": SHARED,
}
OTHERS = {
    "other": mail("ZLETTER", "zmail@example.com", "z1"),  # as long as the letter
    "other-broken": b"\x00\x01\x02 ZMAIL@example.com ZBROKEN",
    "other-away": mail("ZAWAY", "zmail@example.com", "z2", "Auto-Submitted: auto-replied"),
}


def fine(done):
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
    return done


def drop(site, name, data):
    os.makedirs(os.path.join(site.spool, "new"), exist_ok=True)
    with open(os.path.join(site.spool, "new", name), "wb") as file:
        file.write(data)


def lying(site):
    """What lies in the spool, by name, without the reasons."""
    held = {}
    for folder in ("new", "cur", "quarantine"):
        for name in os.listdir(os.path.join(site.spool, folder)):
            with open(os.path.join(site.spool, folder, name), "rb") as file:
                held[folder + "/" + name] = file.read()
    return held


def files_with_words(site):
    """Files of the site, databases and their logs whole, in which something of the person stands."""
    found = []
    for folder, _, names in os.walk(site.site):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                held = file.read().lower()
            found += [(name, word) for word in WORDS if word.lower().encode() in held]
    return found


def erase(site, *more):
    return site.run(*MANAGER, "erase", "customer", site.customer, "--reason", "asked by letter", *more)


def mails_come_in(site):
    site.spool = os.path.join(site.site, "spool")
    os.mkdir(site.spool)
    with open(site.config, "a") as out:
        out.write('spool = "spool";\n')
    path = os.path.join(site.dir, "customers.csv")
    with open(path, "w") as file:
        file.write(CUSTOMER)
    fine(site.run("import", "customers", path))
    db = sqlite3.connect(site.database)
    site.customer = db.execute("SELECT id FROM customer WHERE family = 'QFAM'").fetchone()[0]
    db.execute("INSERT INTO message (id, customer, template, means, address, subject, text, due, state, message_id, created,"
               " created_by) VALUES ('00000000-0000-4000-8000-00000000abcd', ?, 'confirm', 'email', 'qmail@example.com',"
               " 'QFAM', 'QFAM', 1, 'sent', ?, 1, 'kim.s')", (site.customer, SENT))
    db.commit()
    db.close()
    site.backup = os.path.join(site.dir, "before.db")
    fine(site.run("backup", site.backup, now=None))
    assert len(THEIRS["letter"]) == len(OTHERS["other"])
    for name, data in {**THEIRS, **OTHERS}.items():
        drop(site, name, data)
    fine(site.run("intake"))
    held = lying(site)
    assert {"quarantine/broken", "quarantine/broken.reason", "cur/letter", "cur/bounce"} <= set(held), sorted(held)
    assert not any(name.startswith("new/") for name in held)


def a_person_decides_what_nobody_can_tell(site):
    before = files_with_words(site)
    refused = erase(site)
    assert refused.returncode == 1 and "--theirs" in refused.stderr, (refused.returncode, refused.stderr)
    ids = [line.split()[0] for line in refused.stdout.splitlines()]
    assert len(ids) == 1 and "broken" in refused.stdout, refused.stdout
    site.broken = ids[0]
    assert files_with_words(site) == before
    db = sqlite3.connect(site.database)
    other = db.execute("SELECT id FROM request WHERE source_id = 'S-1'").fetchone()[0]
    db.close()
    for wrong in ("nobody", "x" * 200, site.broken[:-1], ",", other + ",nobody"):
        done = erase(site, "--theirs", wrong)
        assert done.returncode == 65, (wrong, done.returncode, done.stderr)
    assert files_with_words(site) == before


def killed_behind_the_commit(site):
    """The lock on the files is held, so that the program stands between the two."""
    with open(os.path.join(site.spool, ".erase"), "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        command = site.command(*MANAGER, "erase", "customer", site.customer, "--reason", "asked", "--theirs", site.broken)
        child = subprocess.Popen(command, env=site.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        limit, erased = time.monotonic() + 60, 0
        while not erased and time.monotonic() < limit and child.poll() is None:
            db = sqlite3.connect(f"file:{site.database}?mode=ro", uri=True)
            erased = db.execute("SELECT count(*) FROM erased_input").fetchone()[0]
            db.close()
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert erased == len(THEIRS), erased
    left = lying(site)
    assert all("cur/" + name in left or "quarantine/" + name in left for name in THEIRS), sorted(left)
    told = site.run("check", now=None)
    assert told.returncode == 69 and "cur/letter" in told.stdout and "quarantine/broken" in told.stdout, told.stdout
    assert "cur/other" not in told.stdout and str(len(THEIRS)) + " files" in told.stdout, told.stdout


def the_erasure_once_more_removes_all(site):
    done = fine(erase(site))
    assert str(len(THEIRS)) + " files" in done.stdout, done.stdout
    assert not files_with_words(site), files_with_words(site)
    kept = {name.split("/")[1]: data for name, data in lying(site).items() if not name.endswith(".reason")}
    assert kept == OTHERS, sorted(kept)
    assert "quarantine/other-broken.reason" in lying(site) and "quarantine/broken.reason" not in lying(site)
    db = sqlite3.connect(site.database)
    assert db.execute("SELECT text FROM request WHERE source_id = 'S-2'").fetchone()[0] == "ZSHARED"
    db.close()
    assert "spool" not in fine(site.run("check", now=None)).stdout


def what_comes_again_goes_again(site):
    """A mail server that delivers once more, a file that was taken in and not yet moved, a report that is late."""
    for name, data in THEIRS.items():
        if name not in ("reply", "broken"):  # the one is a person's new letter to an old message; the other nobody's
            drop(site, name, data)
    drop(site, "bounce-late", bounce("QLATE", "b9"))
    drop(site, "other-again", OTHERS["other"])
    waiting = fine(erase(site)).stdout
    assert "more wait" in waiting, waiting
    fine(site.run("intake"))
    assert not files_with_words(site), files_with_words(site)
    kept = {name: data for name, data in lying(site).items() if not name.endswith(".reason")}
    assert sorted(kept.values()) == sorted([*OTHERS.values(), OTHERS["other"]]), sorted(kept)


def a_backup_put_back_knows_it(site):
    """It was made before any of the mails came."""
    fine(site.run("restore", site.backup, now=None))
    assert not files_with_words(site), files_with_words(site)
    os.makedirs(os.path.join(site.spool, "quarantine"), exist_ok=True)
    for name, data in THEIRS.items():
        with open(os.path.join(site.spool, "quarantine" if name == "broken" else "cur", name), "wb") as file:
            file.write(data)
    assert site.run("check", now=None).returncode == 69
    fine(site.run("intake"))
    assert not files_with_words(site), files_with_words(site)
    fine(site.run("check", now=None))


def who_reads_keeps_the_log_and_it_is_told(site):
    path = os.path.join(site.dir, "one.csv")
    with open(path, "w") as file:
        file.write(CUSTOMER.replace("C777777", "C777778"))
    fine(site.run("import", "customers", path))
    reader = sqlite3.connect(f"file:{site.database}?mode=ro", uri=True, isolation_level=None)
    site.customer, = reader.execute("SELECT id FROM customer WHERE family = 'QFAM'").fetchone()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM customer").fetchone()
    done = fine(erase(site, "--theirs", "none"))
    assert "others read meanwhile" in done.stdout and "once more" in done.stdout, done.stdout
    assert files_with_words(site)
    reader.close()
    done = fine(erase(site))
    assert "others read" not in done.stdout and not files_with_words(site), (done.stdout, files_with_words(site))


main([mails_come_in, a_person_decides_what_nobody_can_tell, killed_behind_the_commit, the_erasure_once_more_removes_all,
      what_comes_again_goes_again, a_backup_put_back_knows_it, who_reads_keeps_the_log_and_it_is_told])
