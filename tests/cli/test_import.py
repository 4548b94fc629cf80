"""`init` and `import`: files of other systems come in whole, once, and say what is wrong with them."""

import os
import shutil
import sqlite3
import subprocess
import time

from harness import main, request, slot

SAMPLE = os.environ["SAMPLE_DIR"]


def write(site, name, text, encoding="utf-8"):
    path = os.path.join(site.dir, name)
    with open(path, "w", encoding=encoding, newline="") as out:
        out.write(text)
    return path


def counts(result):
    """"12 lines: 3 new, 0 changed, 9 unchanged, 0 bad" as numbers."""
    words = result.stdout.split("\n")[0].replace(":", "").replace(",", "").split()
    return {"lines": int(words[0]), "new": int(words[2]), "changed": int(words[4]), "unchanged": int(words[6]),
            "bad": int(words[8])}


def again_changes_nothing(site):
    for name in sorted(os.listdir(SAMPLE)):
        kind, dot, ending = name.partition(".csv")
        if not dot or kind == "appointments":
            continue
        result = site.run("import", kind, os.path.join(SAMPLE, name))
        assert result.returncode == 0, (name, result.stderr)
        if kind == "requests":  # not rows of a table, but what arrived
            assert result.stdout.startswith("0 new"), result.stdout
            continue
        found = counts(result)
        assert found["new"] == 0 and found["changed"] == 0 and found["bad"] == 0, (name, found)


HEADER = "id;type;family;given;company;mobile;phone;email;address;lang;persona;persona_date;advisor;consent_contact;consent_appointment;consent_service"


def customer(number, family="새", email=""):
    return "N%05d;person;%s;손님;;010-5555-%04d;;%s;;ko;;;;;;" % (number, family, number, email)


def good_and_bad_lines(site):
    path = write(site, "c.csv", "\ufeff" + HEADER + ";shoe_size\r\n" + customer(1) + ";42\r\n" + customer(2) + "\r\n"
                 + customer(3).replace("person", "robot") + ";42\r\n" + customer(4) + ";43\r\n")
    result = site.run("import", "customers", path)
    assert result.returncode == 65, (result.returncode, result.stderr)
    assert counts(result) == {"lines": 4, "new": 2, "changed": 0, "unchanged": 0, "bad": 2}, result.stdout
    assert "shoe_size" in result.stdout
    lines = result.stderr.strip().split("\n")
    assert lines[0].startswith(path + ":3: ") and lines[1].startswith(path + ":4: "), lines
    again = counts(site.run("import", "customers", path))
    assert again["unchanged"] == 2 and again["new"] == again["changed"] == 0
    changed = write(site, "c2.csv", HEADER + ";shoe_size\n" + customer(1, email="n1@example.com") + ";42\n")
    assert counts(site.run("import", "customers", changed))["changed"] == 1


def commas(site):
    path = write(site, "comma.csv", HEADER.replace(";", ",") + "\n" + customer(7).replace(";", ",") + "\n")
    assert counts(site.run("import", "customers", path))["new"] == 1
    one = site.run("import", "customers", path, "--lang", "en")
    assert one.stdout == "1 line: 0 new, 0 changed, 1 unchanged, 0 bad\n", one.stdout


def refused_files(site):
    assert site.run("import", "shoes", "x.csv").returncode == 2
    assert site.run("import", "customers", site.dir + "/missing.csv").returncode == 74
    assert site.run("import", "customers", site.dir).returncode == 65
    assert site.run("import", "customers", write(site, "empty.csv", "")).returncode == 65
    assert site.run("import", "customers", write(site, "header.csv", "family;given\n")).returncode == 65
    assert site.run("import", "customers", write(site, "latin.csv", HEADER + "\n" + customer(8).replace("새", "\u00e9").replace("손님", "x") + "\n",
                                                 "latin-1")).returncode == 65
    assert site.run("import", "--readonly", "customers", write(site, "h.csv", HEADER + "\n")).returncode == 77


