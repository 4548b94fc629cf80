"""What the tests of bad days share: the switches of shim.c, a desk to copy, its acts, and the state it is in."""

import collections
import datetime
import hashlib
import json
import mmap
import os
import random
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from harness import request, run, slot  # noqa: E402

PRENOTA = os.path.abspath(sys.argv[1])
SHIM = os.environ["SHIM"]
SAMPLE = os.environ["SAMPLE_DIR"]
SANITIZED = os.environ.get("SANITIZED") == "1"
NOW = "2026-11-23T10:00"
WALL = 1795395600  # 2026-11-23T10:00 in Seoul, in seconds since 1970: where the frozen clock stands
DRAWN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}")
CHAIN = {"hash", "prev", "previous", "first_clock"}  # of the trail; by a clock that nobody freezes

COUNT, ONCE, REST, SHORT, KILL = range(5)


def times():
    """How often the normal figures; the long run is PRENOTA_HOSTILE=20."""
    return max(1, int(os.environ.get("PRENOTA_HOSTILE", "1")))


def part():
    """Which part of a long run is played, and of how many: PRENOTA_PART=3/8. The parts together are the whole."""
    this, of = map(int, os.environ.get("PRENOTA_PART", "1/1").split("/"))
    assert 1 <= this <= of, "PRENOTA_PART"
    return this - 1, of


def seeded(what):
    seed = int(os.environ.get("PRENOTA_SEED", time.time_ns() % 1000000007))
    print(f"# {what}: PRENOTA_SEED={seed}")
    return random.Random(seed)


# Memory is a disk as good as any here: what is asked for is where a program stops, not when the power fails.
FOLDER = "/dev/shm" if os.access("/dev/shm", os.W_OK) and shutil.disk_usage("/dev/shm").free > 1 << 28 else None


class Shim:
    """The page that shim.c reads while a program runs."""

    NUMBERS = ("count", "mode", "at", "error", "fired", "room", "clock_offset", "clock_frozen", "file_system",
               "readonly", "drawn")
    TRACE_MAX, TRACE_NAME = 8192, 16
    PREFIX = 8 * len(NUMBERS)
    FIRED = PREFIX + 256
    NAMES = FIRED + 64
    SIZE = NAMES + TRACE_MAX * TRACE_NAME

    def __init__(self, folder):
        self.path = os.path.join(folder, "shim")
        with open(self.path, "wb") as out:
            out.truncate(self.SIZE)
        with open(self.path, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), self.SIZE)
        self.clear()

    def clear(self, **values):
        self.page[:] = bytes(self.SIZE)
        self.set(room=-1)
        self.set(**values)

    def set(self, **values):
        for name, value in values.items():
            if name == "prefix":
                self.page[self.PREFIX:self.FIRED] = os.fsencode(value).ljust(256, b"\0")
            else:
                at = self.NUMBERS.index(name) * 8
                self.page[at:at + 8] = struct.pack("q", value)

    def get(self, name):
        at = self.NUMBERS.index(name) * 8
        return struct.unpack("q", self.page[at:at + 8])[0]

    def fired_name(self):
        return bytes(self.page[self.FIRED:self.NAMES]).split(b"\0")[0].decode()

    def trace(self):
        """What the calls were that were counted, in order."""
        rows = (self.NAMES + n * self.TRACE_NAME for n in range(min(self.get("count"), self.TRACE_MAX)))
        return [bytes(self.page[row:row + self.TRACE_NAME]).split(b"\0")[0].decode() for row in rows]


class Result:
    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    def __repr__(self):
        return f"status {self.status}, {self.out[-300:]!r}, {self.err[-300:]!r}"


# What takes messages to customers writes each down whole, and is no part of what fails.
DELIVERY = ''.join(f'{means}_command = "env -u LD_PRELOAD sh deliver.sh {to}";\n'
                   for means, to in (("mail", "mail"), ("sms", "{number}")))
DELIVER = 'text=$(cat) && printf "== %s\\n%s\\n" "$1" "$text" >> delivered\n'


