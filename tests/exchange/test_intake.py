"""Requests come in by file, pipe and spool: each once, none lost, whenever the program is killed.
Usage: test_intake.py PRENOTA PRENOTA-EXCHANGE [FILES]; FILES: the long run, with a kill each second."""
import csv
import io
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PRENOTA = sys.argv[1]
LONG = int(sys.argv[3]) if len(sys.argv) > 3 else 0
SEED = int(os.environ.get("SEED", "20261123"))
results = []


def check(name, fine, what=""):
    results.append(fine)
    print(f"{'ok' if fine else 'not ok'} {len(results)} - {name}")
    if not fine:
        print(f"# {what}")


class Site:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        subprocess.run([PRENOTA, "demo", "--prepare", str(self.folder)], check=True, capture_output=True)
        self.config = self.folder / "prenota.cfg"
        self.spool = self.folder / "spool"
        (self.spool / "new").mkdir(parents=True)
        with open(self.config, "a", encoding="utf-8") as out:
            out.write('spool = "spool";\n')

    def run(self, *args, data=None):
        return subprocess.run([PRENOTA, *args, "--config", str(self.config)], input=data, capture_output=True)

    def requests(self):
        answer = self.run("requests", "--state", "all", "--from", "2020-01-01", "--format", "json")
        return json.loads(answer.stdout)["items"]

    def drop(self, name, data):
        (self.spool / "tmp").mkdir(exist_ok=True)
        (self.spool / "tmp" / name).write_bytes(data)
        os.rename(self.spool / "tmp" / name, self.spool / "new" / name)


def as_json(n):
    return json.dumps({"request_id": f"J-{n}", "source": "owner-app", "name": "홍길동", "mobile": f"010-0000-{n % 10000:04}",
                       "text": f"소리가 납니다 {n}"}, ensure_ascii=False).encode()


def as_csv(n):
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(
        [["request_id", "source", "name", "mobile", "text"], [f"C-{n}", "dealer-web", "이영희", "010-0000-5678", f"점검 {n}"]])
    return out.getvalue().encode("euc-kr" if n % 2 else "utf-8")


def as_adf(n):
    return (f'<?xml version="1.0"?><adf><prospect><id source="maserati-web">A-{n}</id><customer><contact><name part="full">'
            f"Kim</name><email>k{n}@example.com</email></contact><comments>Noise {n}</comments></customer></prospect></adf>").encode()


def as_mail(n):
    return (f"From: a{n}@example.com\r\nMessage-ID: <m{n}@example.com>\r\nSubject: Service {n}\r\n\r\nPlease call.\r\n").encode()


def broken(n):
    return f'{{"request_id": "B-{n}", "text": '.encode()


KINDS = [as_json, as_csv, as_adf, as_mail, broken]


def files_of(count, rng):
    """Mixed files; every tenth is sent twice under another name."""
    made = []
    for n in range(count):
        data = KINDS[n % len(KINDS)](n)
        made.append((f"{n:06}", data))
        if n % 10 == 0:
            made.append((f"{n:06}.again", data))
    rng.shuffle(made)
    return made


