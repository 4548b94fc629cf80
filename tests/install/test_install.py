"""What is installed beside the program: manual, completion, units, shell scripts."""

import glob
import os
import shutil
import subprocess
import sys

PRENOTA, SOURCE, PAGES = sys.argv[1], sys.argv[2], sys.argv[3:]
number = 0
failed = False


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)


def check(name, fine, told=""):
    global number, failed
    number += 1
    failed |= not fine
    print("%s %d - %s" % ("ok" if fine else "not ok", number, name))
    if not fine:
        print("".join("# %s\n" % line for line in str(told).splitlines()), end="")


def skip(name, why):
    global number
    number += 1
    print("ok %d - %s # SKIP %s" % (number, name, why))


def manual():
    if not shutil.which("mandoc"):
        skip("the manual is well formed", "mandoc is not installed")
        return
    for page in PAGES:
        result = run("mandoc", "-Tlint", "-W", "warning", page)
        check(os.path.basename(page) + " is well formed", result.returncode == 0, result.stdout + result.stderr)


def complete(*words):
    script = run(PRENOTA, "reference", "bash").stdout
    script += "\nCOMP_WORDS=(prenota \"$@\")\nCOMP_CWORD=$#\n_prenota\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
    result = run("bash", "--norc", "-c", script, "bash", *words)
    assert result.stderr == "", result.stderr
    return result.stdout.split()


def completion():
    helped = run(PRENOTA, "--help").stdout
    verbs = complete("")
    check("every command is offered", {"find", "book", "file", "call", "reference"} <= set(verbs) and
          all(" " + verb in helped for verb in verbs), verbs)
    check("second words", {"move", "show", "cancel"} <= set(complete("file", "")), complete("file", ""))
    check("begun words", complete("file", "mo") == ["move"], complete("file", "mo"))
    options = complete("file", "move", "12", "--")
    check("a command's own options", {"--date", "--time", "--config"} <= set(options) and "--left" not in options,
          options)
    check("values", {"table", "csv", "json"} <= set(complete("find", "--format", "")))
    check("an option's value is no command", "receptions" in complete("--db", "file", "rec"))


def systemd():
    units = sorted(glob.glob(os.path.join(SOURCE, "data/system/*.service")) +
                   glob.glob(os.path.join(SOURCE, "data/system/*.timer")))
    for unit in units:
        with open(unit, encoding="utf-8") as file:
            text = file.read()
        words = [line.split("=", 1)[1].split() for line in text.splitlines() if line.startswith("ExecStart=")]
        for command in words:
            helped = run(PRENOTA, *[word for word in command[1:] if not word.startswith("-")], "--help")
            check(os.path.basename(unit) + " runs a command that there is", helped.returncode == 0, helped)
    if not shutil.which("systemd-analyze"):
        skip("the units are well formed", "systemd is not installed")
        return
    result = run("systemd-analyze", "verify", "--man=no", *units)
    told = [line for line in result.stderr.splitlines() if "prenota" in line and "not executable" not in line]
    check("the units are well formed", not told, "\n".join(told))


def scripts():
    for path in sorted(glob.glob(os.path.join(SOURCE, "scripts/*.sh"))):
        result = run("sh", "-n", path)
        check(os.path.basename(path) + " can be read", result.returncode == 0, result.stderr)


manual()
completion()
systemd()
scripts()
print("1..%d" % number)
sys.exit(failed)
