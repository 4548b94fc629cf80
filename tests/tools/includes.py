#!/usr/bin/python3
"""The layers look down only: reads every #include of src/ (the table of docs/architecture.md), compiles each header
alone. Usage: includes.py [ROOT]; CC, CFLAGS in the environment."""
import os
import re
import shlex
import subprocess
import sys
from pathlib import PurePosixPath as Path

from tap import Report, project_files, read_text, root_of

ALL = {"base", "loop", "config", "model", "plan", "form", "store", "office", "tui", "desk", "cli", "exchange"}

# What a folder may include besides itself; "main" stands for the files of src/ itself.
MAY_INCLUDE = {
    "base": set(),
    "loop": {"base"},
    "config": {"base", "model"},
    "model": {"base"},
    "tui": {"base"},
    "form": {"base"},
    "plan": {"base", "model"},
    "store": {"base", "model", "plan"},
    "office": {"base", "config", "model", "plan", "store", "form"},
    "desk": ALL - {"cli", "exchange"},
    "cli": ALL - {"desk", "tui", "exchange"},
    "exchange": {"base", "config", "model", "store", "form", "office"},
    "main": ALL - {"exchange"},
}

# The headers of libraries that stand behind one layer's seam.
ONLY_IN = [
    (re.compile(r"^(ncursesw?/)?(n?curses|panel|menu|form|term)\.h$"), {"tui"}),
    (re.compile(r"^sqlite3(ext)?\.h$"), {"store"}),
    (re.compile(r"^libconfig\.h$"), {"form", "config"}),
    (re.compile(r"^(libical/.*|gmime/.*|glib.*|expat\.h|unicode/.*)$"), {"exchange"}),
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def layer_of(path):
    parts = Path(path).parts
    return parts[1] if len(parts) > 2 else "main"


def sources(files):
    return [path for path in files if path.startswith("src/") and path.endswith((".c", ".h"))]


def includes_of(root, path):
    """(quote, name, line number) of each include of a file."""
    text = read_text(root, path)
    return [(m[1], m[2], text.count("\n", 0, m.start()) + 1) for m in INCLUDE.finditer(text)]


def arrow_problems(root, path):
    """Includes of our own that the table does not allow, or that no file answers."""
    layer = layer_of(path)
    for quote, name, line in includes_of(root, path):
        if quote == "<":
            continue
        to = Path(name).parts[0] if "/" in name else None
        if to is None:
            yield f'{path}:{line}: "{name}": write "layer/file.h"'
        elif layer not in MAY_INCLUDE:
            yield f"{path}: the folder {layer} is not in the table"
        elif to != layer and to not in MAY_INCLUDE[layer]:
            yield f'{path}:{line}: {layer} may not include "{name}"'


def library_problems(root, path):
    for _, name, line in includes_of(root, path):
        for pattern, layers in ONLY_IN:
            if pattern.match(name) and layer_of(path) not in layers:
                yield f"{path}:{line}: {name} may be included in {', '.join(sorted(layers))} only"


def circles(root, files):
    """Headers that include each other, told by the path round."""
    graph = {path[4:]: [name for quote, name, _ in includes_of(root, path) if quote == '"']
             for path in files if path.endswith(".h")}
    done = set()

    def visit(header, trail):
        if header in trail:
            yield " -> ".join(trail[trail.index(header):] + [header])
        elif header in graph and header not in done:
            for name in graph[header]:
                yield from visit(name, trail + [header])
            done.add(header)

    for header in graph:
        yield from visit(header, [])


def compile_problems(root, headers):
    """What the compiler says about @headers, each compiled alone."""
    command = shlex.split(os.environ.get("CC", "cc")) + shlex.split(os.environ.get("CFLAGS", "")) + [
        "-fsyntax-only", "-std=c17", "-Wall", "-Wextra", "-Werror", "-D_GNU_SOURCE", "-I", "src", "-x", "c"]
    if not headers:
        return []
    ran = subprocess.run(command + headers, cwd=root, capture_output=True, text=True)
    if ran.returncode == 0:
        return []
    lines = [line for line in ran.stderr.splitlines() if "error:" in line]
    return lines or [f"{' '.join(command)}: {ran.stderr.strip()}"]


def main(args):
    root = root_of(args)
    files = sources(project_files(root))
    report = Report()
    for layer in sorted({layer_of(path) for path in files}):
        mine = [path for path in files if layer_of(path) == layer]
        report.check(f"{layer} includes only what is below it", (p for f in mine for p in arrow_problems(root, f)))
        report.check(f"{layer} keeps to its own libraries", (p for f in mine for p in library_problems(root, f)))
        report.check(f"{layer}'s headers compile alone",
                     compile_problems(root, [f for f in mine if f.endswith(".h")]))
    report.check("no headers include each other in a circle", circles(root, files))
    report.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
