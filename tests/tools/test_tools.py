#!/usr/bin/python3
"""Each check finds what it is there to find: run on made-up trees with one mistake each."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import codemap
import count
import includes
import lengths
import po
import words
from tap import Report, project_files, root_of


class Tree:
    """A throw-away project: Tree({path: text}) as the root of a check."""

    def __init__(self, files):
        self.folder = tempfile.TemporaryDirectory()
        for path, text in files.items():
            file = Path(self.folder.name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def __enter__(self):
        return self.folder.name

    def __exit__(self, *_):
        self.folder.cleanup()


def seen(files, ask):
    """What @ask(root) finds in a tree of @files, as a list."""
    with Tree(files) as root:
        return list(ask(root))


def arrows(files):
    return seen(files, lambda root: [p for f in files for p in includes.arrow_problems(root, f)])


def libraries(files):
    return seen(files, lambda root: [p for f in files for p in includes.library_problems(root, f)])


def test_includes(report):
    report.expect("an arrow upwards is seen", arrows({"src/base/a.c": '#include "store/b.h"\n'}))
    report.expect("an arrow to a neighbour is seen", arrows({"src/tui/a.c": '#  include "loop/b.h"\n'}))
    report.expect("an include without a folder is seen", arrows({"src/base/a.c": '#include "a.h"\n'}))
    report.expect("an unknown folder is seen", arrows({"src/misc/a.c": '#include "base/b.h"\n'}))
    report.expect("main may not include the exchange", arrows({"src/main.c": '#include "exchange/b.h"\n'}))
    good = {"src/office/a.c": '#include "plan/b.h"\n#include "office/a.h"\n#include <stdio.h>\n',
            "src/main.c": '#include "desk/desk.h"\n'}
    report.expect("arrows of the table are fine", not arrows(good), arrows(good))
    for layer, header in (("desk", "curses.h"), ("cli", "ncursesw/curses.h"), ("desk", "panel.h"),
                          ("office", "sqlite3.h"), ("store", "libconfig.h"), ("cli", "libical/ical.h")):
        report.expect(f"{header} in {layer} is seen", libraries({f"src/{layer}/a.c": f"#include <{header}>\n"}))
    good = {"src/tui/a.c": "#include <curses.h>\n", "src/store/a.c": "#include <sqlite3.h>\n",
            "src/form/a.c": "#include <libconfig.h>\n"}
    report.expect("libraries in their own layers are fine", not libraries(good), libraries(good))
    ring = {"src/base/a.h": '#include "base/b.h"\n', "src/base/b.h": '#include "base/a.h"\n'}
    report.expect("a circle is seen", seen(ring, lambda root: includes.circles(root, list(ring))))
    alone = {"src/base/a.h": "size_t length(void);\n"}
    report.expect("a header that needs another is seen",
                  seen(alone, lambda root: includes.compile_problems(root, list(alone))))
    alone = {"src/base/a.h": "#include <stddef.h>\nsize_t length(void);\n"}
    report.expect("a header that compiles is fine",
                  not seen(alone, lambda root: includes.compile_problems(root, list(alone))))


def test_codemap(report):
    tree = {"docs/CODE-MAP": "# docs\ndocs/CODE-MAP  this list\nsrc/a.c  \ngone.c  what was\n",
            "src/a.c": "", "src/b.c": ""}
    report.expect("a file without a line is seen", seen(tree, codemap.missing) == ["docs/CODE-MAP: no line for src/b.c"],
                  seen(tree, codemap.missing))
    report.expect("a line without a file is seen", len(seen(tree, codemap.extra)) == 1, seen(tree, codemap.extra))
    report.expect("a line without words is seen", len(seen(tree, codemap.unclear)) == 1, seen(tree, codemap.unclear))
    twice = {"docs/CODE-MAP": "docs/CODE-MAP  this list\ndocs/CODE-MAP  this list\n"}
    report.expect("a file listed twice is seen", seen(twice, codemap.unclear))
    tree = {"docs/CODE-MAP": "docs/CODE-MAP  this list\n", "src/a.h": "/* base/a.h - the words: so. More. */\n",
            "src/a.c": '#include "base/a.h"\n', "src/b.c": '#include "base/a.h"\n', "scripts/c.sh": "#!/bin/sh\n# Does c.\n"}
    text = seen(tree, lambda root: [codemap.updated(root)])[0]
    told = {path: what for _, path, what in codemap.entries(text)}
    report.expect("an update takes a file's own words", told == {
        "docs/CODE-MAP": "this list", "src/a.h": "the words: so", "src/a.c": "code of a.h", "src/b.c": "",
        "scripts/c.sh": "Does c"}, told)


def test_words(report):
    promise = {"src/a.c": "int a; /* TO" "DO later */\n"}
    report.expect("a promise is seen", seen(promise, lambda r: words.findings(r, words.PROMISES, promise)))
    for path in ("see /wo" "rk/main/x", "cd ../sha" "red", "/ho" "me/kim/x"):
        tree = {"README.md": path + "\n"}
        report.expect(f"a path such as {path[-9:]} is seen",
                      seen(tree, lambda r, t=tree: words.findings(r, words.PATHS, t)))
    good = {"README.md": "the work/recall split, XX" "X-large, https://example.invalid/work\n"}
    report.expect("other words are fine", not seen(good, lambda r: words.findings(r, words.PATHS, good)))


def test_lengths(report):
    body = "int f(void)\n{\n" + "\tg();\n" * 41 + "}\n"
    report.expect("a long function is told", [name for _, _, name in lengths.long_functions(body)] == ["f"],
                  list(lengths.long_functions(body)))
    report.expect("a short one is not", not list(lengths.long_functions("int f(void)\n{\n\tg();\n}\n")))


PO_HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_po(report):
    tree = {"src/a.c": 'puts(_("Load"));\n', "src/c.h": '/* as in _("text") */\n', "data/po/POTFILES": "# head\nsrc/b.c\n", "src/b.c": "int b;\n",
            "data/po/LINGUAS": "ko\n", "data/po/ko.po": PO_HEAD + '#, c-format\nmsgid "%d h"\nmsgstr "%s 시간"\n'}
    found = seen(tree, po.potfiles_problems)
    report.expect("POTFILES' gap and its surplus are seen", len(found) == 2, found)
    report.expect("a wrong format in a translation is seen", seen(tree, lambda r: po.format_problems(r, "ko")))
    report.expect("a text without translation is seen",
                  seen(tree, lambda r: po.gaps("ko", po.source_messages(r), po.messages(tree["data/po/ko.po"]))))
    fuzzy = po.messages(PO_HEAD + '#, fuzzy\nmsgid "Load"\nmsgstr "작업 부하"\n')
    report.expect("a guessed translation is none", list(po.gaps("ko", ["Load"], fuzzy)))
    whole = po.messages(PO_HEAD + 'msgid ""\n"Lo"\n"ad"\nmsgstr "작업 부하"\n')
    report.expect("a whole catalogue is fine", not list(po.gaps("ko", ["Load"], whole)), whole)
    wrong = po.messages(PO_HEAD + 'msgid "Operator"\nmsgstr "운영자"\n')
    report.expect("a word that the desk does not say is seen", list(po.word_problems("ko", wrong)))


def tally(lines, broken=""):
    """The last line and the status of count.py over one folder with @lines as its log; None: no log."""
    log = {} if lines is None else {"b/meson-logs/testlog.json": "".join(json.dumps(line) + "\n" for line in lines)}
    with Tree(log) as root:
        ran = subprocess.run([sys.executable, str(Path(__file__).with_name("count.py").resolve()),
                              "--broken", broken, "b"], cwd=root, capture_output=True, text=True)
        return ran.stdout.splitlines()[-1], ran.returncode


def run(result, stdout=""):
    return {"name": "t", "result": result, "stdout": stdout}


def test_count(report):
    cases = [
        ("cases are counted, not programs", [run("OK", "1..2\nok 1 - a\nok 2 - b\n"), run("OK")], "",
         ("3 passed, 0 failed", 0)),
        ("a failed case fails", [run("ERROR", "1..2\nok 1 - a\nnot ok 2 - b\n")], "", ("1 passed, 1 failed", 1)),
        ("a skipped case is told", [run("OK", "1..2\nok 1\nok 2 # SKIP no pty\n")], "",
         ("1 passed, 0 failed, 1 skipped", 0)),
        ("a leak after good cases fails", [run("ERROR", "1..1\nok 1 - a\n")], "", ("1 passed, 1 failed", 1)),
        ("a time-out fails", [run("TIMEOUT"), run("OK")], "", ("1 passed, 1 failed", 1)),
        ("no test at all fails", [], "", ("0 passed, 1 failed", 1)),
        ("only skipped tests fail", [run("SKIP")], "", ("0 passed, 1 failed, 1 skipped", 1)),
        ("a folder without a log fails", None, "", ("0 passed, 1 failed", 1)),
        ("what does not compile fails", [run("OK")], "b", ("0 passed, 1 failed", 1)),
        ("what does not compile fails beside what does", [run("OK")], "c", ("1 passed, 1 failed", 1)),
    ]
    for name, lines, broken, wanted in cases:
        report.expect(name, tally(lines, broken) == wanted, tally(lines, broken))


def test_scripts(report, root):
    for path in project_files(root):
        if path.startswith("scripts/") and path.endswith(".sh") or path == ".ci/run":
            ran = subprocess.run(["sh", "-n", path], cwd=root, capture_output=True, text=True)
            report.check(f"{path} is a shell script", ran.stderr.splitlines())


def main(args):
    report = Report()
    test_includes(report)
    test_codemap(report)
    test_words(report)
    test_lengths(report)
    test_po(report)
    test_count(report)
    test_scripts(report, root_of(args))
    report.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
