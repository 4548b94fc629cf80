"""What every check here shares: the project's files, and a report as TAP (one subtest a question)."""
import os
import subprocess
import sys
from pathlib import Path


class Report:
    """Prints a subtest per check(), with each problem as a comment under it; finish() prints the plan."""

    def __init__(self):
        self.count = 0
        self.bad = 0

    def check(self, name, problems):
        """@problems: lines telling what is wrong; none is good."""
        problems = list(problems)
        self.count += 1
        self.bad += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.count} - {name}")
        for problem in problems:
            print(f"# {problem}")

    def expect(self, name, good, seen=""):
        """One yes-or-no question; @seen is told when the answer is no."""
        self.check(name, [] if good else [f"seen: {seen}"])

    def note(self, text):
        print(f"# {text}")

    def finish(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.bad else 0)


def project_files(root, *new):
    """The project's own files, relative to @root, sorted: what git tracks, or without git what lies there. With @new
    "-co", "--exclude-standard" also what is not committed yet."""
    try:
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "-c", "core.quotePath=false", "ls-files", "-z", *new],
            cwd=root, check=True, capture_output=True).stdout.decode("utf-8").split("\0")
        # A file that is deleted and not yet committed is still listed.
        found = sorted(path for path in listed if path and Path(root, path).exists())
    except (OSError, subprocess.CalledProcessError):
        found = []
    return found or sorted(walk_files(root))


def walk_files(root):
    """All files below @root but those of git, of builds and of Python's cache."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders
                      if name not in (".git", "__pycache__") and not (folder == str(root) and name.startswith("build"))]
        for name in names:
            yield Path(folder, name).relative_to(root).as_posix()


def read_text(root, path):
    return Path(root, path).read_text(encoding="utf-8", errors="replace")


def root_of(args):
    """The project's folder: the first argument, or where this file lies."""
    return Path(args[0]) if args else Path(__file__).resolve().parents[2]
