"""Weekends on which clocks change: the same site in Rome, New York and Seoul answers alike, by the clock on the wall."""

import os
import re

from harness import main, request

SAMPLE = os.environ["SAMPLE_DIR"]
ZONES = {"Europe/Rome": ["2027-03-26", "2027-10-29"], "America/New_York": ["2027-03-12", "2027-11-05"]}


def house(site, zone):
    """The sample's house in another zone."""
    path = os.path.join(site.dir, zone.replace("/", "-"))
    os.mkdir(path)
    with open(os.path.join(SAMPLE, "site.cfg"), encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(path, "site.cfg"), "w", encoding="utf-8") as file:
        file.write(re.sub(r'zone = "[^"]*"', 'zone = "%s"' % zone, text))
    config = os.path.join(path, "prenota.cfg")
    with open(config, "w", encoding="utf-8") as file:
        file.write('database = "own.db";\nsite = "site.cfg";\n')
    made = site.run_bare("init", "--config", config)
    assert made.returncode == 0, made.stderr
    return config


def asked(site, config, now, **changes):
    said = request(vehicle={"vin": "ZAM57YTL2M1000101"}, mobility=["none"], consent=None, **changes)
    was, site.config = site.config, config
    try:
        return site.json("slots", "--readonly", "--lang", "en", stdin=said, now=now)
    finally:
        site.config = was


def weekends(site):
    seoul = house(site, "Asia/Seoul")
    for zone, fridays in ZONES.items():
        there = house(site, zone)
        for friday in fridays:
            for work in (["OIL"], ["MAINT-L"], ["RET"], ["BODY-S"]):
                back = {"workshop_return": True} if work == ["RET"] else {}
                for clock in ("09:00", "16:30", "19:00"):
                    now = "%sT%s" % (friday, clock)
                    one = asked(site, there, now, work=work, **back)
                    other = asked(site, seoul, now, work=work, **back)
                    assert len(one["proposals"]) >= 2, (zone, now, work, one)
                    assert one == other, (zone, now, work, one["proposals"][0], other["proposals"][0])


def a_minute_that_is_not(site):
    config = house(site, "Europe/Rome") if not os.path.isdir(site.dir + "/Europe-Rome") else site.dir + "/Europe-Rome/prenota.cfg"
    said = request()
    was, site.config = site.config, config
    try:
        result = site.run("slots", "--readonly", stdin=said, now="2027-03-28T02:30")
        assert result.returncode == 2 and "2027-03-28T02:30" in result.stderr, (result.returncode, result.stderr)
        assert site.run("slots", "--readonly", stdin=said, now="2027-03-28T03:00").returncode == 0
    finally:
        site.config = was


main([weekends, a_minute_that_is_not])
