"""Every Unicode scalar through the ways in and out: CSV, JSON, arguments, file names; tables, JSON, CSV, messages and the
screen. What is kept is clean, and no byte but our own steers a terminal."""

import ctypes
import email
import email.policy
import html
import json
import locale
import os
import pty
import re
import select
import signal
import sqlite3
import struct
import sys
import fcntl
import termios
import time
import unicodedata

import bad_day
from bad_day import CUSTOMER_HEAD, Desk

SCALARS = 0x110000
RANDOM = 10000
BIG = 4352  # scalars a request


class World:
    def __init__(self):
        self.base = Desk()
        self.base.settle()
        self.rng = bad_day.seeded("unicode")


def steers(code):
    """What never reaches a terminal: controls, marks that turn or hide text, private use, noncharacters."""
    return (code < 0x20 or 0x7F <= code < 0xA0 or 0x200B <= code <= 0x200F or 0x2028 <= code <= 0x202E or
            0x2066 <= code <= 0x2069 or code == 0xFEFF or 0xFFF9 <= code <= 0xFFFB or 0xD800 <= code <= 0xF8FF or
            code >= 0xF0000 or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE)


STEERING = [code for code in range(1, SCALARS) if steers(code) and not 0xD800 <= code < 0xE000 and
            (code < 0xE000 or code % 257 == 0)]


def plain(text, allowed="\n", where=""):
    bad = {f"U+{ord(c):04X}" for c in set(text) if steers(ord(c)) and c not in allowed}
    assert not bad, (where, sorted(bad)[:20])


def runs(size):
    """All scalars but zero and surrogates, in texts of @size."""
    every = [chr(code) for code in range(1, SCALARS) if not 0xD800 <= code < 0xE000]
    return ["".join(every[at:at + size]) for at in range(0, len(every), size)]


def json_in_and_out(world):
    """As words of digital requests, out in every form."""
    desk = Desk(world.base)
    texts = runs(BIG) + [chr(code) + "x" for code in STEERING[::8]]
    for first in range(0, len(texts), 100):
        items = [{"request_id": f"U-{first + n}", "source": "owner-app", "name": "이" + text[:20], "text": text}
                 for n, text in enumerate(texts[first:first + 100])]
        path = os.path.join(desk.dir, "all.json")
        with open(path, "w", encoding="ascii") as out:
            json.dump(items, out)
        result = desk.run(["intake", path])
        assert result.status == 0, result
        plain(result.out + result.err, where="intake")
    assert desk.number("SELECT count(*) FROM request WHERE source_id LIKE 'U-%'") == len(texts)
    for how in ([], ["--plain"], ["--format", "json"], ["--format", "csv"]):
        result = desk.run(["requests", "--state", "all", "--from", "2020-01-01", *how])
        assert result.status == 0, result
        assert result.out.count("\n") > len(texts), how
        plain(result.out, "\n\t\r" if how[-1:] == ["csv"] else "\n", how)
        if how[-1:] == ["json"]:
            assert len(json.loads(result.out)["items"]) >= len(texts)
    on_the_screen(desk)
    desk.close()
    print(f"# {SCALARS:#x} scalars in {len(texts)} requests, out as table, lines, JSON and CSV")


SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][0-9A-B]|[=>78cDEHMNOZ]|\][^\x07\x1b]*(?:\x07|\x1b\\))")


def on_the_screen(desk):
    """The list of requests, paged through on a terminal."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(bad_day.PRENOTA, [bad_day.PRENOTA, "--config", desk.config, "--now", bad_day.NOW, "--lang", "en"],
                  dict(desk.environment(), TERM="xterm-256color"))
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
    seen, keys, limit = b"", [b"\x1b[15~"] + [b"\x1b[6~"] * 60, time.monotonic() + 60
    while time.monotonic() < limit:
        if select.select([fd], [], [], 0.3)[0]:
            seen += os.read(fd, 1 << 16)
        elif keys:
            os.write(fd, keys.pop(0))
        else:
            break
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(fd)
    text = SEQUENCE.sub("", seen.decode("utf-8"))
    assert "U-" in text or "owner-app" in text or len(text) > 20000, text[-400:]
    plain(text, "\n\r\b\x0e\x0f", "screen")
    print(f"# {len(seen)} bytes of screens")


def csv_in(world):
    """As names of customers, and random strings as companies."""
    desk = Desk(world.base)
    path = os.path.join(desk.dir, "names.csv")
    names = runs(48)
    strings = ["".join(chr(world.rng.choice((world.rng.randrange(1, 0xD800), world.rng.randrange(0xE000, SCALARS),
                                             world.rng.choice(STEERING))))
                       for _ in range(world.rng.randrange(1, 24))) for _ in range(RANDOM)]
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(CUSTOMER_HEAD + "\n")
        for number, name in enumerate(names):
            out.write(f"U{number};person;{quoted(name)};손님;;;;;;ko;;;;;;\n")
        for number, text in enumerate(strings):
            out.write(f"R{number};company;;;{quoted('회사' + text)};;;;;ko;;;;;;\n")
    result = desk.run(["import", "customers", path])
    assert result.status in (0, 65), result
    plain(result.out + result.err, where="import")
    db = sqlite3.connect(desk.database)
    kept = 0
    for row in db.execute("SELECT * FROM customer"):
        kept += 1
        for value in row:
            plain(value if isinstance(value, str) else "", "", "kept")
    db.close()
    assert kept > 0.9 * (len(names) + RANDOM), kept
    for word in ("회사", "손님", "U1"):
        found = desk.run(["find", word])
        assert found.status in (0, 1)
        plain(found.out + found.err, where="find")
    desk.close()
    print(f"# {SCALARS:#x} scalars in {len(names)} names, {RANDOM} random strings; {kept} customers kept")


# --- every way out ---

C = ctypes.CDLL(None)
FILLERS = (0x115F, 0x3164, 0xFFA0)  # of Hangul: they have a width, and nothing is seen
locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
LONG = 34816  # scalars a text


def unfolded(text):
    """A calendar: lines of 75 octets at most, taken together again, without its escapes."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "a line is too long"
    return re.sub(r"\\([\\;,nN])", r"\1", text.replace("\r\n ", "").replace("\r\n", "\n"))