class Desk:
    """A site in a folder of its own. `base` is another Desk whose files are copied."""

    def __init__(self, base=None, empty=False):
        self.dir = tempfile.mkdtemp(prefix="prenota-hostile-", dir=FOLDER)
        self.site = os.path.join(self.dir, "site")
        self.config = os.path.join(self.site, "prenota.cfg")
        self.database = os.path.join(self.site, "prenota.db")
        self.shim = Shim(self.dir)
        self.env = dict(os.environ, LANG="C.UTF-8", HOME=self.dir, XDG_CONFIG_HOME=self.dir, TZ="UTC")
        for name in ("LANGUAGE", "LC_ALL"):
            self.env.pop(name, None)
        self.base = base
        self.before = []  # a command that runs the program
        self.bytes = None  # the digest of what lies there, when it is known
        if base:
            self.copy(base)
        elif not empty:
            if "PRENOTA_PART" in os.environ:  # parts of one whole need the same desk
                self.shim.set(clock_frozen=WALL, drawn=1 << 50)
            made = subprocess.run([PRENOTA, "demo", "--prepare", self.site], capture_output=True,
                                  env=self.environment())
            assert made.returncode == 0, made.stderr
            with open(self.config, "a", encoding="utf-8") as out:
                out.write('spool = "spool";\n' + DELIVERY)
            with open(os.path.join(self.site, "deliver.sh"), "w", encoding="utf-8") as out:
                out.write(DELIVER)
            os.makedirs(os.path.join(self.site, "spool", "new"))

    def close(self):
        shutil.rmtree(self.dir, ignore_errors=True)

    def copy(self, other):
        """The other's files as they lie there; nobody has them open."""
        self.base = other
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(other.site, self.site, ignore=shutil.ignore_patterns("*-shm"), symlinks=True)

    def environment(self):
        """With the shim in; a sanitizer's runtime allows another library in front of it when told so."""
        env = dict(self.env, LD_PRELOAD=SHIM, PRENOTA_HOSTILE_SHIM=self.shim.path)
        if SANITIZED:
            env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0:detect_leaks=0"
        return env

    def start(self, args, stdin=b"", now=NOW):
        clock = ["--now", now] if now else []
        with tempfile.TemporaryFile() as given:
            given.write(stdin)
            given.seek(0)
            return subprocess.Popen([*self.before, PRENOTA, "--config", self.config, *clock, *args], stdin=given,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(),
                                    cwd=self.site, start_new_session=True)

    @staticmethod
    def end(process):
        try:
            out, err = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise
        return Result(process.returncode, out.decode(), err.decode())

    def run(self, args, stdin=b"", now=NOW):
        return self.end(self.start(args, stdin, now))

    def json(self, *args, stdin=None):
        result = self.run([*args], json.dumps(stdin, ensure_ascii=False).encode() if stdin else b"")
        assert result.status == 0, (args, result)
        return json.loads(result.out) if result.out else None

    def digest(self):
        """Of all files of the site with the log taken into the database, and whether there was a log: desks of one
        digest are the same desk. Left out is what only passes between processes, and what is empty."""
        whole, logged, aside = hashlib.sha256(), False, os.path.join(self.dir, "aside.db")
        for folder, folders, names in os.walk(self.site):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)
                if name.endswith(("-shm", "-wal", ".db-lock", ".db-bell")):
                    continue
                if os.path.exists(path + "-wal") and os.path.getsize(path + "-wal"):
                    logged = True
                    shutil.copy(path, aside)
                    shutil.copy(path + "-wal", aside + "-wal")
                    settle(aside)
                    path = aside
                with open(path, "rb") as file:
                    content = file.read()
                whole.update(b"%s\0%d\0" % (os.fsencode(os.path.relpath(os.path.join(folder, name), self.site)), len(content)))
                whole.update(content)
        return whole.digest(), logged

    def state(self, path=None, only=None, loose=False):
        """What differs from the desk that this one was copied from: a set of rows gone and come, per table, and how
        many rows the others have (with @only, rows of those tables only). @loose leaves out what counts acts, as two
        halves of one count twice: the trail, counters, keys and revisions. Identities that are drawn anew are
        masked, and left out is what follows from them: the chain of the trail, the shadow of the search index
        (the long check looks at both)."""
        db = sqlite3.connect("file:" + (path or self.database), uri=True)
        left_out = CHAIN | {"key", "revision", "number"} if loose else CHAIN
        try:
            db.execute("ATTACH ? AS base", [f"file:{self.base.database}?immutable=1"])
            moved = set()
            names = [name for (name,) in db.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
                     if not name.startswith(("search_", "sqlite_")) and
                     not (loose and name in ("audit", "change_counter", "change_note"))]
            others = [name for name in names if only is not None and name not in only]
            for name in names:
                if name not in others:
                    moved |= self.table_state(db, name, left_out)
            counted = [" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {side}.\"{name}\"" for name in others)
                       for side in ("main", "base")] if others else []
            counts = [dict(db.execute(sql)) for sql in counted] or [{}, {}]
            moved |= {("#", name, repr((counts[0][name], counts[1][name]))) for name in others
                      if counts[0][name] != counts[1][name]}
            return frozenset(moved)
        finally:
            db.close()

    @staticmethod
    def table_state(db, name, left_out):
        columns = [row[1] for row in db.execute(f'PRAGMA main.table_info("{name}")')]
        wanted = ", ".join(f'"{c}"' for c in columns if c not in left_out)
        moved = set()
        for sign, a, b in (("+", "main", "base"), ("-", "base", "main")):
            rows = db.execute(f'SELECT {wanted} FROM {a}."{name}" EXCEPT SELECT {wanted} FROM {b}."{name}"')
            moved |= {(sign, name, DRAWN.sub("#", repr(row))) for row in rows}
        return moved

    def sound(self, path=None):
        """What the long check says against the database; None when it is sound."""
        self.shim.clear()
        result = self.run(["check", "--readonly", *(["--db", path] if path else [])])
        return None if result.status == 0 else repr(result)

    def settle(self):
        settle(self.database)

    def rows(self, sql):
        """From this desk (main) and from the one that it was copied from (base)."""
        db = sqlite3.connect("file:" + self.database, uri=True)
        try:
            db.execute("ATTACH ? AS base", [f"file:{self.base.database}?immutable=1"])
            return db.execute(sql).fetchall()
        finally:
            db.close()

    def number(self, sql, *values):
        db = sqlite3.connect(self.database)
        try:
            return db.execute(sql, values).fetchone()[0]
        finally:
            db.close()


