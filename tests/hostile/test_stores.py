"""Stores that are none, disks that are full or read-only, clocks that jump: a sentence with the remedy, a status of the
table, never a crash, never an overwrite."""

import fcntl
import hashlib
import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import termios
import time

import bad_day
from bad_day import CARS, WALL, Desk, booking, slot

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from harness import safe  # noqa: E402

SITE = os.path.join(bad_day.SAMPLE, "site.cfg")
NFS = 0x6969


class World:
    def __init__(self, base=None):
        self.base = base or bad_day.make_base()[0]

    @staticmethod
    def like(desk):
        return World(desk)


# --- what is no store, or not ours ---

def content(path):
    """What lies there, whatever it is; None for nothing."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    if os.path.islink(path):
        return mode, os.readlink(path)
    if os.path.isdir(path):
        return mode, tuple(sorted(os.listdir(path)))
    if not os.path.isfile(path):
        return mode, None
    if not os.access(path, os.R_OK):
        return mode, os.path.getsize(path)
    with open(path, "rb") as file:
        return mode, hashlib.sha256(file.read()).hexdigest()


def altered(world, path, sql):
    shutil.copy(world.base.database, path)
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode = DELETE;" + sql)
    db.close()


def half(world, path):
    with open(world.base.database, "rb") as file, open(path, "wb") as out:
        out.write(file.read()[:os.path.getsize(world.base.database) // 2])


def listening(world, path):
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path)


def text_file(world, path):
    with open(path, "wb") as out:
        out.write(b"no database\n" * 1000)


def closed(world, path):
    shutil.copy(world.base.database, path)
    os.chmod(path, 0)


def crashed(world, path, calls):
    """What a crash leaves after so many calls: a database, and beside it a log that was not taken in."""
    desk = Desk(world.base)
    holder = sqlite3.connect(desk.database)
    holder.execute("SELECT count(*) FROM site").fetchall()
    for number in range(calls):
        assert ring(desk, number).status == 0
    for ending in ("", "-wal"):
        shutil.copy(desk.database + ending, path + ending)
    holder.close()
    assert os.path.getsize(path + "-wal")
    desk.settle()
    return desk


def older_log(world, path):
    """Restored by hand, the log of a crash left where it lay."""
    crashed(world, path, 3).close()
    desk = Desk(world.base)
    for number in range(20):
        assert ring(desk, f"new{number}").status == 0
    desk.settle()
    shutil.copy(desk.database, path)
    desk.close()


def newer_log(world, path):
    """An older copy put under the log of a crash."""
    desk = crashed(world, path, 30)
    later = Desk(desk)
    crashed(world.like(later), path, 3).close()
    shutil.copy(world.base.database, path)
    desk.close()
    later.close()


def foreign_log(world, path):
    crashed(world, path, 3).close()
    desk = Desk()
    desk.settle()
    shutil.copy(desk.database, path)
    desk.close()


LOG = ("log", "belongs to another database", "check")
KINDS = {
    "of a newer program": (lambda w, p: altered(w, p, "PRAGMA user_version = 999"), ("newer",)),
    "of another program": (lambda w, p: altered(w, p, "PRAGMA application_id = 1"), ("another program",)),
    "half copied": (half, ("damaged", "restore")),
    "zero bytes": (lambda w, p: open(p, "w").close(), ("empty", "init")),
    "a directory": (lambda w, p: os.mkdir(p), ("folder",)),
    "a FIFO": (lambda w, p: os.mkfifo(p), ("regular file",)),
    "a socket": (listening, ("regular file",)),
    "a link": (lambda w, p: os.symlink(w.base.database, p), ("regular file",)),
    "a link that leads nowhere": (lambda w, p: os.symlink("nowhere", p), ("regular file",)),
    "a link to itself": (lambda w, p: os.symlink(p, p), ("regular file",)),
    "behind a link to itself": (lambda w, p: os.symlink(p, p), ("Too many levels",)),
    "closed": (closed, ("Permission denied", "administers")),
    "text": (text_file, ()),
    "missing": (lambda w, p: None, ("prenota init",)),
    "with an older log": (older_log, LOG),
    "with a newer log": (newer_log, LOG),
    "with another's log": (foreign_log, LOG),
}
SPOILED = ("of a newer program", "of another program", "half copied", "with an older log", "with a newer log",
           "with another's log")  # salvage may still find something in them
# Every command that opens a store, as somebody would type it; @ is the desk's folder.
CUSTOMERS = os.path.join(bad_day.SAMPLE, "customers.csv")
COMMANDS = (
    ["import", "customers", CUSTOMERS], ["find", "홍"], ["load"], ["slots"], ["book"], ["file show", "1"], ["file history", "1"],
    ["file move", "1", "--date", "2026-12-09", "--time", "09:30"], ["file cancel", "1"], ["file undo", "1"],
    ["file arrive", "1"], ["file late", "1"], ["file noshow", "1"], ["file finish", "1"], ["file change", "1"],
    ["file handback", "1"], ["file wait", "1"], ["absence add", "kim.s"], ["absence list"], ["absence end", "1"],
    ["receptions"], ["sheet", "1"], ["tasks"], ["requests"], ["reminders"], ["contacts"], ["dealer show"],
    ["dealer set", "telephone", "02-555-1234"], ["dealer checked", "all"], ["export dealer"], ["intake"],
    ["intake", "-"], ["notify"], ["notify", "list"], ["export changes"], ["call", "ringing", "call=one"],
    ["call listen", "@cti.sock"], ["call replay", os.environ["EVENTS"]], ["check"], ["export customer", "1"],
    ["erase customer", "1", "--reason", "asked"], ["purge"], ["backup", "@copy.db"], ["standards"], ["audit"])
# What opens none, or is played below: demo makes its own, reference prints, the others are about files.
OTHERS = {"demo", "reference", "init", "restore", "salvage"}


SAID = json.dumps(dict(booking(CARS[5]), slot={"date": "2026-12-09", "time": "09:30", "advisor": "kim.s"})).encode()


def given(args):
    return b'{"request": "x"}' if args[:2] == ["file", "change"] else SAID


def statuses_of(command):
    """A mail server that pipes a mail in keeps it, and comes again."""
    return (75,) if command == ["intake", "-"] else (69,)


def told_in_a_sentence(result, where, statuses=(69,)):
    assert result.status in statuses, (where, result)
    assert result.err.count("\n") == 1 and result.err.startswith("prenota"), (where, result)
    safe(result.err)


def every_command_is_there():
    """The table above and the program's own list of commands are one."""
    told = subprocess.run([bad_day.PRENOTA, "reference", "mdoc-commands"], capture_output=True, check=True).stdout.decode()
    names = {re.split(r" Ar ", line[len(".It Cm "):])[0] for line in told.splitlines() if line.startswith(".It Cm ")}
    assert names == {command[0] for command in COMMANDS} | OTHERS, names ^ ({c[0] for c in COMMANDS} | OTHERS)