def columns(code):
    """As the C library says, in this process's UTF-8 locale; what takes none stands on another."""
    return 0 if code in FILLERS else C.wcwidth(code)


def every_way_out(world):
    """As the customer's words and the title of the appointment, whatever got them into the database: on the sheet and the
    list of the day, as page, text, calendar, JSON and CSV. What steers is replaced; every letter,
    digit, sign and symbol is there."""
    desk = Desk(world.base)
    number, offered = bad_day.book(desk, bad_day.CARS[0], earliest="2026-12-08")
    db = sqlite3.connect(desk.database)
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.commit()
    db.close()
    day = ["receptions", "--date", offered[0]["date"], "--format"]
    ways = {"page": (["sheet", str(number), "--format", "html"], html.unescape), "text": (["sheet", str(number)], str),
            "list": ([*day, "html"], html.unescape), "calendar": ([*day, "ics"], unfolded),
            "JSON": (["file", "show", str(number), "--format", "json"], str), "CSV": ([*day, "csv"], str)}
    texts = runs(LONG)[::8 if bad_day.SANITIZED else 1]
    for text in texts:
        db = sqlite3.connect(desk.database)
        db.execute("UPDATE verbatim SET text = ? WHERE file = (SELECT id FROM customer_file WHERE number = ?)",
                   [text, number])
        db.execute("UPDATE appointment SET title = ? WHERE file = (SELECT id FROM customer_file WHERE number = ?)",
                   [text, number])
        db.commit()
        db.close()
        wanted = {c for c in text if not steers(ord(c)) and unicodedata.category(c)[0] in "LNPS" and
                  columns(ord(c)) > 0 and unicodedata.is_normalized("NFC", c)}
        for name, (command, decode) in ways.items():
            result = desk.run(command)
            assert result.status == 0 and not result.err, (name, result)
            out = decode(result.out)
            plain(out, {"CSV": "\n\r\t", "text": "\n\f"}.get(name, "\n"), name)  # a page of paper ends
            if name == "JSON":
                json.loads(out)
                out = out.replace('\\"', '"').replace("\\\\", "\\")
            assert not wanted - set(out), (name, sorted(f"U+{ord(c):04X}" for c in wanted - set(out))[:20])
    desk.close()
    print(f"# {sum(map(len, texts))} scalars in {len(texts)} texts out by {len(ways)} ways: {', '.join(ways)}")


MAIL = """#!/bin/sh
cat > "$1/mail.new" && mv "$1/mail.new" "$1/mail.eml"
"""
PARAGRAPH = 8704  # scalars a mail


def with_a_letter_box(desk):
    """Mails go into a file."""
    with open(os.path.join(desk.site, "mail.sh"), "w", encoding="utf-8") as out:
        out.write(MAIL)
    with open(desk.config, encoding="utf-8") as config:
        lines = [line for line in config if not line.startswith(("mail_command", "sms_command"))]
    with open(desk.config, "w", encoding="utf-8") as out:
        out.writelines(lines)
        out.write('mail_command = "env -u LD_PRELOAD /bin/sh mail.sh .";\n')


def check_header_lines(raw):
    """RFC 2047, 2: no encoded word over 75 characters, no line with one over 76."""
    lines = raw.split(b"\n\n")[0].split(b"\n")
    assert all(len(line) <= 76 for line in lines if b"=?" in line), lines
    assert all(len(word) <= 75 for line in lines for word in line.split() if word.startswith(b"=?")), lines


