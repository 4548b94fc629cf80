"""Messages go out once each: by fake commands that are counted, by a mail server and an SMS service on this machine where
they are installed, whatever is killed on the way. Usage: test_notify.py PRENOTA"""
import contextlib
import email
import email.policy
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading

from outbox_site import Site, calendar, check, letter, results, skip, wait_for

def a_life(site):
    """Booked, moved, cancelled, taken back: each told once, with the same event in a higher version."""
    number, place = site.book("2026-11-26")
    check("nothing is sent within the booking", not site.sent(), site.sent())
    done = site.run("notify")
    check("notify sends the confirmation", done.returncode == 0 and len(site.sent()) == 1, (done.out, done.err, site.sent()))
    mail = letter(site.sent()[0])
    method, event = calendar(mail)
    check("to the customer, from the dealer", "hong@example.com" in mail["To"] and "example.com" in mail["From"], mail.as_string())
    words = mail.get_body(("plain",)).get_content()
    check("with date, time, advisor, mobility and what to bring",
          place["time"] in words and "택시" in words and "자동차등록증" in words and "…" not in words and "{" not in words, words)
    check("with an event that a calendar takes", method == "REQUEST" and event["SEQUENCE"] == "0" and
          event["DTSTART"].endswith(place["time"].replace(":", "") + "00"), event)
    site.clear()
    at = site.move(number, "2026-12-02")
    check("moved", at)
    site.run("notify")
    method, after = calendar(letter(site.sent()[0])) if site.sent() else (None, {})
    check("a move is told with the same event, one version on",
          method == "REQUEST" and after.get("UID") == event["UID"] and after["SEQUENCE"] == "1", after)
    waits = [i for i in site.outbox(number) if i["state"] == "waiting"]
    check("the reminder moved along: the same minute of the day before",
          [(i["template"], i["due"][:16]) for i in waits] == [("tomorrow", "2026-12-01T" + at)], waits)
    site.clear()
    site.run("file", "cancel", str(number))
    site.run("notify")
    method, gone = calendar(letter(site.sent()[0])) if site.sent() else (None, {})
    check("a cancellation takes the event out", method == "CANCEL" and gone.get("UID") == event["UID"] and gone["SEQUENCE"] == "2",
          (method, gone))
    check("and the reminder with it", not [i for i in site.outbox(number) if i["state"] == "waiting"], site.outbox(number))
    site.clear()
    site.run("file", "undo", str(number))
    site.run("notify")
    method, back = calendar(letter(site.sent()[0])) if site.sent() else (None, {})
    check("taken back, it is sent again", method == "REQUEST" and back.get("SEQUENCE") == "3", (method, back))
    site.clear()
    hour, minute = at.split(":")
    before = f"{int(hour) - 1:02}:59" if minute == "00" else f"{hour}:{int(minute) - 1:02}"
    site.run("notify", now="2026-12-01T" + before)
    check("not before its minute", not site.sent("sms"), site.sent("sms"))
    site.run("notify", now="2026-12-01T" + at)
    text = site.sent("sms")[0].read_text() if site.sent("sms") else ""
    check("the day before, by text message, with the mobility", text.startswith("--to +821000001234\n") and "내일" in text and
          at in text and "택시" in text, text)
    site.run("notify", now="2026-12-01T" + at)
    check("once", len(site.sent("sms")) == 1, site.sent("sms"))
    site.clear()
    site.run("file", "cancel", str(number))


def consent(site):
    number, _ = site.book("2026-12-03", contact=False, reminder=False)
    check("without consent nothing is queued", not site.outbox(number), site.outbox(number))
    site.run("file", "cancel", str(number))
    check("not even the cancellation", not site.outbox(number), site.outbox(number))
    number, _ = site.book("2026-12-03", contact="email", reminder="phone")
    site.book("2026-12-10", contact=False, reminder="phone")
    site.run("notify")
    states = {i["template"]: (i["state"], i["result"]) for i in site.outbox(number)}
    check("a consent that was taken back is asked again before sending", states["booked"] == ("dropped", "no-consent"), states)
    due = [i["due"][:16] for i in site.outbox(number) if i["template"] == "tomorrow"][0]
    tasks = len(site.json("tasks", "--format", "json")["items"])
    site.run("notify", now=due)
    tasks = [t for t in site.json("tasks", "--format", "json")["items"] if t["file"] == number and t["text"] == "remind"]
    check("a reminder by telephone becomes a task", len(tasks) == 1, tasks)
    site.clear()