class Bad:
    """One kind of bad store beside a sound desk."""

    def __init__(self, world, name):
        make, self.words = KINDS[name]
        self.name, self.desk = name, Desk(world.base)
        self.path = os.path.join(self.desk.dir, "bad.db")
        make(world, self.path)
        if name == "behind a link to itself":
            self.path += "/prenota.db"
        if name == "closed" and os.geteuid() == 0:  # root without its right to read anything
            rights = "-dac_override,-dac_read_search"
            self.desk.before = ["setpriv", "--bounding-set", rights, "--inh-caps", rights]
        self.before = self.content()

    def content(self):
        try:
            log = os.path.exists(self.path + "-wal") and os.path.getsize(self.path + "-wal")
            return content(self.path), content(self.path + "-wal") if log else None
        except OSError as why:
            return why.errno

    def refuses(self, args, lang, statuses=(69,)):
        result = self.desk.run(["--lang", lang, *args], given(args), now=None)
        self.judge(result, args, lang, statuses)
        return result

    def judge(self, result, where, lang, statuses=(69,)):
        told_in_a_sentence(result, (self.name, where), statuses)
        assert lang == "en" or re.search("[가-힣]", result.err), (self.name, where, result.err)
        for word in self.words if lang == "en" and statuses in ((69,), (75,)) else ():
            assert word in result.err, (self.name, where, word, result.err)
        assert self.content() == self.before, (self.name, where)


