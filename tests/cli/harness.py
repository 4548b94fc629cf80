"""Runs the real binary on a sample site and says what happened, as TAP."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

NOW = "2026-11-23T10:00"


class Site:
    """A sample site in a folder of its own, thrown away at the end."""

    def __init__(self, binary):
        self.binary = binary
        self.dir = tempfile.mkdtemp(prefix="prenota-cli-")
        self.site = os.path.join(self.dir, "site")
        self.config = os.path.join(self.site, "prenota.cfg")
        self.database = os.path.join(self.site, "prenota.db")
        self.env = dict(os.environ, LANG="C.UTF-8", HOME=self.dir, XDG_CONFIG_HOME=self.dir, TZ="UTC")
        self.env.pop("LANGUAGE", None)
        self.env.pop("LC_ALL", None)

    def prepare(self):
        result = self.run_bare("demo", "--prepare", self.site)
        assert result.returncode == 0, result.stderr
        assert result.stderr == "", result.stderr

    def close(self):
        shutil.rmtree(self.dir, ignore_errors=True)

    def command(self, *args, now=NOW):
        clock = ["--now", now] if now else []
        return [self.binary, "--config", self.config, *clock, *args]

    def run_bare(self, *args, stdin=b""):
        return self._run([self.binary, *args], stdin)

    def run(self, *args, stdin=b"", now=NOW):
        if not isinstance(stdin, bytes):
            stdin = json.dumps(stdin, ensure_ascii=False).encode()
        return self._run(self.command(*args, now=now), stdin)

    def _run(self, command, stdin):
        done = subprocess.run(command, input=stdin, capture_output=True, env=self.env, timeout=120)
        done.stdout_bytes = done.stdout
        done.stdout = done.stdout.decode("utf-8")
        done.stderr = done.stderr.decode("utf-8")
        return done

    def json(self, *args, stdin=b"", status=0, now=NOW):
        result = self.run(*args, stdin=stdin, now=now)
        assert result.returncode == status, (result.returncode, result.stdout, result.stderr)
        return json.loads(result.stdout)


def request(**changes):
    """A request of a known customer about a known car; a value of None takes the key out."""
    said = {
        "channel": "phone",
        "customer": {"family": "홍", "given": "길동", "mobile": "010-0000-1234"},
        "vehicle": {"vin": "ZN6PMDE26R7000110", "plate": "123가4567", "mileage": 18250, "unit": "km"},
        "request": "제동할 때 앞에서 끼익 소리가 납니다",
        "work": ["DIAG-1"],
        "mobility": ["taxi"],
        "consent": {"contact": "phone", "appointment_reminder": "sms", "service_reminder": False},
    }
    said.update(changes)
    return {key: value for key, value in said.items() if value is not None}


def slot(proposal):
    """The slot of a proposal, as `book` reads it."""
    return {"date": proposal["date"], "time": proposal["time"], "advisor": proposal["advisor"]["id"]}


def keys(value, names, where):
    """The keys of an object are exactly these."""
    assert isinstance(value, dict), (where, value)
    assert set(value) == set(names.split()), (where, sorted(value))


def safe(text):
    """Nothing in it can steer a terminal."""
    for c in text:
        code = ord(c)
        bad = (code < 0x20 and c != "\n") or 0x7F <= code < 0xA0
        bad = bad or code in (0x200E, 0x200F, 0xFEFF) or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
        assert not bad, "U+%04X in %r" % (code, text)


def run(tests, *fixture):
    """Runs each function with the fixture; exits with the status of them all."""
    failed = 0
    print("1..%d" % len(tests))
    for number, test in enumerate(tests, 1):
        try:
            test(*fixture)
            print("ok %d - %s" % (number, test.__name__))
        except Exception:
            failed += 1
            print("not ok %d - %s" % (number, test.__name__))
            for line in traceback.format_exc().splitlines():
                print("# " + line)
        sys.stdout.flush()
    return 1 if failed else 0


def main(tests):
    site = Site(sys.argv[1])
    try:
        site.prepare()
        sys.exit(run(tests, site))
    finally:
        site.close()
