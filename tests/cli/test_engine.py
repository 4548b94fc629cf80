"""docs/engine.md explains what the engine answers today: every proposal, "why" and load of its worked examples."""

import json
import os
import re

from harness import main

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "engine.md")
KINDS = {"pud": "pick-up"}
SKILLS = {"mc20": "MC20"}


def blocks():
    """The blocks between ``` of the worked examples."""
    with open(PAGE, encoding="utf-8") as page:
        text = page.read().split("## Worked examples")[1].split("## How it is proved")[0]
    return re.findall(r"```\n(.*?)```", text, re.DOTALL)


def squeezed(text):
    return " ".join(text.split())


def proposal(number, p):
    """A proposal as the page writes it."""
    pieces, before = [], None
    for w in p["work"]:  # the skill once, as long as it stays the same
        skill = "" if w["skill"] == before else SKILLS.get(w["skill"], w["skill"]) + " "
        pieces.append("%s%s %s %d" % (skill, w["date"][8:], w["half"], w["minutes"]))
        before = w["skill"]
    work = ", ".join(pieces)
    terms = ", ".join("%s %d" % (t["term"], t["points"]) for t in p["cost"]["terms"] if t["points"])
    kind = p["mobility"]["kind"]
    return squeezed("%d %s %s %d' %s back %s %s %s %s %s %s = %d" % (
        number, p["date"][5:], p["time"], p["minutes"], p["advisor"]["id"], p["handback"]["date"][5:],
        p["handback"]["time"], KINDS.get(kind, kind), p["mobility"]["unit"] or "", work, terms, p["cost"]["total"]))


def why(day):
    return squeezed("%s %s" % (day["date"][5:], "; ".join("%s %s: %d" % (b["rule"], b["text"], b["starts"])
                                                          for b in day["blocked"])))


def examples_are_todays_answers(site):
    seen = 0
    for block in blocks():
        if '"work"' not in block:
            continue
        request, told = block.split("\n\n", 1)
        answer = site.json("slots", "--why", stdin=json.loads(request))
        days = {day["date"][5:]: why(day) for day in answer["days"]}
        lines = re.split(r"\n(?! {3})", told.rstrip())
        said = [squeezed(line) for line in lines if re.match(r"\d ", line)]
        assert said == [proposal(i + 1, p) for i, p in enumerate(answer["proposals"])], (said, answer["proposals"])
        for line in lines:
            if line.startswith("  "):
                assert squeezed(line) == days[squeezed(line)[:5]], (squeezed(line), days[squeezed(line)[:5]])
        seen += 1
    assert seen == 6, seen


def long_work_waits_for_room(site):
    request = {"work": ["BODY-L"], "vehicle": {"vin": "ZAM56XTS2K1000102"}, "language": "en", "mobility": ["none"]}
    answer = site.json("slots", "--why", stdin=request)
    block = next(block for block in blocks() if "A7 body shop" in block)
    days = [why(day) for day in answer["days"]]
    for line in block.strip().split("\n"):
        if not squeezed(line) in days:
            assert any(day.startswith(squeezed(line) + ";") for day in days), squeezed(line)
    first = answer["proposals"][0]
    assert (first["date"], first["handback"]["date"]) == ("2026-12-02", "2026-12-14"), first
    terms = ", ".join("%s %d" % (t["term"], t["points"]) for t in first["cost"]["terms"] if t["points"])
    with open(PAGE, encoding="utf-8") as page:
        assert "%s = %d" % (terms, first["cost"]["total"]) in squeezed(page.read()), terms


def load_is_todays(site):
    block = next(block for block in blocks() if '"capacity"' in block)
    day = site.json("load", "--from", "2026-11-24", "--days", "1", "--format", "json")["days"][0]
    lines = block.strip().split("\n")
    assert [json.loads(line) for line in lines if line.startswith("{")] == day["skills"]
    assert json.loads("{%s}" % lines[-2])["receptions"] == day["receptions"]
    for kind in day["mobility"]:
        text = "%s %s of %s" % (kind["kind"], kind["free"], kind["total"])
        assert kind["total"] is None or text in lines[-1], (text, lines[-1])


def nobody_waits_for_long_work(site):
    request = {"work": ["MAINT-S"], "vehicle": {"vin": "ZAM56XTS2K1000102"}, "language": "en", "mobility": ["wait"]}
    answer = site.json("slots", "--why", stdin=request)
    said = "waiting is possible for work of 120 min at most, this takes 150 min: another mobility is needed"
    assert answer["proposals"] == [] and answer["callback"]["reason"] == said, answer["callback"]
    reasons = {blocked["text"] for day in answer["days"] for blocked in day.get("blocked", []) if blocked["rule"] == "A3"}
    assert reasons == {said}, reasons


main([examples_are_todays_answers, long_work_waits_for_room, load_is_todays, nobody_waits_for_long_work])