def stores(world):
    every_command_is_there()
    count = 0
    for number, name in enumerate(KINDS):
        bad = Bad(world, name)
        desk, path = bad.desk, bad.path
        for index, command in enumerate(COMMANDS):
            if bad_day.SANITIZED and (index + number) % 5:
                continue  # programs start ten times as slowly
            args = [*command[0].split(), *(part.replace("@", desk.dir + "/") for part in command[1:]), "--db", path]
            for lang in ("en", "ko") if command == ["check"] else (("en", "ko")[(index + number) % 2],):
                bad.refuses(args, lang, statuses_of(command))
                count += 1
            assert not os.path.exists(desk.dir + "/copy.db") and not os.path.exists(desk.dir + "/cti.sock"), (name, command)
        for command in (["restore", path], ["salvage", path, os.path.join(desk.dir, "new.db")]):
            kept = content(desk.database)
            if command[0] == "salvage" and name in SPOILED:
                result = desk.run(command, now=None)
                assert result.status in (0, 1, 69) and bad.content() == bad.before, (name, result)
            else:
                bad.refuses(command, ("en", "ko")[number % 2], (65, 69, 74))
            assert command[0] != "restore" or content(desk.database) == kept, (name, command)
            count += 1
        if name not in ("missing", "behind a link to itself"):
            bad.words = ()  # that something is there is enough
            bad.refuses(["init", SITE, "--db", path], ("en", "ko")[number % 2])
            count += 1
        desk.close()
    print(f"# {len(KINDS)} kinds of bad stores, {count} commands on them, in both languages")


def a_log_of_its_own(world):
    """What a crash leaves is taken in by whoever comes first, and looked at by who only reads."""
    desk = Desk(world.base)
    path = os.path.join(desk.dir, "crashed.db")
    crashed(world, path, 30).close()
    before = content(path), content(path + "-wal")
    result = desk.run(["check", "--readonly", "--db", path], now=None)
    assert result.status == 0 and (content(path), content(path + "-wal")) == before, result
    assert desk.run(["absence", "list", "--db", path], now=None).status == 0
    assert desk.run(["check", "--db", path], now=None).status == 0
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM line_call").fetchone()[0] >= 30
    db.close()
    desk.close()


def network(world):
    """By what statfs() tells of the folder."""
    desk = Desk(world.base)
    before = content(desk.database)
    made = desk.dir + "/new.db"
    commands = [[*command[0].split(), *(part.replace("@", desk.dir + "/") for part in command[1:])] for command in COMMANDS]
    for index, command in enumerate([*commands, ["init", SITE, "--db", made]]):
        if bad_day.SANITIZED and index % 5:
            continue
        lang = ("en", "ko")[index % 2]
        desk.shim.clear(file_system=NFS)
        result = desk.run(["--lang", lang, *command], given(command), now=None)
        told_in_a_sentence(result, command, statuses_of(command))
        assert ("network" if lang == "en" else "네트워크") in result.err, result
    assert content(desk.database) == before and not os.path.exists(made)
    assert not os.path.exists(desk.dir + "/copy.db") and not os.path.exists(desk.dir + "/cti.sock")
    desk.close()


def at_a_terminal(desk, *args, lang="en"):
    """The console as somebody starts it: what it says before it ends by itself, and its status."""
    pid, fd = pty.fork()
    if pid == 0:
        words = [*desk.before, bad_day.PRENOTA, "--config", desk.config, "--lang", lang, *args]
        os.execvpe(words[0], words, dict(desk.environment(), TERM="xterm-256color"))
    said = b""
    try:
        while select.select([fd], [], [], 20)[0]:
            said += os.read(fd, 65536)
    except OSError:
        pass  # the other end is closed
    os.kill(pid, signal.SIGKILL)
    os.close(fd)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return bad_day.Result(status, "", said.decode().replace("\r\n", "\n"))


def the_console(world):
    """At a terminal the same sentence, before the screen is taken."""
    for name in KINDS:
        bad = Bad(world, name)
        for lang in ("en", "ko"):
            bad.judge(at_a_terminal(bad.desk, "--db", bad.path, lang=lang), "console", lang)
        bad.desk.close()
    desk = Desk(world.base)
    desk.shim.clear(file_system=NFS)
    result = at_a_terminal(desk)
    told_in_a_sentence(result, "network")
    assert "network" in result.err, result
    desk.close()
    print(f"# the console on {len(KINDS) + 1} of them, in both languages")