def by_mail(world):
    """As the name of the house and its way to park: in the text and the calendar part of a confirmation."""
    desk = Desk(world.base)
    with_a_letter_box(desk)
    consent = {"contact": "email", "appointment_reminder": False, "service_reminder": False}
    number, _ = bad_day.book(desk, bad_day.CARS[0], earliest="2026-12-08", consent=consent)
    db = sqlite3.connect(desk.database)
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("DELETE FROM message WHERE state = 'waiting' AND (file IS NULL OR template <> 'booked')")
    db.commit()
    texts = runs(PARAGRAPH)[::8 if bad_day.SANITIZED else 1]
    for text in texts:
        db.execute("UPDATE dealer SET value = ? WHERE field LIKE 'name-%' OR field LIKE 'parking-%'", [text])
        db.execute("UPDATE message SET state = 'waiting', subject = NULL, text = NULL, tries = 0, due = created"
                   " WHERE template = 'booked' AND file = (SELECT id FROM customer_file WHERE number = ?)", [number])
        db.commit()
        result = desk.run(["notify"])
        assert result.status == 0, result
        path = os.path.join(desk.site, "mail.eml")
        with open(path, "rb") as file:
            raw = file.read()
        os.unlink(path)
        assert raw.isascii() and max(map(len, raw.splitlines())) <= 998, "a line is no mail's"
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        body = mail.get_body(("plain",)).get_content()
        wanted = {c for c in text if not steers(ord(c)) and unicodedata.category(c)[0] in "LNPS" and
                  columns(ord(c)) > 0 and unicodedata.is_normalized("NFC", c)}
        subject = str(mail["Subject"])
        plain(subject, "", "subject")
        first = {c for c in text[:60] if c in wanted}  # it holds 400 bytes, less those of its own words
        assert not first - set(subject), sorted(f"U+{ord(c):04X}" for c in first - set(subject))[:20]
        check_header_lines(raw)
        plain(body, "\n\t", "text")
        assert not wanted - set(body), sorted(f"U+{ord(c):04X}" for c in wanted - set(body))[:20]
        parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
        assert len(parts) == 1
        plain(unfolded(parts[0].get_content().replace("\r\n", "\n").replace("\n", "\r\n")), "\n\t", "calendar")
    db.close()
    desk.close()
    print(f"# {sum(map(len, texts))} scalars in {len(texts)} mails: text, calendar part")


def by_telephone(world):
    """As a caller's number: a line of the exchange is taken or refused, and nothing of it steers."""
    desk = Desk(world.base)
    lines = 0
    for size in (LONG, 40):
        texts = runs(size) if size == LONG else ["".join(map(chr, STEERING[at:at + 40]))
                                                 for at in range(0, len(STEERING), 40)]
        events = "".join(f"ringing call=u{size}-{n} from={text} to=201\n" for n, text in enumerate(texts))
        result = desk.run(["call", "replay"], events.encode())
        assert result.status in (0, 65), result
        plain(result.out + result.err, where="call replay")
        lines += len(texts)
    db = sqlite3.connect(desk.database)
    for row in db.execute("SELECT * FROM line_call"):
        for value in row:
            plain(value if isinstance(value, str) else "", "", "line_call")
    db.close()
    for command in (["contacts"], ["contacts", "--format", "csv"], ["tasks"]):
        result = desk.run(command)
        plain(result.out + result.err, "\n\r\t", command)
    assert desk.sound() is None
    desk.close()
    print(f"# {lines} lines of the exchange with every scalar")


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def arguments(world):
    """As what is looked for, as names of files, verbs and values: every message is plain."""
    desk = Desk(world.base)
    calls = 0
    for text in runs(12000) + ["".join(map(chr, STEERING[at:at + 16])) for at in range(0, len(STEERING), 64)]:
        for command in (["find", text], ["file", "show", text[:80]]):
            result = desk.run(command)
            assert result.status in (0, 1, 2, 65), (command[0], result)
            plain(result.out + result.err, where=command[0])
            calls += 1
    odd = "".join(map(chr, STEERING[:60])) + "\udcff\udc80"
    for command in ([odd], ["import", "customers", odd], ["import", odd, "x"], ["load", "--from", odd], ["check", "--db", odd],
                    ["--lang", odd, "load"], ["intake", odd], ["backup", os.path.join(desk.dir, odd)], ["call", odd, odd],
                    ["book"]):
        result = desk.run(command, stdin=odd.encode("utf-8", "surrogateescape"))
        assert result.status != 0 or command[0] == "backup", (command, result)
        plain(result.out + result.err, where=command)
        calls += 1
    desk.close()
    print(f"# {calls} command lines with every scalar")


if __name__ == "__main__":
    world = World()
    try:
        sys.exit(bad_day.run([json_in_and_out, csv_in, arguments, by_telephone, every_way_out, by_mail], world))
    finally:
        world.base.close()