def settle(database):
    """Takes the log into the database, so that the file alone can be looked at and copied."""
    db = sqlite3.connect(database)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def differing(a, b):
    """For a message: the rows that only one of two states has."""
    return sorted(a ^ b)[:6]


# --- acts ---

class Act:
    """One thing that somebody does. `parts`: it may stop between its transactions, and done again it ends in the
    same state as one that was never stopped. `whole`: it is about databases as a whole. `reads`: what it leaves is a
    row of the trail about what was shown. `judge`: says what is wrong after it, instead."""

    def __init__(self, name, args, stdin=b"", now=NOW, parts=False, reads=False, whole=False, judge=None):
        self.name, self.args, self.now, self.parts, self.reads, self.whole = name, args, now, parts, reads, whole
        self.judge = judge
        self.stdin = stdin if isinstance(stdin, bytes) else json.dumps(stdin, ensure_ascii=False).encode()

    def start(self, desk):
        return desk.start([a.replace("@", desk.site) if a.startswith("@") else a for a in self.args], self.stdin,
                          self.now)

    def run(self, desk):
        return desk.end(self.start(desk))


def messages_told_once(desk, act, result):
    """After messages were being sent, and are once more: none went twice, what is told as sent has gone, what has gone
    is sent or unclear, and nothing that is due is left."""
    desk.shim.clear(clock_frozen=WALL)
    again = act.run(desk)
    if again.status:
        return f"again: {again}"
    path = os.path.join(desk.site, "delivered")
    told = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            told = re.split(r"^== ", file.read(), flags=re.MULTILINE)[1:]
    if len(told) != len(set(told)):
        return f"sent twice: {[text for text in told if told.count(text) > 1][:1]}"
    before = {row[0] for row in desk.rows("SELECT id FROM base.message WHERE state = 'sent'")}
    states = collections.Counter(state for row, state in desk.rows(
        "SELECT id, state FROM main.message WHERE means != 'phone'") if row not in before)
    if not states["sent"] <= len(told) <= states["sent"] + states["unknown"]:
        return f"{len(told)} went: {dict(states)}"
    left = desk.rows("SELECT id, means FROM main.message WHERE state = 'sending' OR (state = 'waiting' AND"
                     f" tries = 0 AND due <= {seconds(act.now)})")
    return f"left: {left}" if left else None


