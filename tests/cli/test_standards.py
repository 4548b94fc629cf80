"""The standards of a period: as table, CSV, JSON and page; what each of them says is the same."""

import csv
import html.parser
import io
import xml.etree.ElementTree

from harness import keys, main, request, slot

MONTH = ["--from", "2026-11-01", "--to", "2026-11-30"]
VIN = "ZAM57XTS0M1000113"


def as_json(site, *args):
    return site.json("standards", *args, "--format", "json")


def json_has_its_shape(site):
    report = as_json(site, *MONTH)
    keys(report, "from to step items overrides load", "report")
    assert (report["from"], report["to"], report["step"]) == ("2026-11-01", "2026-11-30", "week")
    names = [item["standard"] for item in report["items"]]
    assert len(names) == len(set(names)) and {"R7", "R11", "R16", "R18", "R48", "R49", "override"} <= set(names)
    for item in report["items"]:
        keys(item, "standard also title rule kept of percent unit median ninetieth least most trend cases",
             item["standard"])
        assert item["of"] == sum(part["of"] for part in item["trend"])
        if item["standard"] == "R2":
            assert item["kept"] is None and item["percent"] is None and not item["cases"]
            continue
        assert item["kept"] == sum(part["kept"] for part in item["trend"])
        assert len(item["cases"]) == item["of"] - item["kept"], item["standard"]
        assert item["percent"] == (item["kept"] * 100 // item["of"] if item["of"] else None)
        for case in item["cases"]:
            keys(case, "at kept figure by note number file contact", item["standard"])
            assert case["kept"] is False and (case["contact"] or case["file"] or item["standard"] == "R49")
    for part in report["load"]:
        keys(part, "from to open_days skills receptions lead_days loan_days", "load")
        for skill in part["skills"]:
            keys(skill, "skill capacity planned spare reserve reserve_used", "skill")
    assert sum(part["receptions"]["booked"] for part in report["load"]) > 50


def a_booking_is_counted(site):
    def figure(name):
        return next(item for item in as_json(site)["items"] if item["standard"] == name)
    before, told = figure("R11"), figure("R41")
    said = request(vehicle={"vin": VIN}, customer=None, work=["OIL"], mobility=["none"], earliest="2026-12-01")
    offered = site.json("slots", stdin=said)["proposals"][0]
    booked = site.json("book", stdin=dict(said, slot=slot(offered)))
    after = figure("R11")
    assert (after["of"], after["kept"]) == (before["of"] + 1, before["kept"] + 1)
    unread = figure("R41")
    assert (unread["of"], unread["kept"]) == (told["of"] + 1, told["kept"])
    assert unread["cases"][0]["number"] == booked["number"]
    cases = site.json("standards", "R41", "--format", "json")["items"]
    keys(cases[0], "at kept figure unit by note number file contact", "case")
    assert cases[0]["kept"] == "no" and cases[0]["file"] == booked["id"]
    assert len(cases) == unread["of"]


def table_and_csv_agree(site):
    report = as_json(site, *MONTH)
    rows = list(csv.DictReader(io.StringIO(site.run("standards", *MONTH, "--format", "csv").stdout)))
    assert [row["standard"] for row in rows] == [item["standard"] for item in report["items"]]
    for row, item in zip(rows, report["items"]):
        assert row["of"] == str(item["of"]) and row["kept"] == ("" if item["kept"] is None else str(item["kept"]))
        assert row["trend"].split() == ["%d/%d" % (part["kept"], part["of"]) for part in item["trend"]]
    table = site.run("standards", *MONTH).stdout.splitlines()
    assert table[0].split()[:3] == ["Standard", "What", "Kept"] and len(table) == len(rows) + 1
    korean = site.run("standards", *MONTH, "--lang", "ko").stdout
    assert "answered" not in korean and "30초" in korean, korean


class Page(html.parser.HTMLParser):
    """Counts what stands in a page and looks for what must not."""

    def __init__(self):
        super().__init__()
        self.tags = {}
        self.text = []

    def handle_starttag(self, tag, attributes):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        for name, value in attributes:
            assert not name.startswith("on") and name not in ("src", "action"), name
            assert name != "href" or value.startswith("#"), value

    def handle_data(self, data):
        self.text.append(data)


def page_is_whole(site):
    for language in ("en", "ko"):
        done = site.run("standards", *MONTH, "--format", "html", "--lang", language)
        assert done.returncode == 0 and done.stderr == "", done.stderr
        page = Page()
        page.feed(done.stdout)
        assert "script" not in page.tags and "img" not in page.tags and "link" not in page.tags
        assert page.tags["svg"] >= 50 and page.tags["desc"] == page.tags["svg"]
        assert page.tags["title"] == page.tags["svg"] + 1
        root = xml.etree.ElementTree.fromstring(done.stdout.split("\n", 1)[1])  # well formed as XML too
        targets = {node.get("id") for node in root.iter("h3")}
        links = {node.get("href")[1:] for node in root.iter("a")}
        assert links == targets and "R16" in links
        assert "@media print" in done.stdout


def page_escapes(site):
    said = request(vehicle={"vin": VIN}, customer=None, work=["OIL"], mobility=["none"], earliest="2026-12-03")
    offered = site.json("slots", stdin=dict(said, work=["OIL"]))["proposals"][0]
    reason = "<script>alert('x')</script> & \"more\""
    for time in ("10:15", "10:30", "10:45"):  # within the notice: only with authority
        for advisor in ("kim.s", "park.h", "lee.j"):
            soon = dict(slot(offered), date="2026-11-23", time=time, advisor=advisor, unit=None, handback=None)
            now = dict(said, earliest=None, wishes=[], override={"by": "ryu.h", "reason": reason}, slot=soon)
            result = site.run("--as", "ryu.h", "book", stdin=dict(now, operator=None))
            if result.returncode == 0:
                break
        if result.returncode == 0:
            break
    assert result.returncode == 0, (result.stdout, result.stderr)
    report = as_json(site)
    assert report["overrides"] == [{"by": "ryu.h", "reason": reason, "count": 1}], report["overrides"]
    case = next(item for item in report["items"] if item["standard"] == "override")["cases"][0]
    assert case["by"] == "ryu.h" and case["note"] == reason
    page = site.run("standards", "--format", "html").stdout
    assert "<script" not in page and "&lt;script&gt;alert(&#39;x&#39;)" in page and "&quot;more&quot;" in page
    xml.etree.ElementTree.fromstring(page.split("\n", 1)[1])


def wrong_use_is_told(site):
    for args, told in ((["--from", "2026-11-30", "--to", "2026-11-01"], "--to has to be after --from"),
                       (["--from", "1990-01-01"], "at most 3660 days"),
                       (["R1"], "no standard that is counted"),
                       (["R16", "--format", "html"], "the page shows all standards"),
                       (["--format", "ics"], "html")):
        done = site.run("standards", *args)
        assert done.returncode == 2 and told in done.stderr, (args, done.returncode, done.stderr)
    assert site.run("find", "x", "--format", "html").returncode == 2


def empty_period_and_long_one(site):
    report = as_json(site, "--from", "2020-01-01", "--to", "2020-01-31")
    assert all(item["of"] == 0 and item["percent"] is None for item in report["items"])
    long = as_json(site, "--from", "2022-01-01", "--to", "2026-11-30")
    assert long["step"] == "month" and long["load"] == []
    page = site.run("standards", "--from", "2020-01-01", "--to", "2020-01-01", "--format", "html").stdout
    xml.etree.ElementTree.fromstring(page.split("\n", 1)[1])


main([json_has_its_shape, a_booking_is_counted, table_and_csv_agree, page_is_whole, page_escapes, wrong_use_is_told,
      empty_period_and_long_one])