def values_that_cannot_be(site):
    """A value that is no date, number or hours is told with its column, and nothing of its line comes in."""
    vin = "ZAM57YTL2M1000101"
    for kind, header, row, column in (
            ("history", "ro_no;vin;date;hours", "RO-X1;%s;2026-02-30;1,5" % vin, "date"),
            ("history", "ro_no;vin;date;hours", "RO-X1;%s;2026-02-28;-1" % vin, "hours"),
            ("history", "ro_no;vin;date;hours", "RO-X1;%s;2026-02-28;99999999999999999999" % vin, "hours"),
            ("history", "ro_no;vin;date;km", "RO-X1;%s;2026-02-28;-1" % vin, "km"),
            ("listing", "dealer;telephone;as_of", "KR-OTHER;02-0000-0000;2026-02-30", "as_of"),
            ("parts", "order_no;part;vin;qty;eta", "PO-X;1;%s;1;2026-13-01" % vin, "eta")):
        for language in ("en", "ko"):
            result = site.run("import", kind, write(site, "v.csv", header + "\n" + row + "\n"), "--lang", language)
            assert result.returncode == 65 and ":2: %s: " % column in result.stderr, (kind, row, result.stderr)
            assert counts(site.run("import", kind, write(site, "v.csv", header + "\n" + row + "\n")))["bad"] == 1
    fine = "ro_no;vin;date;hours\nRO-X1;%s;2026-02-28;%s\n"
    for hours, state in (("1,5", "new"), ("1.5", "changed"), ("", "changed")):
        assert counts(site.run("import", "history", write(site, "v.csv", fine % (vin, hours))))[state] == 1, hours


MANY = 60000  # more than one part


def customers_there(site):
    with sqlite3.connect("file:%s?mode=ro" % site.database, uri=True) as store:
        return store.execute("SELECT count(*) FROM customer").fetchone()[0]


def in_parts(site):
    """A long file goes in in parts: a booking meanwhile passes, what was read before a stop stays, and the same file again
    takes up where it was stopped."""
    path = write(site, "many.csv", HEADER + "\n" + "".join(
        "M%06d;person;많은;손님;;010-%04d-%04d;;;;ko;;;;;;\n" % (i, 6000 + i // 10000, i % 10000) for i in range(MANY)))
    said = request(work=["OIL"], vehicle={"vin": "ZAM57YTL2M1000101"}, customer=None, mobility=["none"])
    offered = site.json("slots", stdin=said)["proposals"][0]
    before = customers_there(site)
    process = subprocess.Popen(site.command("import", "customers", path), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=site.env)
    try:
        booked = site.run("book", stdin=dict(said, slot=slot(offered)))
        assert booked.returncode == 0, booked.stderr
        deadline = time.monotonic() + 90
        while process.poll() is None and customers_there(site) == before and time.monotonic() < deadline:
            time.sleep(0.005)
    finally:
        process.kill()
        process.communicate()
    kept = customers_there(site) - before
    assert 0 < kept <= MANY, kept
    print("# %d of %d lines were kept at the stop" % (kept, MANY))
    again = counts(site.run("import", "customers", path))
    assert again == {"lines": MANY, "new": MANY - kept, "changed": 0, "unchanged": kept, "bad": 0}, (kept, again)
    assert customers_there(site) == before + MANY


def init_twice(site):
    path = os.path.join(site.dir, "own")
    os.mkdir(path)
    shutil.copy(os.path.join(SAMPLE, "site.cfg"), path)
    config = os.path.join(path, "prenota.cfg")
    with open(config, "w") as out:
        out.write('database = "own.db";\nsite = "site.cfg";\n')
    database = os.path.join(path, "own.db")
    assert site.run_bare("init", "--config", config, "--preview").returncode == 0
    assert not os.path.exists(database)
    assert site.run_bare("init", "--config", config).returncode == 0
    assert os.path.exists(database)
    again = site.run_bare("init", "--config", config)
    assert again.returncode == 0 and len(again.stdout.strip().split("\n")) == 1, again.stdout
    with open(os.path.join(path, "site.cfg")) as old:
        text = old.read()
    with open(os.path.join(path, "site.cfg"), "w") as new:
        new.write(text.replace("kim.s", "kim.z"))
    preview = site.run_bare("init", "--config", config, "--preview")
    assert preview.returncode == 0 and "kim.z" in preview.stdout and "kim.s" in preview.stdout, preview.stdout
    assert site.run_bare("init", "--config", config).stdout.split("\n")[:-2] == preview.stdout.split("\n")[:-2]
    broken = os.path.join(path, "broken.cfg")
    with open(broken, "w") as out:
        out.write("site = { id = 7; };\n")
    result = site.run_bare("init", "--config", config, broken)
    assert result.returncode == 78 and "broken.cfg:" in result.stderr


main([again_changes_nothing, good_and_bad_lines, commas, refused_files, values_that_cannot_be, init_twice, in_parts])