def not_this_site(world):
    """The configuration names another site than the database holds: nothing is read, written or made."""
    desk = Desk(world.base)
    other = os.path.join(desk.dir, "other.cfg")
    with open(SITE, encoding="utf-8") as file, open(other, "w", encoding="utf-8") as out:
        out.write(file.read().replace('id = "gangnam"', 'id = "another-desk"', 1))
    result = desk.run(["init", other], now=None)
    told_in_a_sentence(result, "init")
    assert "another-desk" in result.err and "--db" in result.err, result
    with open(desk.config, encoding="utf-8") as file:
        config = re.sub('site = "[^"]*"', f'site = "{other}"', file.read())
    with open(desk.config, "w", encoding="utf-8") as out:
        out.write(config)
    before = desk.state()
    made = os.path.join(desk.dir, "copy.db")
    for command in (["check"], ["find", "홍"], ["file", "cancel", "1"], ["book"], ["backup", made], ["intake"], ["notify"],
                    ["--as", "ryu.h", "purge", "--by", "kim.s"]):
        result = desk.run(command, SAID)
        told_in_a_sentence(result, command)
        assert "another-desk" in result.err and "gangnam" in result.err, result
    told_in_a_sentence(at_a_terminal(desk), "console")
    assert not os.path.exists(made) and desk.state() == before
    assert desk.run(["check", "--db", desk.database]).status == 0
    desk.close()


def of_another_site(world):
    """A backup of another desk does not take the place of this one's database."""
    desk, other = Desk(world.base), Desk(world.base)
    db = sqlite3.connect(other.database)
    db.executescript("PRAGMA ignore_check_constraints = 1; UPDATE site SET id = 'another-desk'")
    db.close()
    foreign = os.path.join(desk.dir, "foreign.db")
    assert other.run(["backup", foreign, "--db", other.database], now=None).status == 0
    before = desk.state()
    result = desk.run(["restore", foreign], now=None)
    told_in_a_sentence(result, "restore", (1,))
    assert "another-desk" in result.err and desk.state() == before, result
    assert desk.sound() is None
    desk.close()
    other.close()


# --- disks ---

def ring(desk, number):
    return desk.run(["call", "ringing", f"call=c{number}", "from=01000001234", "to=201"])


def until_full(desk):
    """Calls come in until the disk takes no more: how many were acknowledged."""
    for number in range(100000):
        result = ring(desk, number)
        if result.status:
            told_in_a_sentence(result, "full", (74,))
            return number
    raise AssertionError("never full")


def full(world):
    desk = Desk(world.base)
    desk.shim.clear(room=600000)
    count = until_full(desk)
    assert desk.number("SELECT count(*) FROM line_call") == count
    result = desk.run(["find", "홍"])
    assert result.status == 0 and result.out or result.status == 74 and "full" in result.err, result
    desk.shim.clear()
    assert ring(desk, count).status == 0 and desk.sound() is None
    desk.close()
    print(f"# full after {count} calls, all there; goes on with room")


def mounted(desk, what, *options):
    """Mounts over the desk's folder where that is permitted."""
    if os.geteuid() != 0:
        return False
    done = subprocess.run(["mount", *options, what, desk.site], capture_output=True)
    return done.returncode == 0


