"""A real sshd on loopback, a set-group-id prenota behind it, users of different roles."""

import json
import os
import sqlite3
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import harness
import machine

WRITING = [
    "book", "file cancel 1", "file arrive 1", "file move 1 --date tue --time 09:00", "file noshow 1",
    "absence add kim.s --from tue", "absence end 1", "file wait 1", "file change 1", "file undo 1",
    "file finish 1", "file handback 1",
]
SHUT = [
    "init", "import customers /etc/passwd", "demo", "sh", "sh -c 'id'", "/bin/sh", "call ringing call=1",
    "find x --db /etc/passwd", "find x --config=/tmp/x", "--db /tmp/x find x", "--as ryu.h tasks",
    "check --forms /etc", "intake /etc/passwd", "audit", "backup /tmp/x",
]


def contents(site):
    """All rows but the trail that readings leave, and its counters."""
    with sqlite3.connect("file:%s?mode=ro" % site.database, uri=True) as db:
        tables = [name for name, in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")]
        return {name: db.execute("SELECT * FROM " + name).fetchall() for name in tables
                if name not in ("audit", "change_counter")}


def one_line(result, status):
    assert result.returncode == status, result
    assert result.stderr.count(b"\n") == 1 and result.stdout == b"", result


def request():
    said = harness.request(work=["DIAG-1"])
    return json.dumps(said, ensure_ascii=False).encode()


def book(site, user):
    slots = json.loads(site.ssh(user, "slots --format json", stdin=request()).stdout)
    said = json.loads(request())
    said["slot"] = harness.slot(slots["proposals"][0])
    answer = site.ssh(user, "book", stdin=json.dumps(said, ensure_ascii=False).encode())
    assert answer.returncode == 0, answer
    return json.loads(answer.stdout)


def the_store_is_shut_to_its_users(site):
    for user in ("kim.m", "guest", "stranger"):
        result = machine.run("setpriv", "--reuid", user, "--regid", "nogroup", "--init-groups", "--", "cat",
                             site.database)
        assert result.returncode != 0 and result.stdout == b"", result
    for file in os.listdir(site.path("store")):
        mode = os.stat(site.path("store", file)).st_mode & 0o777
        assert mode & 0o007 == 0, (file, oct(mode))


def an_outsider_is_refused(site):
    before = contents(site)
    for text in ("tasks", "find 홍", "", "book"):
        one_line(site.ssh("stranger", text), 77)
    one_line(site.local("stranger", "init"), 77)
    one_line(site.local("stranger", "import", "customers", site.path("home", "customers.csv")), 77)
    terminal = site.console("stranger")
    assert terminal.status() == 77
    assert "prenota-bo" in terminal.text()
    assert contents(site) == before


def commands_by_role(site):
    result = site.ssh("kim.s", "receptions --date tue --format json")
    assert result.returncode == 0 and "items" in json.loads(result.stdout), result
    assert site.ssh("kim.s", "prenota find 홍길동").stdout.decode().count("홍길동") > 0
    assert site.ssh("guest", "find '홍길동' --format csv").returncode == 0
    assert "usage" in site.ssh("guest", "--help").stdout.decode()


def no_way_to_a_shell_or_a_file(site):
    trap = site.path("home", "trap")
    for text in SHUT:
        result = site.ssh("kim.m", text)
        assert result.returncode == 77, (text, result)
        assert b"root:" not in result.stdout + result.stderr, result
    for text in ("tasks; touch %s", "tasks && touch %s", "find $(touch %s)", "find `touch %s`", "tasks | tee %s",
                 "tasks > %s", "tasks\ntouch %s"):
        assert site.ssh("kim.m", text % trap).returncode != 0 or "find" in text, text
        assert not os.path.exists(trap), text
    assert site.ssh("kim.m", "find 'open").returncode == 65


def a_reader_writes_nothing(site):
    booking = book(site, "kim.m")
    number = str(booking["number"])
    before = contents(site)
    for text in WRITING:
        result = site.ssh("guest", text.replace(" 1", " " + number, 1), stdin=request())
        assert result.returncode in (65, 77), (text, result)
    assert site.ssh("guest", "file cancel " + number).returncode == 77
    for env in ({"PRENOTA_ROLE": "manager"}, {"XDG_CONFIG_HOME": site.path("home", "guest")},
                {"HOME": site.path("home", "guest")}, {"LANG": "ko_KR.UTF-8", "LANGUAGE": "ko"},
                {"SQLITE_TMPDIR": "/tmp", "TMPDIR": "/tmp"}):
        one_line(site.local("guest", "file", "cancel", number, env=env), 77)
    one_line(site.local("guest", "init"), 77)
    terminal = site.console("guest")
    terminal.wait("F7")
    for keys in (b"\x1bOQ\x1b[24~\r", b"\x1bOS\r\r\r", b"\x1b[18~x\r\r", b"\x10book\r", b"garbage\r\x1b[20~\x1b[21~"):
        terminal.send(keys)
        terminal.read(0.3)
    terminal.close()
    assert contents(site) == before


def a_stranger_s_configuration(site):
    """A user's file sets looks only; --db and --config have the user's own rights."""
    folder = site.path("home", "kim.m", ".config", "prenota")
    os.makedirs(folder)
    for text, status in (('glyphs = "ascii";\nlanguage = "en";\n', 0), ('database = "/tmp/x.db";\n', 78)):
        with open(os.path.join(folder, "prenota.cfg"), "w", encoding="utf-8") as file:
            file.write(text)
        assert site.local("kim.m", "tasks").returncode == status, text
        # Another folder named by the environment is not looked at, for better or worse.
        assert site.local("kim.m", "tasks", env={"XDG_CONFIG_HOME": "/nowhere"}).returncode == status
    os.unlink(os.path.join(folder, "prenota.cfg"))
    os.symlink(site.database, os.path.join(folder, "prenota.cfg"))  # opened as the user, not with the group
    result = site.local("kim.m", "tasks")
    assert result.returncode != 0 and b"SQLite" not in result.stderr, result
    os.unlink(os.path.join(folder, "prenota.cfg"))
    assert site.local("kim.m", "--db", site.database, "tasks").returncode == 69
    assert site.local("kim.m", "--config", "/etc/prenota/prenota.cfg", "tasks").returncode == 69
    result = site.local("ryu.h", "import", "customers", site.database)
    assert result.returncode == 74, result


def the_whole_database_is_for_managers(site):
    """A copy that a login could read, or a database put in place of the site's, would go around all roles."""
    trap = site.path("home", "kim.m", "copy.db")
    before = contents(site)
    for user in ("kim.m", "guest", "ryu.h"):
        for words in (["backup", trap], ["restore", trap], ["salvage", site.database, trap],
                      ["init", "/etc/prenota/site.cfg"]):
            one_line(site.local(user, *words), 77)
    for user in ("kim.m", "guest"):
        one_line(site.local(user, "backup"), 77)
        one_line(site.local(user, "init"), 77)
    assert site.local("ryu.h", "init", "--preview").returncode == 0
    assert not os.path.exists(trap) and contents(site) == before


def the_process_is_shut_as_well(site):
    """No debugger of the user's, no core file: both would hold what the group may read."""
    terminal = site.console("guest")
    terminal.wait("F7")
    pid, = site.processes()
    assert os.stat("/proc/%d/environ" % pid).st_uid == 0
    with open("/proc/%d/limits" % pid, encoding="ascii") as file:
        core, = [line.split() for line in file if line.startswith("Max core")]
    assert core[4:6] == ["0", "0"], core
    terminal.send(b"\x11")
    assert terminal.status() == 0
    terminal.close()
    nobody_left(site)


def two_consoles_of_different_roles(site):
    operator, advisor = site.console("kim.m"), site.console("kim.s")
    operator.wait("No call is in front")
    advisor.wait("Receptions")
    operator.send(b"\x1b[24~\r")
    operator.wait("answered on ring 1")
    booking = book(site, "noh.e")
    day = booking["appointment"]["date"]
    advisor.send(b"\x1b[18~")
    advisor.wait("Find")
    advisor.send("홍길동".encode())
    advisor.wait("123가4567")
    assert day
    for terminal in (operator, advisor):
        terminal.send(b"\x11")
        assert terminal.status() == 0
        terminal.close()
    nobody_left(site)


def nobody_left(site):
    until = time.monotonic() + 60
    while site.processes() and time.monotonic() < until:
        time.sleep(0.05)
    assert site.processes() == []


def a_dropped_line_leaves_no_process_and_no_lost_draft(site):
    terminal = site.console("noh.e")
    terminal.wait("No call is in front")
    terminal.send(b"\x1b[24~\r")
    terminal.wait("answered on ring")
    terminal.send("\r제동할 때 소리가 나요".encode())
    terminal.wait("소리가")
    os.kill(terminal.pid, 9)
    nobody_left(site)
    again = site.console("noh.e")
    again.wait("not finished")
    again.wait("제동할 때 소리가")
    again.close()
    nobody_left(site)


def thirty_consoles_at_once(site):
    users = ["kim.s", "ryu.h", "guest"]
    began = time.monotonic()
    consoles = [site.console(users[i % len(users)]) for i in range(30)]
    for terminal in consoles:
        terminal.wait("F7", 120)
    assert len(site.processes()) == 30
    opened = time.monotonic() - began
    for terminal in consoles:
        terminal.read(0)
        terminal.send(b"\x1bOP")  # F1, a page of help
    for terminal in consoles:
        terminal.wait("Esc", 60)
    numbers = {book(site, user)["number"] for user in ("kim.m", "noh.e", "kim.s")}
    assert len(numbers) == 3
    print("# 30 consoles in %.1f s, three bookings beside them: %.1f s" % (opened, time.monotonic() - began))
    for terminal in consoles:
        terminal.close()
    nobody_left(site)
    with sqlite3.connect("file:%s?mode=ro" % site.database, uri=True) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


TESTS = [the_store_is_shut_to_its_users, an_outsider_is_refused, commands_by_role, no_way_to_a_shell_or_a_file,
         a_reader_writes_nothing, a_stranger_s_configuration, the_whole_database_is_for_managers, the_process_is_shut_as_well, two_consoles_of_different_roles,
         a_dropped_line_leaves_no_process_and_no_lost_draft, thirty_consoles_at_once]

if __name__ == "__main__":
    machine.enter()
    site = machine.Machine(*map(os.path.abspath, sys.argv[1:4]))
    try:
        status = harness.run(TESTS, site)
    finally:
        site.close()
    sys.exit(status)