def while_it_is_here(site):
    number, place = site.book("2026-12-09")
    site.run("notify")
    site.clear()
    now = f"{place['date']}T{place['time']}"
    arrived = site.run("file", "arrive", str(number), now=now)
    moved = None
    for at in ("16:00", "16:30", "17:00", "17:30", "16:15", "16:45", "15:30"):
        done = site.run("file", "handback", str(number), "--date", place["handback"]["date"], "--time", at, now=now)
        if done.returncode == 0 and at != place["handback"]["time"]:
            moved = at
            break
    check("the car is here, its hand-back is another", arrived.returncode == 0 and moved, (arrived.err, done.out, done.err))
    site.run("notify", now=now)
    mail = letter(site.sent()[0]) if site.sent() else None
    words = mail.get_body(("plain",)).get_content() if mail else ""
    check("the customer hears of another hand-back", moved in words and not calendar(mail)[0], words)
    site.clear()


def hostile(site):
    name = "길동\r\nBcc: all@example.com"
    done = site.run("book", data=json.dumps({"channel": "phone", "customer": {"family": "홍", "given": name}}).encode())
    check("a name with a new line is refused or made one line", done.returncode != 0, done.out)
    number, _ = site.book("2026-12-08", name="Bcc; all@example.com, <x>", address="odd@example.com", language="en")
    site.run("notify")
    mail = letter(site.sent()[0]) if site.sent() else None
    check("a name cannot become an address", mail and [a.addr_spec for a in mail["To"].addresses] == ["odd@example.com"] and
          not mail["Bcc"], mail and mail.as_string()[:600])
    site.clear()
    site.run("file", "cancel", str(number))
    site.run("notify")
    site.clear()


def two_at_once(site):
    numbers = [site.book(f"2026-12-{day}")[0] for day in ("14", "15", "16", "17", "18")]
    running = [subprocess.Popen(site.command("notify"), env=site.env, stdout=subprocess.PIPE) for _ in range(4)]
    out = [p.communicate(timeout=100)[0].decode() for p in running]
    ids = [letter(p)["Message-Id"] for p in site.sent()]
    check("four at once send each message once", len(ids) == 5 and len(set(ids)) == 5, (ids, out))
    site.clear()
    return numbers


def killed(site):
    number, _ = site.book("2026-12-21")
    (site.folder / "hang").touch()
    process = subprocess.Popen(site.command("notify"), env=site.env)
    check("the command hangs", wait_for((site.folder / "hangs").exists))
    busy = site.run("notify")
    check("another run leaves what is being sent alone", site.state(number, "booked") == ["sending"] and busy.returncode == 0,
          site.outbox(number))
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    first = letter(site.sent()[0])["Message-Id"]
    check("killed in the middle it is shown as unclear at once", site.state(number, "booked") == ["unknown"], site.outbox(number))
    site.clear()
    site.run("notify")
    site.run("notify")
    check("and never sent again by itself", not site.sent() and site.state(number, "booked") == ["unknown"], site.outbox(number))
    tasks = [t for t in site.json("tasks", "--format", "json")["items"] if t["kind"] == "message" and t["file"] == number]
    check("somebody has a task", len(tasks) == 1 and tasks[0]["text"].startswith("unknown-email"), tasks)
    which = [i["id"] for i in site.outbox(number) if i["state"] == "unknown"][0]
    check("send again", site.run("notify", "again", which).returncode == 0)
    site.run("notify")
    check("with the same Message-ID", [letter(p)["Message-Id"] for p in site.sent()] == [first], first)
    tasks = [t for t in site.json("tasks", "--format", "json")["items"] if t["kind"] == "message" and t["file"] == number]
    check("and the task is done", not tasks, tasks)
    done = site.run("notify", "again", which)
    check("what was sent is not sent again", done.returncode == 1 and "sent" in done.err, done.err)
    site.clear()