def seconds(now):
    """A time of the site's clock, in seconds since 1970."""
    return WALL + int((datetime.datetime.fromisoformat(now) - datetime.datetime.fromisoformat(NOW)).total_seconds())


MESSAGES = "2026-12-08T12:00"

CARS = ["ZAM57YTL2M1000101", "ZAM56XTS2K1000102", "ZN661YUS3LX000103", "ZAM45VLA8J0000104", "ZAM45VMAXK0000105",
        "ZN682AUA1P7000109", "ZAMPMXDB2SX000112", "ZAM57XTS0M1000113"]


def booking(vin, **changes):
    return request(work=["OIL"], vehicle={"vin": vin}, customer=None, mobility=["none"], **changes)


def book(desk, vin, **changes):
    said = booking(vin, **changes)
    offered = desk.json("slots", stdin=said)["proposals"]
    return desk.json("book", stdin=dict(said, slot=slot(offered[0])))["number"], offered


def tables_of(state):
    return {row[1] for row in state}


def workers(jobs, work):
    """Calls @work(desk of its own, job) for each job, two at a time; what it complains of, and what it told."""
    todo, said = list(reversed(jobs)), []

    def go():
        desk = Desk(empty=True)
        try:
            while todo:
                try:
                    job = todo.pop()
                except IndexError:
                    break
                said.append(work(desk, job))
        except Exception:  # the other half of the test must end as well
            said.append(traceback.format_exc())
        finally:
            desk.close()
    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def at(row_time, day="2026-11-23"):
    return f"{day}T{row_time}"


