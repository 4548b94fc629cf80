"""Bad input: what is wrong is named, the status tells its kind, nothing is half-saved, nothing raw reaches a table."""

import os
import subprocess

from harness import main, request, safe, slot

ESCAPES = "\x1b[m\x1b]x;\x07\u202e\u2066\u200b\x9b"


def say(site, status, *args, stdin=b"", names=(), now="2026-11-23T10:00"):
    result = site.run(*args, stdin=stdin, now=now)
    assert result.returncode == status, (args, result.returncode, result.stdout, result.stderr)
    assert result.stderr.count("\n") == 1 and result.stderr.startswith("prenota"), result.stderr
    safe(result.stderr)
    for name in names:
        assert name in result.stderr, (name, result.stderr)
    return result


def help_and_version(site):
    result = site.run_bare("--help")
    assert result.returncode == 0 and "Service booking / 정비 예약" in result.stdout
    for command in "demo init import find load slots book receptions tasks check".split():
        assert "\n  " + command in result.stdout, command
        single = site.run_bare(command, "--help")
        assert single.returncode == 0 and "--config" in single.stdout
        assert site.run_bare("--help", command).stdout == single.stdout
    assert site.run_bare("--version").stdout.startswith("prenota ")
    assert site.run_bare("--lang", "ko", "--help").stdout != result.stdout


def wrong_use(site):
    say(site, 2, "fly", names=["fly"])
    say(site, 2, "file", names=["show"])
    say(site, 2, "file", "eat", "1", names=["show"])
    say(site, 2, "file", "show")
    say(site, 2, "file", "show", "1", "2", names=["2"])
    say(site, 2, "load", "--wings", names=["--wings"])
    say(site, 2, "load", "--days", names=["--days"])
    say(site, 2, "load", "--days", "many", names=["many"])
    say(site, 2, "load", "--days", "0")
    say(site, 2, "load", "--from", "someday", names=["someday"])
    say(site, 2, "load", "--why", names=["--why"])
    say(site, 2, "load", "--format", "yaml", names=["yaml"])
    say(site, 2, "load", "--days", "1", "--days", "2", names=["--days"])
    say(site, 2, "receptions", "--advisor", "nobody", names=["nobody"])
    say(site, 2, "import", "customers")


def told_in_the_language_asked_for(site):
    """What is wrong with the line itself is told in the language that the same line asks for, or the environment."""
    for words in (["--wings"], ["-x"], ["load", "--days"], ["load", "--days", "1", "--days", "2"], ["load", "--readonly=1"]):
        english = site.run_bare(*words)
        for line in (["--lang", "ko", *words], ["--lang=ko", *words]):
            korean = site.run_bare(*line)
            assert korean.returncode == english.returncode == 2, (line, korean)
            assert korean.stderr.count("\n") == 1 and any("가" <= c <= "힣" for c in korean.stderr), (line, korean.stderr)
            assert korean.stderr != english.stderr, korean.stderr
    behind = site.run_bare("--wings", "--lang", "ko")
    assert any("가" <= c <= "힣" for c in behind.stderr), behind.stderr
    assert site.run_bare("receptions", "extra", "--lang", "en").stderr.endswith(": prenota receptions\n")


def json_in_the_language_asked_for(site):
    for text in (b"", b"[", b"{} {}", b'{"a":1,"a":2}', b'{"a":"\\u0000"}', b'{"a":"\xff"}', b"[" * 5000, b'{"a" 7}'):
        for command in (["slots"], ["book"], ["file", "change", "36"]):
            result = say(site, 65, *command, "--lang", "ko", stdin=text)
            words = result.stderr.split("JSON", 1)[1].split("'")[0]
            assert not any("a" <= c <= "z" for c in words.replace("UTF-8", "")), result.stderr


def blank_words_are_no_request(site):
    offered = site.json("slots", stdin=request())["proposals"][0]
    say(site, 65, "book", stdin=dict(request(request=" \t\n "), slot=slot(offered)), names=["request"])


