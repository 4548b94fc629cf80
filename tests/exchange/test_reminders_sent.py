"""Service reminders go their way: in writing 28 and 25 days before the due day, by telephone from 22 days on, each
attempt in the register; whom a mail does not reach is called. Usage: test_reminders_sent.py PRENOTA"""
import datetime
import sys
import tempfile

from outbox_site import Site, check, letter, results

SPAN = ("--from", "2026-11-01", "--to", "2027-06-30", "--format", "json")


def reminder(site, which, now):
    return [row for row in site.json("reminders", *SPAN, now=now)["items"] if row["id"] == which][0]


def at(row, days, time="10:00"):
    """So many days before the due day."""
    day = datetime.date.fromisoformat(row["due"]) - datetime.timedelta(days=days)
    return f"{day.isoformat()}T{time}"


def waiting(site, means):
    rows = site.json("reminders", *SPAN)["items"]
    return [row for row in rows if row["state"] == "waiting" and row["means"] == means and row["attempts"] == 0 and
            row["next"] == at(row, 28)[:10]]


def names(row, text):
    return row["model"] in text and "(광고)" in text


def sent_of(site, row):
    """What went about this car: mails, and text messages."""
    mails = [letter(p).get_body(("plain",)).get_content() for p in site.folder.glob("mail.[0-9]*")]
    texts = [p.read_text() for p in site.folder.glob("sms.[0-9]*")]
    number = "--to +82" + row["telephone"].replace("-", "")[1:]
    return [t for t in mails + texts if (row["customer"] in t or t.startswith(number)) and names(row, t)]


def the_rule(site, means):
    row = waiting(site, means)[0]
    counts = {}
    for days in (29, 28, 27, 26, 25, 24, 23, 22, 21):
        site.clear()
        for _ in range(2):
            done = site.run("notify", now=at(row, days))
            assert done.returncode == 0, done.err
        counts[days] = len(sent_of(site, row))
    check(f"by {means} 28 and 25 days before, and never again in writing",
          counts == {29: 0, 28: 1, 27: 0, 26: 0, 25: 1, 24: 0, 23: 0, 22: 0, 21: 0}, (row, counts))
    now = at(row, 22)
    after = reminder(site, row["id"], now)
    check("from 22 days on it is a call", after["state"] == "open" and after["attempts"] == 2 and
          after["next"] == now[:10], after)
    lines = [r for r in site.json("contacts", "--from", at(row, 30)[:10], "--to", at(row, 20)[:10], "--format", "json",
                                  now=at(row, 20))["items"]
             if r["customer"] == row["customer"] and r["purpose"] == "service-due"]
    check("each attempt is a line of the register", sorted(r["at"][:10] for r in lines if r["result"] == "sent") ==
          [at(row, 28)[:10], at(row, 25)[:10]], lines)


def came_back(site):
    """A mail that comes back is not sent a second time: the telephone's turn comes."""
    row = waiting(site, "email")[-1]
    site.clear()
    site.run("notify", now=at(row, 28))
    mails = [p for p in site.folder.glob("mail.[0-9]*")
             if row["customer"] in letter(p).get_body(("plain",)).get_content()]
    ours = str(letter(mails[0])["Message-ID"]).strip() if mails else ""
    report = ("From: MAILER-DAEMON@mx.example.com\r\nMessage-ID: <r@mx.example.com>\r\nSubject: failure notice\r\n\r\n"
              f"No such user.\r\nMessage-ID: {ours}\r\n")
    done = site.run("intake", "-", now=at(row, 28), data=report.encode())
    check("a reminder that came back is told", done.returncode == 0 and reminder(site, row["id"], at(row, 28))["result"] ==
          "failed", (ours, done.out, done.err))
    site.clear()
    for days in (25, 24, 23, 22):
        site.run("notify", now=at(row, days))
    after = reminder(site, row["id"], at(row, 22))
    check("and not sent to that address again: it is a call", not sent_of(site, row) and after["attempts"] == 1 and
          after["next"] == at(row, 22)[:10], (after, sent_of(site, row)))


def main():
    for test in (lambda site: the_rule(site, "email"), lambda site: the_rule(site, "sms"), came_back):
        with tempfile.TemporaryDirectory(prefix="prenota-notify-") as folder:
            test(Site(folder))
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)


main()