def make_base():
    """A desk with something to do in every state, and the acts that do it."""
    desk = Desk()
    desk.shim.set(clock_frozen=WALL)
    mailed, returned = went_by_mail(desk)
    today = desk.json("receptions", "--date", "2026-11-23", "--format", "json")["items"]
    today = [row for row in today if row["state"] == "booked" and row["time"] >= "10:00"]
    numbers = []
    for index, vin in enumerate(CARS[:5]):
        number, offered = book(desk, vin, earliest=f"2026-12-{3 + index:02}")
        numbers.append(str(number))
    kept, moved, changed, cancelled, handed = numbers
    target = next(p for p in offered if p["date"] != offered[0]["date"])
    desk.json("file", "cancel", cancelled)
    for row in today[1:3]:
        assert desk.run(["file", "arrive", str(row["number"])], now=at(row["time"])).status == 0
    assert desk.run(["file", "finish", str(today[2]["number"])], now=at("17:30")).status == 0
    ill = desk.json("absence", "add", "L1", "--from", "2026-12-21", "--to", "2026-12-22", "--format", "json")["id"]
    said = booking(CARS[5], earliest="2026-12-09")
    slot_of = slot(desk.json("slots", stdin=said)["proposals"][0])
    new = request(work=["OIL"], customer={"family": "새", "given": "손님", "mobile": "010-7777-0001"},
                  vehicle={"plate": "77마7777"}, mobility=["none"], earliest="2026-12-10")
    new_slot = slot(desk.json("slots", stdin=new)["proposals"][0])
    files(desk)
    person = a_person(desk)
    kept_time = desk.json("file", "show", kept, "--format", "json")["appointment"]
    acts = [
        Act("book", ["book"], dict(said, slot=slot_of)),
        Act("book a new customer", ["book"], dict(new, slot=new_slot)),
        Act("move", ["file", "move", moved, "--date", target["date"], "--time", target["time"], "--advisor",
                     target["advisor"]["id"]]),
        Act("change", ["file", "change", changed], {"work": ["OIL", "BAT"], "request": "배터리도"}),
        Act("cancel", ["file", "cancel", kept, "--reason", "no time"]),
        Act("undo", ["file", "undo", cancelled]),
        Act("late", ["file", "late", str(today[0]["number"])], now=at("17:00")),
        Act("arrive", ["file", "arrive", str(today[0]["number"])], now=at(today[0]["time"])),
        Act("no-show", ["file", "noshow", str(today[0]["number"])], now=at("18:00")),
        Act("finish", ["file", "finish", str(today[1]["number"]), "--left", "20"], now=at("17:00")),
        Act("hand-back", ["file", "handback", str(today[2]["number"])], now=at("17:45")),
        Act("another hand-back", ["file", "handback", handed, "--minutes", "13"]),
        Act("wait", ["file", "wait", kept, "--from", "2026-11-25"]),
        Act("absence", ["absence", "add", "kim.s", "--from", kept_time["date"], "--to", kept_time["date"], "--reason",
                        "ill"]),
        Act("absence ends", ["absence", "end", str(ill)]),
        Act("telephone", ["call", "ringing", "call=one", "from=01000001234", "to=201"]),
        Act("erase", ["--as", "ryu.h", "erase", "customer", person, "--reason", "asked for it"], parts=True),
        Act("purge", ["--as", "ryu.h", "purge", "--by", "kim.s"], now="2027-12-01T10:00", parts=True),
        Act("notify", ["notify"], now=MESSAGES, judge=messages_told_once),
        Act("drop a message", ["notify", "drop", desk_query(desk, "SELECT id FROM message WHERE state = 'waiting'"
                                                            " ORDER BY id LIMIT 1")]),
        Act("send again", ["notify", "again", returned["id"]]),
        Act("a mail that comes back", ["intake", "-"], bounce(mailed)),
        Act("a machine's answer", ["intake", "-"], answer(mailed, "Auto-Submitted: auto-replied\r\n")),
        Act("a customer's answer", ["intake", "-"], answer(mailed)),
        Act("remind by mail", ["notify"], now=reminder_by_mail(desk), judge=messages_told_once),
        Act("dealer set", ["--as", "ryu.h", "dealer", "set", "telephone", "02-555-1234"]),
        Act("dealer", ["--as", "ryu.h", "dealer", "checked", "all"]),
        Act("check", ["check"], reads=True),
        Act("init", ["init", os.path.join(SAMPLE, "site.cfg")], parts=True),
        Act("export", ["--as", "ryu.h", "export", "customer", person, "--reason", "asked"]),
        Act("show", ["file", "show", kept], reads=True),
        Act("import parts", ["import", "parts", "@/parts.csv"], parts=True),
        Act("import customers", ["import", "customers", "@/customers.csv"], parts=True),
        Act("import vehicles", ["import", "vehicles", "@/vehicles.csv"], parts=True),
        Act("import history", ["import", "history", "@/history.csv"], parts=True),
        Act("import service entries", ["import", "service-entry", "@/service-entry.csv"], parts=True),
        Act("intake a file", ["intake", "@/requests.json"], parts=True),
        Act("intake the spool", ["intake"], parts=True),
        Act("replay", ["call", "replay", os.environ["EVENTS"]], parts=True),
    ]
    desk.shim.clear()
    desk.settle()
    return desk, acts


def went_by_mail(desk):
    """Two confirmations that went by mail; the second came back."""
    consent = {"contact": "email", "appointment_reminder": False, "service_reminder": False}
    for index, vin in enumerate(CARS[6:8]):
        book(desk, vin, earliest=f"2026-12-{14 + index}", consent=consent)
    done = desk.run(["notify"])
    assert done.status == 0, done
    db = sqlite3.connect(desk.database)
    mails = [{"id": row[0], "message_id": row[1]} for row in
             db.execute("SELECT id, message_id FROM message WHERE means = 'email' AND state = 'sent' AND template = 'booked'"
                        " AND message_id IS NOT NULL ORDER BY created, id")]
    db.close()
    assert len(mails) == 2, mails
    done = desk.run(["intake", "-"], bounce(mails[1]))
    assert done.status == 0, done
    state = desk.number("SELECT state FROM message WHERE id = ?", mails[1]["id"])
    assert state == "failed", (state, mails, done)
    os.unlink(os.path.join(desk.site, "delivered"))
    return mails


