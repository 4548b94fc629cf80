#!/usr/bin/python3
"""docs/CODE-MAP has one line, "path  what", for every file of the project's folders.

Usage: codemap.py [ROOT]            checks it
       codemap.py --update [ROOT]   adds what is missing (words from the file's first comment) and drops what is gone
"""
import re
import sys
from pathlib import Path

from tap import Report, project_files, read_text, root_of

MAP = "docs/CODE-MAP"
FOLDERS = ("src/", "forms/", "data/", "tests/", "scripts/", "docs/")
LINE = re.compile(r"^(\S+)(?:[ \t]+(.*))?$")


def wanted(root):
    return [path for path in project_files(root) if path.startswith(FOLDERS)]


def entries(text):
    """(line number, path, what) of each line; headings (#) and empty lines are none."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            match = LINE.match(line)
            yield number, match[1] if match else line, (match[2] or "").strip() if match else ""


def missing(root):
    listed = {path for _, path, _ in entries(read_text(root, MAP))}
    return [f"{MAP}: no line for {path}" for path in wanted(root) if path not in listed]


def extra(root):
    there = set(wanted(root))
    return [f"{MAP}:{number}: there is no {path}" for number, path, _ in entries(read_text(root, MAP))
            if path not in there]


def unclear(root):
    """Lines that say nothing, or say it twice."""
    seen = set()
    for number, path, what in entries(read_text(root, MAP)):
        if len(what) < 3:
            yield f"{MAP}:{number}: {path}: in a few words, what is it?"
        if path in seen:
            yield f"{MAP}:{number}: {path} stands here twice"
        seen.add(path)


# How a first comment begins and ends, and what stands before its lines.
C_COMMENT = re.compile(r"\s*/\*+(.*?)(?:\*/|\n[ \t]*\*?[ \t]*\n)", re.DOTALL)
HASH_COMMENT = re.compile(r"((?:#(?!!).*\n)+)")
CFG_COMMENT = re.compile(r"((?:(?://|#)[ \t]*\S.*\n)+)")
SQL_COMMENT = re.compile(r"((?:--.*\n)+)")
DOC_STRING = re.compile(r'\s*"""(.*?)(?:"""|\n[ \t]*\n)', re.DOTALL)
COMMENTS = {".c": C_COMMENT, ".h": C_COMMENT, ".sql": SQL_COMMENT, ".py": DOC_STRING, ".md": HASH_COMMENT,
            ".cfg": CFG_COMMENT}


def first_words(root, path):
    """What a file says of itself in its first comment: "file - words", or the first sentence."""
    text = re.sub(r"^#!.*\n", "", read_text(root, path)[:2000])
    match = COMMENTS.get(Path(path).suffix, HASH_COMMENT).match(text)
    if not match:
        return ""
    words = " ".join(re.sub(r"^[ \t]*(\*|#|--|//)?[ \t]*", "", line) for line in match[1].splitlines()).strip()
    words = re.sub(r"^\S+\s+[-–]\s+", "", words)
    return re.split(r"[.;](?:\s|$)", words)[0].rstrip(".:;")


def describe(root, path):
    """A line's words for a new file; empty when only a person can tell."""
    header = Path(path).with_suffix(".h")
    if path.endswith(".c") and Path(root, header).exists():
        return f"code of {header.name}"
    if path.endswith("meson.build"):
        return f"build of {Path(path).parent.as_posix()}"
    words = first_words(root, path)
    test = re.search(r"/test_(\w+)\.c$", path)
    return words or (f"tests of {test[1]}" if test else "")


def updated(root):
    """The text of the map with every file, by folder."""
    known = {path: what for _, path, what in entries(read_text(root, MAP))}
    paths = wanted(root)
    width = max(len(path) for path in paths) + 2
    lines, folder = [], None
    for path in sorted(paths, key=lambda p: (Path(p).parent.as_posix(), p)):
        if Path(path).parent != folder:
            folder = Path(path).parent
            lines += ["", f"# {folder.as_posix()}"]
        lines.append(f"{path.ljust(width)}{known.get(path) or describe(root, path)}".rstrip())
    return "\n".join(lines[1:]) + "\n"


def main(args):
    if args[:1] == ["--update"]:
        root = root_of(args[1:])
        text = updated(root)
        Path(root, MAP).write_text(text, encoding="utf-8")
        return
    root = root_of(args)
    report = Report()
    report.check("every file has its line", missing(root))
    report.check("every line has its file", extra(root))
    report.check("every line says what the file is", unclear(root))
    report.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