def temporary(site):
    number, _ = site.book("2026-12-22")
    (site.folder / "status").write_text("75")
    at = ["2026-11-23T10:00", "2026-11-23T10:01", "2026-11-23T10:06", "2026-11-23T10:21", "2026-11-23T11:21", "2026-11-23T15:21"]
    states = []
    for now in at:
        site.run("notify", now=now)
        site.run("notify", now=now)
        states += site.state(number, "booked")
    check("a server that is down is tried again 1, 5, 15, 60, 240 minutes later, then it failed",
          states == ["waiting"] * 5 + ["failed"] and len(site.sent()) == 6, (states, len(site.sent())))
    site.clear()
    which = [i["id"] for i in site.outbox(number) if i["state"] == "failed"][0]
    check("the customer was told otherwise", site.run("notify", "drop", which).returncode == 0)
    check("then nobody is asked any more", site.state(number, "booked") == ["dropped"], site.outbox(number))
    number, _ = site.book("2026-12-23")
    (site.folder / "status").write_text("67")
    site.run("notify")
    check("an address that does not exist fails at once", site.state(number, "booked") == ["failed"], site.outbox(number))
    site.clear()


def hangs():
    with tempfile.TemporaryDirectory(prefix="prenota-notify-") as folder:
        site = Site(folder, seconds=1)
        mail, _ = site.book("2026-11-26")
        (site.folder / "hang").touch()
        site.run("notify")
        check("a mail command that hangs is ended and tried later", site.state(mail, "booked") == ["waiting"], site.outbox())
        sms, _ = site.book("2026-11-27", contact="sms", reminder=False)
        site.run("notify")
        check("a text message whose command hangs may have gone: a person decides", site.state(sms, "booked") == ["unknown"],
              site.outbox())
        which = [i["id"] for i in site.outbox(sms)][0]
        check("was sent", site.run("notify", "sent", which).returncode == 0 and site.state(sms, "booked") == ["sent"],
              site.outbox())


def quiet():
    """The sample site's service reminders count as advertising."""
    with tempfile.TemporaryDirectory(prefix="prenota-notify-") as folder:
        site = Site(folder)
        waits = [i for i in site.outbox() if i["template"] == "service-due" and i["state"] == "waiting"]
        site.run("notify", now="2026-11-23T21:00")
        after = {i["id"]: (i["state"], i["due"][:16]) for i in site.outbox() if i["template"] == "service-due"}
        check("advertising waits from 21:00 to 08:00", waits and
              all(after[i["id"]] == ("waiting", "2026-11-24T08:00") for i in waits), (waits, after))
        site.run("notify", now="2026-11-24T07:59")
        check("not a minute before", not list(site.folder.glob("mail.[0-9]*")) + list(site.folder.glob("sms.[0-9]*")))
        site.run("notify", now="2026-11-24T08:00")
        sent = [p.read_text() for p in site.folder.glob("sms.[0-9]*")]
        sent += [letter(p).get_body(("plain",)).get_content() for p in site.folder.glob("mail.[0-9]*")]
        text = [s.split("\n", 1)[1] if s.startswith("--to") else s for s in sent]
        check("then it goes, marked first, with its sender and how to stop it", len(sent) == len(waits) and
              all(t.startswith("(광고)") and "마세라티 강남" in t and "무료 수신거부 02-" in t for t in text), text)


def no_command():
    with tempfile.TemporaryDirectory(prefix="prenota-notify-") as folder:
        site = Site(folder, mail="/nowhere/sendmail -t")
        number, _ = site.book("2026-11-26")
        done = site.run("notify")
        check("a command that is not there is told, and nothing is lost",
              done.returncode == 78 and "/nowhere/sendmail" in done.err and site.state(number, "booked") == ["waiting"],
              (done.returncode, done.err, site.outbox()))


def nobody_sends():
    """A sound store whose messages are not sent: `check` says so in a sentence."""
    with tempfile.TemporaryDirectory(prefix="prenota-notify-") as folder:
        site = Site(folder)
        before = site.run("check", now=None)
        with contextlib.closing(sqlite3.connect(site.config.parent / "prenota.db")) as store, store:
            waits = store.execute("UPDATE message SET due = due - 7300 WHERE state = 'waiting' AND due < (SELECT"
                                  " min(due) + 1800 FROM message WHERE state = 'waiting')").rowcount
        done = site.run("check", now=None)
        said = f"Messages due and not sent: {waits}, for 2 hours: does prenota notify run?"
        check("check tells that nobody sends", waits > 0 and done.returncode == 0 and said in done.out and
              "prenota notify" not in before.out, (before.out, done.out, done.err))
        site.run("notify", now=None)
        check("until somebody does", "prenota notify" not in site.run("check", now=None).out, site.outbox()[:3])