def bounce(mail):
    return ("From: MAILER-DAEMON@mx.example.com\r\nMessage-ID: <r@mx.example.com>\r\nSubject: failure notice\r\n\r\n"
            f"No such user.\r\nMessage-ID: <{mail['message_id']}>\r\n").encode()


def answer(mail, more=""):
    return (f"From: customer@example.com\r\nMessage-ID: <a@example.com>\r\nIn-Reply-To: <{mail['message_id']}>\r\n{more}"
            "Subject: Re: \r\n\r\nThank you.\r\n").encode()


def reminder_by_mail(desk):
    """The morning on which the first reminder of a service goes by mail: four weeks before it is due."""
    assert desk.run(["reminders", "--from", "2026-11-01", "--to", "2027-06-30"]).status == 0
    rows = desk.json("reminders", "--from", "2026-11-01", "--to", "2027-06-30", "--format", "json")["items"]
    days = [datetime.date.fromisoformat(row["due"]) - datetime.timedelta(days=28) for row in rows
            if row["state"] == "waiting" and row["means"] == "email" and row["attempts"] == 0]
    return f"{min(day for day in days if day.isoformat() > MESSAGES)}T10:00"


def a_person(desk):
    """A customer with a car and no appointment."""
    return desk_query(desk, "SELECT c.id FROM customer c WHERE c.mobile IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
                            " customer_file f WHERE f.customer = c.id) AND EXISTS (SELECT 1 FROM vehicle v WHERE"
                            " v.owner = c.id) ORDER BY c.id LIMIT 1")


def desk_query(desk, sql):
    return str(desk.number(sql))


CUSTOMER_HEAD = ("id;type;family;given;company;mobile;phone;email;address;lang;persona;persona_date;advisor;"
                 "consent_contact;consent_appointment;consent_service")


def sample(kind):
    with open(os.path.join(SAMPLE, kind + ".csv"), encoding="utf-8") as file:
        return file.read()


def files(desk):
    """What comes in from elsewhere, in the site's folder."""
    def put(name, text):
        with open(os.path.join(desk.site, name), "w", encoding="utf-8") as out:
            out.write(text)
    put("parts.csv", "order_no,vin,part,text,qty,status,eta\n" +
        "".join(f"PO-{n},{CARS[n % 8]},{n},bolt,1,ordered,2026-12-28\n" for n in range(40)))
    put("customers.csv", CUSTOMER_HEAD + "\n" +
        "".join(f"N{n:05};person;새{n};손님;;010-5555-{n:04};;;;ko;;;;;;\n" for n in range(200)))
    put("vehicles.csv", sample("vehicles").replace(",Bianco,", ",Nero,"))
    put("history.csv", sample("history") + "".join(
        f"RO-2026-9{n:04};{CARS[n % 8]};2026-11-{n % 20 + 1:02};{20000 + n};maintenance;MAINT-S;정기 점검;2,5;kim.s;\n"
        for n in range(40)))
    put("service-entry.csv", sample("service-entry").replace(";2026-11-22\n", ";2026-11-23\n"))
    one = [{"request_id": f"J-{n}", "source": "owner-app", "name": "홍길동", "mobile": f"010-0000-{n:04}",
            "text": f"소리가 납니다 {n}"} for n in range(3)]
    put("requests.json", json.dumps(one, ensure_ascii=False))
    put("spool/new/1", json.dumps(dict(one[0], request_id="S-1"), ensure_ascii=False))
    put("spool/new/2", "From: a@example.com\r\nMessage-ID: <m@example.com>\r\nSubject: Service\r\n\r\nPlease.\r\n")
    put("spool/new/3", "\0\1 cannot be read")
