#!/usr/bin/python3
"""Tells long files and functions of src/ and tests/. It never fails: length needs a reason, not a rule.

Usage: lengths.py [ROOT]
"""
import re
import sys

from tap import Report, project_files, read_text, root_of

FILE_LINES = 400
FUNCTION_LINES = 40
COLUMNS = 110


def long_functions(text):
    """(first line, length, name) of each function above the measure: a "{" and a "}" in the first column."""
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines, 1):
        if line.startswith("{"):
            start = number
        elif line.startswith("}") and start:
            if number - start - 1 > FUNCTION_LINES:
                head = " ".join(lines[max(0, start - 4):start - 1])
                names = re.findall(r"(\w+)\s*\(", head)
                yield start, number - start - 1, names[-1] if names else "?"
            start = None


def width(line):
    return len(line.expandtabs(8))


def main(args):
    root = root_of(args)
    files = [path for path in project_files(root)
             if path.startswith(("src/", "tests/")) and path.endswith((".c", ".h"))]
    report = Report()
    functions = 0
    for path in files:
        text = read_text(root, path)
        lines = text.splitlines()
        functions += sum(line.startswith("}") for line in lines)
        if len(lines) > FILE_LINES:
            report.note(f"{path}: {len(lines)} lines")
        for start, length, name in long_functions(text):
            report.note(f"{path}:{start}: {name} has {length} lines")
        wide = [number for number, line in enumerate(lines, 1) if width(line) > COLUMNS]
        if wide:
            report.note(f"{path}:{wide[0]}: {len(wide)} lines wider than {COLUMNS} columns")
    report.check(f"lengths told of {len(files)} files and {functions} blocks", [] if files else ["no file was read"])
    report.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