def a_real_full_disk(world):
    desk = Desk(world.base)
    if not mounted(desk, "prenota", "-t", "tmpfs", "-o", "size=6m"):
        print("# no right to mount a disk of 6 MiB here: left to the shim")
        desk.close()
        return
    try:
        shutil.copytree(world.base.site, desk.site, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.json"))
        desk.shim.clear()
        with open(os.path.join(desk.site, "ballast"), "wb") as ballast:
            room = os.statvfs(desk.site)
            ballast.write(bytes(max(0, room.f_bavail * room.f_bsize - (400 << 10))))
        count = until_full(desk)
        assert desk.number("SELECT count(*) FROM line_call") == count
        copy = os.path.join(desk.dir, "elsewhere.db")
        made = desk.run(["backup", copy], now=None)
        assert made.status == 0 and os.path.exists(copy + ".sha256"), made
        os.unlink(os.path.join(desk.site, "ballast"))
        assert ring(desk, count).status == 0
        wrong = desk.sound()
        assert wrong is None, wrong
        print(f"# a disk of 6 MiB, full after {count} calls, all there; backup elsewhere; goes on with room")
    finally:
        subprocess.run(["umount", desk.site], check=True)
        desk.close()


READS = (["find", "홍"], ["receptions", "--date", "2026-11-24"], ["tasks"], ["load"], ["check", "--readonly"])
WRITES = (["absence", "add", "kim.s"], ["call", "ringing", "call=x"], ["backup", "@in.db"])


def look(desk, answers):
    for command in READS:
        result = desk.run(command)
        if answers:
            assert result.status == 0 and result.out, (command, result)
        else:
            told_in_a_sentence(result, command)
    for command in WRITES:
        result = desk.run([part.replace("@", desk.site + "/") for part in command])
        told_in_a_sentence(result, command, (69, 74, 77))
    path = os.path.join(desk.dir, "out.db")
    made = desk.run(["backup", path], now=None)
    if os.path.exists(path):
        os.unlink(path)
        os.unlink(path + ".sha256")
    assert made.status == (0 if answers else 69), made


def readonly(world):
    """Nothing below the site's folder can be written, by the shim and by a mount of the system."""
    desk = Desk(world.base)
    desk.run(["find", "홍"])  # the log's index is there
    before = content(desk.database)
    desk.shim.clear(readonly=1, prefix=desk.site)
    look(desk, True)
    assert content(desk.database) == before
    desk.close()
    desk = Desk(world.base)
    desk.settle()
    for name in os.listdir(desk.site):
        if name.startswith("prenota.db-"):
            os.unlink(os.path.join(desk.site, name))
    desk.shim.clear(readonly=1, prefix=desk.site)
    look(desk, True)
    if mounted(desk, desk.site, "--bind"):
        try:
            subprocess.run(["mount", "-o", "remount,bind,ro", desk.site], check=True)
            desk.shim.clear()
            look(desk, True)
            print("# and on a mount of the system that is read-only")
        finally:
            subprocess.run(["umount", desk.site], check=True)
    desk.close()


def a_backup_is_only_looked_at(world):
    """Checking a backup leaves it what its digest says."""
    desk = Desk(world.base)
    path = os.path.join(desk.dir, "one.db")
    assert desk.run(["backup", path], now=None).status == 0
    before = content(path)
    assert desk.run(["check", "--db", path], now=None).status == 0
    assert content(path) == before
    assert desk.run(["restore", path], now=None).status == 0
    desk.close()


def log_missing(world):
    """Somebody copied the database alone, without its log: what was in the file is there and sound."""
    desk = Desk(world.base)
    for name in os.listdir(desk.site):
        if name.startswith("prenota.db-"):
            os.unlink(os.path.join(desk.site, name))
    assert desk.run(["find", "홍"]).status == 0
    assert ring(desk, 1).status == 0 and desk.sound() is None
    desk.close()


# --- clocks ---

def clock_jumps(world):
    """A customer on hold while the clock is set: the hold is as long as it was, whatever the wall says."""
    for jump in (-3600, 86400, -86400 * 400):
        desk = Desk(world.base)
        desk.shim.clear(clock_frozen=WALL)

        def tell(event, *more, offset=0):
            desk.shim.clear(clock_frozen=WALL, clock_offset=offset)
            result = desk.run(["call", event, "call=jump", *more], now=None)
            assert result.status == 0, (event, jump, result)
        tell("ringing", "from=01000001234", "to=201")
        tell("answered", "to=201")
        tell("hold")
        tell("resume", offset=jump)
        tell("hangup", offset=jump)
        longest = desk.number("SELECT coalesce(max(h.to_at - h.from_at), 0) FROM contact_hold h JOIN line_call c ON c.contact ="
                              " h.contact WHERE c.id = 'jump'")
        assert 0 <= longest <= 5, (jump, longest)
        assert desk.sound() is None
        desk.close()


class Live:
    """A console at a terminal, on a clock that the shim moves below it."""

    def __init__(self, desk):
        self.desk = desk
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(bad_day.PRENOTA, [bad_day.PRENOTA, "--config", desk.config, "--lang", "en"],
                      dict(desk.environment(), TERM="xterm-256color"))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def screen(self, *words, seconds=20):
        """The screen painted anew, without what steers the terminal, as soon as it has all @words."""
        limit, seen = time.monotonic() + seconds, ""
        while time.monotonic() < limit:
            os.write(self.fd, b"\x0c")
            painted, end = b"", time.monotonic() + 0.4
            while time.monotonic() < end:
                if select.select([self.fd], [], [], 0.1)[0]:
                    painted += os.read(self.fd, 65536)
            seen = re.sub(r"\x1b(\[[0-?]*[@-~]|[()].|[=>])", " ", painted.decode("utf-8", "replace"))
            if all(re.search(word, seen) for word in words):
                return seen
        raise AssertionError((words, seen))

    def worked(self):
        """Seconds of the processor until now."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            numbers = file.read().rsplit(")", 1)[1].split()
        return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def a_live_console(world):
    """The clock on the wall is set below a call on hold, by hours and days, over midnight, and the machine sleeps: the
    call and its hold last as long as they do, the day on top is that of the clock, nothing spins, the draft is there."""
    desk = Desk(world.base)
    desk.shim.clear(clock_frozen=WALL)
    db = sqlite3.connect(desk.database)
    db.execute("DELETE FROM setting WHERE name = 'demo.offset'")
    db.commit()
    db.close()
    live = Live(desk)
    live.screen("F12|F2")
    os.write(live.fd, b"\x1b[24~\r\r")
    live.screen("answered")
    os.write(live.fd, "noise from the front".encode())
    live.screen("noise from the front")
    os.write(live.fd, b"\x1b[20~")  # F9: on hold
    live.screen("of 00?:?30|0:30")
    began = time.monotonic()
    for jump in (3600, -3600, 14 * 3600, 86400, -86400, -40 * 86400, 400 * 86400, 0):
        desk.shim.set(clock_offset=jump)
        day = time.gmtime(WALL + jump + 9 * 3600)
        worked = live.worked()
        seen = live.screen(time.strftime("%a ", day) + str(day.tm_mday), "answered")
        clocks = re.findall(r"(?:call|hold) +(\d+):(\d\d)", seen)
        assert len(clocks) >= 2, (jump, seen)
        for clock in clocks:
            assert int(clock[0]) * 60 + int(clock[1]) <= time.monotonic() - began + 30, (jump, clock)
        time.sleep(0.3)
        assert live.worked() - worked < (20 if bad_day.SANITIZED else 2), (jump, live.worked() - worked)
    os.kill(live.pid, signal.SIGSTOP)
    os.kill(live.pid, signal.SIGCONT)
    for key in (b"\x1bOR", b"\x1bOS", b"\x1b[15~", b"\x1b[17~", b"\x1b[19~", b"\x1bOQ"):  # F3 to F8 and back to F2
        os.write(live.fd, key)
    live.screen("answered")
    live.kill()
    assert desk.sound() is None
    assert desk.number("SELECT count(*) FROM draft WHERE contents LIKE '%noise from the front%'") == 1
    desk.close()
    print("# a live console: 8 jumps of its clock, from -40 to +400 days; call, hold and draft stay")


def odd_days(world):
    """Leap days, ends of years, days on which clocks change: looked at, booked, and sound."""
    days = ("2028-02-28T16:00", "2028-02-29T09:30", "2026-12-31T17:00", "2027-01-01T09:00", "2027-03-28T01:59",
            "2026-10-25T02:30", "2100-02-28T12:00")
    for now in days:
        desk = Desk(world.base)
        for command in (["load", "--days", "5"], ["receptions"], ["tasks"], ["find", "홍"]):
            result = desk.run(command, now=now)
            assert result.status in (0, 1) and (result.out or result.err), (now, command, result)
        said = booking(CARS[6])
        result = desk.run(["slots"], json.dumps(said).encode(), now=now)
        assert result.status in (0, 1), (now, result)
        proposals = json.loads(result.out)["proposals"]
        for proposal in proposals:
            assert proposal["date"] >= now[:10] and not re.match(r"\d+-02-3|2100-02-29", proposal["date"]), proposal
        if proposals:
            made = desk.run(["book"], json.dumps(dict(said, slot=slot(proposals[0]))).encode(), now=now)
            assert made.status == 0, (now, made)
        assert desk.sound() is None, now
        desk.close()


if __name__ == "__main__":
    signal.alarm(900)
    world = World()
    try:
        sys.exit(bad_day.run([stores, a_log_of_its_own, the_console, network, of_another_site, not_this_site, full, a_real_full_disk,
                              readonly, log_missing, a_backup_is_only_looked_at, clock_jumps, a_live_console, odd_days],
                             world))
    finally:
        world.base.close()