class Server(threading.Thread):
    """A small mail server: takes one mail a connection."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.mails = []

    def run(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            with peer, peer.makefile("rb") as lines:
                self.serve(peer, lines)

    def serve(self, peer, lines):
        peer.sendall(b"220 test\r\n")
        for line in lines:
            verb = line[:4].upper()
            if verb == b"DATA":
                peer.sendall(b"354 go\r\n")
                mail = []
                for text in lines:
                    if text == b".\r\n":
                        break
                    mail.append(text[1:] if text.startswith(b".") else text)
                self.mails.append(b"".join(mail))
            if verb == b"QUIT":
                peer.sendall(b"221 bye\r\n")
                return
            peer.sendall(b"250 fine\r\n")


def by_msmtp():
    if not shutil.which("msmtp"):
        skip("a mail goes through msmtp to a mail server", "msmtp is not installed")
        return
    server = Server()
    server.start()
    with tempfile.TemporaryDirectory(prefix="prenota-notify-") as folder:
        config = pathlib.Path(folder) / "msmtprc"
        config.write_text(f"account default\nhost 127.0.0.1\nport {server.port}\nfrom desk@example.com\nauth off\ntls off\n")
        config.chmod(0o600)
        site = Site(folder, mail=f"msmtp -C {config} -t -i")
        number, _ = site.book("2026-11-26")
        done = site.run("notify")
        ours = []
        wait_for(lambda: ours.extend(m for m in server.mails if b"hong@example.com" in m) or ours, 5)
        mail = email.message_from_bytes(ours[0], policy=email.policy.default) if ours else None
        check("a mail goes through msmtp to a mail server, its calendar part whole",
              mail and calendar(mail)[0] == "REQUEST" and "홍길동" in str(mail["To"]), (done.out, done.err))
        server.listener.shutdown(socket.SHUT_RDWR)
        server.listener.close()
        site.run("file", "cancel", str(number))
        done = site.run("notify")
        check("the server gone, it is tried later", site.state(number, "cancelled") == ["waiting"], (done.out, site.outbox()))


def by_gammu():
    if not shutil.which("gammu-smsd-inject") or not shutil.which("gammu-smsd"):
        skip("a text message goes through gammu-smsd's dummy phone", "gammu-smsd is not installed")
        return
    with tempfile.TemporaryDirectory(prefix="prenota-notify-") as folder:
        phone = pathlib.Path(folder) / "phone"
        for n in range(1, 6):
            (phone / "sms" / str(n)).mkdir(parents=True)
        for name in ("in", "out", "sent", "error"):
            (pathlib.Path(folder) / name).mkdir()
        rc = pathlib.Path(folder) / "smsdrc"
        rc.write_text(f"[gammu]\nmodel=dummy\nconnection=none\ndevice={phone}\n[smsd]\nservice=files\nlogfile={folder}/log\n"
                      f"inboxpath={folder}/in/\noutboxpath={folder}/out/\nsentsmspath={folder}/sent/\nerrorsmspath={folder}/error/\n")
        site = Site(folder, sms=f"gammu-smsd-inject -c {rc} TEXT {{number}} -unicode -autolen 640")
        number, place = site.book("2026-11-26", contact="sms", reminder=False)
        done = site.run("notify")
        waiting = list((pathlib.Path(folder) / "out").iterdir())
        check("a text message is taken by gammu-smsd-inject", site.state(number, "booked") == ["sent"] and waiting,
              (done.out, done.err, site.outbox()))
        daemon = subprocess.Popen(["gammu-smsd", "-c", str(rc)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sent = wait_for(lambda: list((pathlib.Path(folder) / "sent").iterdir()), 20)
        daemon.terminate()
        daemon.wait()
        check("and sent by the dummy phone", sent, list(pathlib.Path(folder).rglob("*")))


def main():
    with tempfile.TemporaryDirectory(prefix="prenota-notify-") as folder:
        site = Site(folder)
        for test in (a_life, consent, while_it_is_here, hostile, two_at_once, killed, temporary):
            test(site)
    for test in (quiet, hangs, no_command, nobody_sends, by_msmtp, by_gammu):
        test()
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)


main()
