#!/usr/bin/python3
"""Adds up the test cases of meson's logs and ends with the line "N passed, N failed[, N skipped]".

Usage: count.py [--broken "FOLDER..."] BUILD-FOLDER...
A folder named in --broken did not compile and counts as one failure, and its log is not asked for. A program that
ends badly though all its cases passed (a leak, a crash at the end) is one failure more. Nothing run is a failure.
"""
import json
import re
import sys
from pathlib import Path

PLAN = re.compile(r"^1\.\.\d+", re.MULTILINE)
CASE = re.compile(r"^(not )?ok\b([^\n]*)", re.MULTILINE)
SKIP = re.compile(r"#\s*skip", re.IGNORECASE)
FIGURE = re.compile(r"^# (?!ok - |not ok - ).*\d.*", re.MULTILINE)
FIGURES_OF = re.compile(r":(hostile|fuzz|pty) / |:store / backup$")
GOOD = ("OK", "EXPECTEDFAIL")
SHOWN_LINES = 40


def count_test(result, stdout):
    """(passed, failed, skipped) of one test program, by its TAP lines when it has a plan, else by its result."""
    passed = failed = skipped = 0
    if PLAN.search(stdout or ""):
        for bad, rest in CASE.findall(stdout):
            if SKIP.search(rest):
                skipped += 1
            elif bad:
                failed += 1
            else:
                passed += 1
        if result not in GOOD + ("SKIP",) and failed == 0:
            failed = 1
    elif result in GOOD:
        passed = 1
    elif result == "SKIP":
        skipped = 1
    else:
        failed = 1
    return passed, failed, skipped


def show_failure(test):
    """The end of what a program that failed said, but for its good cases."""
    for stream in ("stdout", "stderr"):
        said = [line for line in (test.get(stream) or "").splitlines() if not line.startswith("ok ")]
        for line in said[-SHOWN_LINES:]:
            print(f"    {line}")


def show_figures(test):
    """What a storm or a bad day has counted, and the seed that plays it again."""
    if FIGURES_OF.search(test["name"]):
        for line in FIGURE.findall(test.get("stdout") or ""):
            print(f"{test['name']}: {line[2:]}")


def count_folder(folder):
    """The sum over a build folder's log; a folder without one has failed."""
    log = Path(folder, "meson-logs", "testlog.json")
    if not log.exists():
        print(f"{log}: no such file: the tests of {folder} were not run", file=sys.stderr)
        return 0, 1, 0
    total = (0, 0, 0)
    for line in log.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        counts = count_test(test["result"], test["stdout"])
        show_figures(test)
        if counts[1]:
            print(f"{folder}: {test['name']}: {counts[1]} failed")
            show_failure(test)
        total = tuple(a + b for a, b in zip(total, counts))
    return total


def main(args):
    broken = []
    if args[:1] == ["--broken"]:
        broken = args[1].split()
        args = args[2:]
    for folder in broken:
        print(f"{folder}: does not compile")
    total = (0, len(broken), 0)
    for folder in args:
        if folder not in broken:
            total = tuple(a + b for a, b in zip(total, count_folder(folder)))
    passed, failed, skipped = total
    if passed == 0 and failed == 0:
        print("No test was run.")
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
