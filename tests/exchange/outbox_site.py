"""A sample site whose mails and text messages go to commands of the test's own. Used by the tests beside it; each gets
the program as its first argument."""
import email
import email.policy
import json
import os
import pathlib
import subprocess
import sys
import time

PRENOTA = sys.argv[1]
results = []


def check(name, fine, what=""):
    results.append(bool(fine))
    print(f"{'ok' if fine else 'not ok'} {len(results)} - {name}", flush=True)
    if not fine:
        for line in str(what).splitlines() or [""]:
            print(f"# {line}")


def skip(name, why):
    results.append(True)
    print(f"ok {len(results)} - {name} # SKIP {why}", flush=True)


MAIL = """#!/bin/sh
# a mail command: keeps what it gets, one file a call
out="$DIR/mail.$$"; cat > "$out.part"; mv "$out.part" "$out"
[ -e "$DIR/hang" ] && { : > "$DIR/hangs"; exec sleep 600; }
[ -e "$DIR/status" ] && { echo "421 not now" >&2; exit $(cat "$DIR/status"); }
exit 0
"""
SMS = """#!/bin/sh
out="$DIR/sms.$$"; { echo "$@"; cat; } > "$out.part"; mv "$out.part" "$out"
[ -e "$DIR/hang" ] && { : > "$DIR/hangs"; exec sleep 600; }
[ -e "$DIR/status" ] && exit $(cat "$DIR/status")
exit 0
"""


class Site:
    """A sample site whose commands write into its folder."""

    def __init__(self, folder, mail=None, sms=None, seconds=20):
        self.folder = pathlib.Path(folder)
        self.env = dict(os.environ, DIR=str(folder), LANG="C.UTF-8", LC_ALL="C.UTF-8", HOME=str(folder),
                        XDG_CONFIG_HOME=str(folder))
        subprocess.run([PRENOTA, "demo", "--prepare", str(self.folder / "site")], check=True, capture_output=True, env=self.env)
        self.config = self.folder / "site" / "prenota.cfg"
        for name, text in (("mail.sh", MAIL), ("sms.sh", SMS)):
            (self.folder / name).write_text(text)
            (self.folder / name).chmod(0o755)
        with open(self.config, "a", encoding="utf-8") as out:
            out.write(f'mail_command = "{mail or f"{folder}/mail.sh -t -i"}";\nmessage_seconds = {seconds};\n'
                      f'sms_command = "{sms or f"{folder}/sms.sh --to {{number}}"}";\n')

    def command(self, *args, now="2026-11-23T10:00"):
        return [PRENOTA, "--config", str(self.config), *(["--now", now] if now else []), *args]

    def run(self, *args, now="2026-11-23T10:00", data=None):
        done = subprocess.run(self.command(*args, now=now), input=data, capture_output=True, env=self.env, timeout=100)
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        return done

    def json(self, *args, **more):
        done = self.run(*args, **more)
        assert done.returncode == 0, (args, done.out, done.err)
        return json.loads(done.out)

    def book(self, earliest, contact="email", reminder="sms", name="길동", address="hong@example.com", language="ko",
             now="2026-11-23T10:00", customer=None):
        """Books a known car at its first proposal; the file's number. @customer: an id, whose address this is now."""
        said = {"channel": "phone", "language": language,
                "customer": {"type": "person", "family": "홍", "given": name, "mobile": "010-0000-1234", "email": address},
                "vehicle": {"vin": "ZN6PMDE26R7000110", "plate": "123가4567", "mileage": 18250, "unit": "km"},
                "request": "제동할 때 소리가 납니다", "work": ["DIAG-1"], "mobility": ["taxi"], "earliest": earliest,
                "consent": {"contact": contact, "appointment_reminder": reminder, "service_reminder": False}}
        if customer:
            said["customer"]["id"] = customer
        place = self.json("slots", now=now, data=json.dumps(said).encode())["proposals"][0]
        said["slot"] = {"date": place["date"], "time": place["time"], "advisor": place["advisor"]["id"]}
        booked = self.json("book", now=now, data=json.dumps(said).encode())
        return booked["number"], place

    def outbox(self, number=None):
        items = self.json("notify", "list", "--format", "json")["items"]
        return [i for i in items if number is None or i["file"] == number]

    def state(self, number, template):
        return [i["state"] for i in self.outbox(number) if i["template"] == template]

    def sent(self, kind="mail"):
        """What went to the customer of these tests; the sample site's own reminders go out as well."""
        ours = ("hong@example.com", "odd@example.com", "+821000001234")
        return [p for p in sorted(self.folder.glob(kind + ".[0-9]*")) if not p.name.endswith(".part") and
                any(o.encode() in p.read_bytes() for o in ours)]

    def move(self, number, date):
        """To the first place that is free on that day; its time."""
        for time_ in ("09:30", "10:30", "11:00", "14:00", "15:00", "16:00"):
            for advisor in ("kim.s", "lee.j"):
                done = self.run("file", "move", str(number), "--date", date, "--time", time_, "--advisor", advisor)
                if done.returncode == 0:
                    return time_
        return None

    def clear(self):
        for name in ("hang", "hangs", "status"):
            (self.folder / name).unlink(missing_ok=True)
        for kind in ("mail", "sms"):
            for path in self.folder.glob(kind + ".[0-9]*"):
                path.unlink()


def wait_for(what, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.01)
    return False


def letter(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def calendar(mail):
    part = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
    if len(part) != 1:
        return None, {}
    text = part[0].get_content().replace("\r\n", "\n").replace("\n ", "")
    event = text[text.index("BEGIN:VEVENT"):]
    values = dict(line.split(":", 1) for line in event.split("\n") if ":" in line)
    return part[0].get_param("method"), {key.split(";")[0]: value for key, value in values.items()}