def closed_input_is_nobodys_file(site):
    """What is opened later is not taken for the standard input, output or errors that are closed."""
    def closed(what, *words):
        return subprocess.run(["sh", "-c", 'exec "$@" ' + what, "sh", *site.command(*words)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=site.env, timeout=60)
    before = site.json("requests", "--state", "all", "--format", "json")
    for words, status in ((["slots"], 74), (["book"], 74), (["call", "replay"], 74), (["intake", "-"], 75)):
        result = closed("<&-", *words)
        assert result.returncode == status and result.stderr.count(b"\n") == 1, (words, result)
    assert site.json("requests", "--state", "all", "--format", "json") == before
    for words in (["requests"], ["file", "show", "36"], ["check"]):
        assert closed(">&-", *words).returncode == 74, words
    assert closed("2>&- <&-", "file", "show", "999999").returncode == 1
    assert closed("<&- >&- 2>&-", "file", "cancel", "999999").returncode == 1
    assert open(site.database + "-lock", "rb").read().find(b"prenota:") < 0
    assert site.run("check").returncode == 0


def a_mark_before_the_json(site):
    import json
    marked = b"\xef\xbb\xbf" + json.dumps(request()).encode()
    assert site.json("slots", stdin=marked)["proposals"]


def options_before_and_after(site):
    before = site.run("--format", "json", "load", "--days=2")
    after = site.run("load", "--days", "2", "--format=json")
    assert before.returncode == 0 and before.stdout == after.stdout


def no_hit(site):
    say(site, 1, "file", "show", "999999", names=["999999"])
    say(site, 1, "file", "show", "no'such\" id")
    result = site.run("find", "zzzzzzzz")
    assert result.returncode == 1 and "zzzzzzzz" in result.stderr


def bad_data(site):
    say(site, 65, "slots", stdin=b"")
    say(site, 65, "slots", stdin=b"\xff\xfe{}")
    say(site, 65, "slots", stdin=b"{\"work\": [\"OIL\"")
    say(site, 65, "slots", stdin=b"[" * 100000)
    say(site, 65, "slots", stdin=b" " * (1 << 21))
    say(site, 65, "slots", stdin=request(wrok=1), names=["wrok"])
    say(site, 65, "slots", stdin=request(work=["FLY"]), names=["FLY", "DIAG-1"])
    say(site, 65, "slots", stdin=request(advisor="nobody"), names=["nobody", "kim.s"])
    say(site, 65, "slots", stdin=request(vehicle={"vin": "ZN6PMDE26R700011O"}), names=["vehicle.vin"])
    say(site, 65, "slots", stdin=request(vehicle={"vin": "short"}), names=["vehicle.vin"])
    say(site, 65, "slots", stdin=request(vehicle={}), names=["vehicle"])
    say(site, 65, "slots", stdin=request(wishes=[{"date": "2026-11-20"}]), names=["2026-11-20"])
    say(site, 65, "slots", stdin=request(customer={"id": "nobody"}), names=["customer.id"])
    say(site, 65, "slots", stdin=request(customer={"mobile": "010-1111-9999"}), names=["customer"])
    say(site, 65, "slots", stdin=request(customer={"family": "H" * 4096, "mobile": "010-1111-9999"}),
        names=["customer.family"])
    say(site, 65, "slots", stdin=request(customer={"family": "홍", "mobile": "call me"}), names=["customer.mobile"])
    say(site, 65, "slots", stdin=request(customer={"family": "홍", "email": "x"}), names=["customer.email"])
    say(site, 65, "book", stdin=request(), names=["slot"])
    say(site, 65, "book", stdin=request(slot={"date": "2026-11-24", "time": "09:30", "advisor": "x"}), names=["slot.advisor"])
    say(site, 65, "book", stdin=request(slot={"date": "2026-11-24", "time": "09:30", "unit": "x"}), names=["slot.unit"])


def nothing_half_saved(site):
    before = site.run("find", "반쪽", "--format", "json").stdout
    said = request(customer={"family": "반쪽", "mobile": "010-7777-0001"}, work=["OIL"],
                   slot={"date": "2026-11-24", "time": "12:15", "advisor": "kim.s"})
    assert site.run("book", stdin=said).returncode == 1
    assert site.run("find", "반쪽", "--format", "json").stdout == before


def hostile_texts(site):
    """Escape sequences, bidirectional marks and 4 KB reach neither a table nor a terminal raw."""
    words = ESCAPES + "가" * 1400 + "\x00".replace("\x00", "") + "\n끝"
    said = request(customer={"family": ESCAPES + "적대", "given": "이", "mobile": "010-7777-0002"},
                   vehicle={"plate": "77마" + ESCAPES + "7777"}, note=ESCAPES, request=words, work=["OIL"],
                   language="en")
    offered = site.json("slots", stdin=said)["proposals"][0]
    booked = site.json("book", stdin=dict(said, slot=slot(offered)))
    name = str(booked["number"])
    assert site.json("file", "show", name, "--format", "json")["request"] == words
    for command in (["file", "show", name], ["file", "history", name], ["find", "적대"], ["tasks"],
                    ["receptions", "--date", offered["date"]]):
        for how in ([], ["--plain"], ["--format", "json"], ["--format", "csv"]):
            if how[-1:] == ["csv"] and command[:2] == ["file", "show"]:
                continue
            result = site.run(*command, *how)
            assert result.returncode == 0, result.stderr
            if how[-1:] != ["csv"]:
                safe(result.stdout)


def formulas_in_csv(site):
    said = request(customer={"family": "=cmd", "mobile": "010-7777-0003"}, work=["OIL"],
                   vehicle={"plate": "78마7778"}, request="=1+1")
    offered = site.json("slots", stdin=said)["proposals"][0]
    site.json("book", stdin=dict(said, slot=slot(offered)))
    rows = site.run("receptions", "--date", offered["date"], "--format", "csv").stdout
    assert ",'=1+1," in rows and ",=1+1" not in rows, rows


def stores(site):
    missing = site.dir + "/missing.db"
    assert site.run_bare("--db", missing, "load").returncode == 69
    assert not os.path.exists(missing)
    garbage = site.dir + "/garbage.db"
    with open(garbage, "wb") as out:
        out.write(b"no database " * 1000)
    assert site.run_bare("--db", garbage, "load").returncode == 69
    assert site.run_bare("--config", site.dir + "/missing.cfg", "load").returncode == 78
    assert site.run_bare("load").returncode == 78
    assert site.run("check").returncode == 0


def forms(site):
    assert site.run_bare("check", "--forms", os.environ["FORMS_DIR"]).returncode == 0
    broken = site.dir + "/forms"
    os.mkdir(broken)
    with open(broken + "/phone_script.cfg", "w") as out:
        out.write("steps = ( { id = 7; } );\n")
    result = site.run_bare("check", "--forms", broken)
    assert result.returncode == 78 and "phone_script.cfg:" in result.stderr, result.stderr


def no_terminal(site):
    assert site.run_bare("demo").returncode == 69
    assert site.run().returncode == 69


def a_value_is_no_verb_over_ssh(site):
    """A login whose SSH is forced to prenota runs what is open to it: what stands behind an option is not the verb."""
    def asked(words):
        site.env["SSH_ORIGINAL_COMMAND"] = words
        try:
            return site.run_bare()
        finally:
            del site.env["SSH_ORIGINAL_COMMAND"]

    for words in ("erase customer 1", "--reason load erase customer 1", "prenota --by find purge", "-- backup",
                  "--reason=load export customer 1", "backup load", "--plain check", "sh -c id", "cat --version"):
        result = asked(words)
        assert result.returncode == 77 and "is not open over SSH" in result.stderr, (words, result.stderr)
    for words in ("find --as=choi.m", "load --db x.db", "--now 2026-11-23T10:00 load"):
        result = asked(words)
        assert result.returncode == 77 and "is not for commands over SSH" in result.stderr, (words, result.stderr)
    assert asked("load").returncode == 78  # taken; nothing is configured here
    assert asked("--format csv load --from today").returncode == 78
    assert asked("prenota --version").returncode == 0 and asked("file --help").returncode == 0
    assert asked("load --format").returncode == 2


def what_is_done_is_said_though_nobody_hears(site):
    """A full standard output after an act: it is done, and the sentence says so; after a look nothing was."""
    def to_nowhere(*args):
        with open("/dev/full", "w") as full:
            return subprocess.run(site.command(*args), env=site.env, stdout=full, stderr=subprocess.PIPE, text=True)

    done = to_nowhere("absence", "add", "kim.s", "--from", "2026-12-28", "--to", "2026-12-28")
    assert done.returncode == 74 and "it is done and saved" in done.stderr, (done.returncode, done.stderr)
    assert "2026-12-28" in site.run("absence", "list").stdout
    seen = to_nowhere("absence", "list")
    assert seen.returncode == 74 and "done" not in seen.stderr and "full" in seen.stderr, (seen.returncode, seen.stderr)


def places_and_remedies(site):
    for args, words in ((("--config", "/nowhere/x.cfg", "load"), ("/nowhere/x.cfg", "name the configuration")),
                        (("--config", "/tmp", "load"), ("/tmp", "no file", "name the file"))):
        done = site.run_bare(*args)
        assert done.returncode == 78 and all(word in done.stderr for word in words), (args, done.stderr)
    assert site.run_bare("-h").stdout == site.run_bare("--help").stdout != ""
    assert site.run_bare("load", "-h").stdout == site.run_bare("load", "--help").stdout
    done = site.run("slots", stdin={"language": "xx", "vehicle": {"plate": "12가3456"}, "work": ["OIL"]})
    assert done.returncode == 65 and "language" in done.stderr and '"xx"' in done.stderr, (done.returncode, done.stderr)


def long_lines_of_the_exchange(site):
    lines = ["ringing call=a" + "x" * 2000, "ringing\0 call=b", "# " + "c" * 3000, "", "ringing call=c at=1"]
    done = site.run("call", "replay", "-", stdin=("\n".join(lines) + "\n").encode(), now=None)
    told = done.stderr.splitlines()
    assert done.returncode == 65 and len(told) == 3, (done.returncode, told)
    assert "line 1" in told[0] and "1000" in told[0] and "line 2" in told[1] and "zero" in told[1] and "line 5" in told[2]


def help_of_a_group(site):
    for first, rest in (("file", ("show", "finish")), ("absence", ("add", "end")), ("dealer", ("checked",))):
        result = site.run_bare(first, "--help")
        assert result.returncode == 0 and not result.stderr, result.stderr
        for second in rest:
            assert "%s %s" % (first, second) in result.stdout, result.stdout
    assert site.run_bare("nothing", "--help").returncode == 2


main([what_is_done_is_said_though_nobody_hears, places_and_remedies, long_lines_of_the_exchange, a_value_is_no_verb_over_ssh, help_of_a_group, help_and_version, wrong_use,
      told_in_the_language_asked_for, json_in_the_language_asked_for,
      closed_input_is_nobodys_file, blank_words_are_no_request, a_mark_before_the_json, options_before_and_after, no_hit, bad_data, nothing_half_saved,
      hostile_texts, formulas_in_csv, stores, forms, no_terminal])