def killed_run(site, count, pause):
    rng = random.Random(SEED)
    before = len(site.requests())
    for name, data in files_of(count, rng):
        site.drop(name, data)
    kills, waiting, patience = 0, len(os.listdir(site.spool / "new")), 1.0
    limit = 100 + 10 * count
    while waiting and kills < limit:
        child = subprocess.Popen([PRENOTA, "intake", "--config", str(site.config)], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        try:
            child.wait(timeout=pause * patience * rng.uniform(0.3, 1.5))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            kills += 1
        # Where starting takes longer than the kill comes later, however busy the machine is; and sooner again.
        before_it, waiting = waiting, len(os.listdir(site.spool / "new"))
        patience = patience * 1.5 if waiting == before_it else max(1.0, patience / 1.5)
    left = os.listdir(site.spool / "new")
    rows = site.requests()
    ids = [row["source_id"] for row in rows]
    check(f"{count} requests with {kills} kills are there", not left and len(rows) - before == count,
          f"left {len(left)}, rows {len(rows) - before}, seed {SEED}")
    check("each once", len(ids) == len(set(ids)), f"seed {SEED}")


def hostile(site):
    before = len(site.requests())
    site.drop("noise", bytes(range(256)) * 20)
    site.drop("empty", b"")
    site.drop("bad\x1b[31mname", b"\x00\x01\x02")
    os.symlink("/etc/passwd", site.spool / "new" / "link")
    (site.spool / "new" / "folder").mkdir()
    answer = site.run("intake")
    kept = sorted(os.listdir(site.spool / "quarantine"))
    check("what cannot be read is kept aside with its reason",
          answer.returncode == 0 and len([k for k in kept if not k.endswith(".reason")]) == 5 and
          not os.listdir(site.spool / "new"), f"{answer.returncode} {answer.stderr!r} {kept}")
    check("and stands among the requests", len(site.requests()) - before == 5, str(len(site.requests()) - before))
    tasks = json.loads(site.run("tasks", "--format", "json").stdout)["items"]
    check("with a task for the desk", sum(t["kind"] == "unreadable" for t in tasks) == 5)
    shown = site.run("requests").stdout
    check("its name steers no terminal", b"\x1b" not in shown)
    check("no formula leaves in CSV", b"\n=" not in site.run("requests", "--format", "csv").stdout)


def of_somebody_else(site):
    """A delivery that this login may not read: it stops none of those behind it."""
    site.drop("0-not-ours", as_json(77001))
    os.chmod(site.spool / "new" / "0-not-ours", 0)
    site.drop("1-behind", as_json(77002))
    bounded = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    answer = subprocess.run([*bounded, PRENOTA, "intake", "--config", str(site.config)], capture_output=True)
    numbers = [r["source_id"] for r in site.requests()]
    check("a file that may not be read stops none behind it",
          answer.returncode == 0 and not os.listdir(site.spool / "new") and "J-77002" in numbers,
          f"{answer.returncode} {answer.stderr!r} {os.listdir(site.spool / 'new')}")
    check("it is kept aside", os.path.exists(site.spool / "quarantine" / "0-not-ours.reason"))


def large(site):
    head = (b"From: big@example.com\r\nMessage-ID: <big@example.com>\r\nSubject: photos\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nsee photos\r\n--x\r\n"
            b"Content-Type: image/jpeg; name=a.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n")
    mail = head + (b"QUJD" * 18 + b"\r\n") * 700000 + b"--x--\r\n"
    answer = site.run("intake", "-", data=mail)
    row = [r for r in site.requests() if r["source_id"] == "big@example.com"]
    check(f"a mail of {len(mail) >> 20} MB", answer.returncode == 0 and len(row) == 1 and "see photos" in row[0]["text"],
          answer.stderr.decode())
    again = site.run("intake", "-", data=b"Received: by b; Mon, 23 Nov 2026 10:01:02 +0900\r\n" + mail)
    check("delivered again it is the same", again.returncode == 0 and
          len([r for r in site.requests() if r["source_id"].startswith("big@")]) == 1)
    bomb = b'<!DOCTYPE a [' + b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 20 if n else b"x" * 50) for n in range(12)) + \
        b"]><adf><prospect><id>&e11;</id></prospect></adf>"
    began = time.monotonic()
    answer = site.run("intake", "-", data=bomb)
    check("an entity bomb is read by hand", answer.returncode == 0 and time.monotonic() - began < 25 and
          any(r["problem"] == "xml-entities" for r in site.requests()))


def same_number(site):
    first = json.dumps({"request_id": "X-1", "source": "owner-app", "name": "Lee", "text": "one"}).encode()
    other = json.dumps({"request_id": "X-1", "source": "owner-app", "name": "Kim", "text": "two"}).encode()
    for data in (first, other, first, other):
        site.run("intake", "-", data=data)
    rows = [r for r in site.requests() if r["source_id"].startswith("X-1")]
    check("two requests of one number are both kept, each once",
          sorted(r["name"] for r in rows) == ["Kim", "Lee"] and sum(r["same_as"] is not None for r in rows) == 1, str(rows))


def reader_gone(site):
    site.drop("waits", as_json(99999))
    config = site.folder / "broken.cfg"
    config.write_text(site.config.read_text(encoding="utf-8") + 'exchange = "nowhere/prenota-exchange";\n', encoding="utf-8")
    answer = subprocess.run([PRENOTA, "intake", "--config", str(config)], capture_output=True)
    check("without its reader nothing is touched", answer.returncode != 0 and os.listdir(site.spool / "new") == ["waits"],
          f"{answer.returncode} {answer.stderr!r}")
    check("and taken in the next time", site.run("intake").returncode == 0 and not os.listdir(site.spool / "new"))


def main():
    folder = tempfile.mkdtemp()
    try:
        site = Site(pathlib.Path(folder) / "site")
        if LONG:
            killed_run(site, LONG, 1.0)
        else:
            killed_run(site, 60, 0.12)
            hostile(site)
            of_somebody_else(site)
            large(site)
            same_number(site)
            reader_gone(site)
    finally:
        shutil.rmtree(folder)
    print(f"1..{len(results)}")
    return 0 if all(results) else 1


sys.exit(main())
