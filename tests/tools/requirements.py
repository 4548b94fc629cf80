#!/usr/bin/python3
"""docs/requirements.md names each number of the standard once, and tests that are there. Usage: requirements.py [ROOT]"""
import re
import sys
from pathlib import Path

from tap import Report, read_text, root_of

NUMBERS = 77


def rows(text):
    """The numbers and the tests of each row."""
    for line in text.splitlines():
        if re.match(r"\| R\d", line):
            cells = line.split("|")
            yield [int(n) for n in re.findall(r"R(\d+)", cells[1])], re.findall(r"`(tests/[^`]+)`", cells[4])


def miscounted(named):
    for number in range(1, NUMBERS + 1):
        if named.count(number) != 1:
            yield f"R{number}: {named.count(number)} times"
    yield from (f"R{number}: no such number" for number in named if not 1 <= number <= NUMBERS)


def main(args):
    root = root_of(args)
    found = list(rows(read_text(root, "docs/requirements.md")))
    named = [number for numbers, _ in found for number in numbers]
    tests = {test for _, tests in found for test in tests}
    report = Report()
    report.check("every number stands once", miscounted(named))
    report.check("each is shown by a test", (f"R{numbers[0]}: no test" for numbers, tests in found if not tests))
    report.check("every test is there", sorted(test for test in tests if not Path(root, test).exists()))
    report.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
