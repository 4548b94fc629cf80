"""Sheets, lists and calendars as they leave the house: golden lines, parsed by others, safe with any data."""

import csv
import io
import re
import unicodedata
import xml.etree.ElementTree as xml

from harness import keys, main, request, safe, slot

HOSTILE = "<script>alert('1')</script>\n\u001b]0;owned\u0007=1+1 \u202e& \"end\""


def width(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def book(site, **changes):
    said = request(**changes)
    offered = site.json("slots", stdin=said)["proposals"][0]
    booked = site.json("book", stdin=dict(said, slot=slot(offered)))
    return str(booked["number"])


def sheet(site, number, lang=None):
    result = site.run("sheet", number, *(["--lang", lang] if lang else []))
    assert result.returncode == 0, result.stderr
    pages = result.stdout.split("\f")
    for at, page in enumerate(pages, 1):
        rows = page.split("\n")
        assert len(rows) <= 61, (at, len(rows))
        word = "%d/%d쪽" if lang != "en" else "page %d of %d"
        assert rows[0].endswith(word % (at, len(pages))), rows[0]
        for row in rows:
            assert width(row) <= 80, (width(row), row)
            safe(row)
    return result.stdout


def document(site, *args):
    result = site.run(*args, "--format", "html")
    assert result.returncode == 0, result.stderr
    safe(result.stdout)
    space = "{http://www.w3.org/1999/xhtml}"
    root = xml.fromstring(result.stdout)
    assert not list(root.iter(space + "script")) and not list(root.iter(space + "img"))
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name in ("href", "src")]
    return root, "".join(root.itertext())


def golden(text, lines):
    """These lines stand there in this order; runs of blanks count as one."""
    rest = re.sub(r" +", " ", text)
    for line in lines:
        assert line in rest, (line, text)
        rest = rest[rest.index(line) + len(line):]


def items_of(text):
    """The numbered items of the checklist: "A1" …"""
    return [code for code in re.findall(r"^([A-G]\d+) ", text, re.M)]


def a_normal_file(site):
    korean = sheet(site, "120")
    golden(korean, ["차량 접수표 120 2026-11-24 (화) 10:15 191버2269 1/3쪽",
                    "[OWNER] 191버2269 Grecale Modena - 소음·진동 진단 (동승 시운전)",
                    "마세라티 강남, 2026-11-23 (월) 10:00 출력, 출력자",
                    "정비 지시서 번호 ____", "Service Entry 번호 ____", "바이저 태그 번호 ____",
                    "입고 방법 [ ] 고객 직접 입고 [ ] 제삼자 인도 (견인 입고)",
                    "입고 접수 2026-11-24 (화) 10:15, 30분, 김서연", "출고 예정 2026-11-24 (화) 16:30, 15분, 김서연",
                    "모빌리티 필요 없음", "이름 선우정호", "이메일 c000102@example.com", "차대번호 ZN6PMDBA2S7000977",
                    "주행거리 11171 km", "보증 시작일 2025-02-09 (일)",
                    "| 80 km 넘으면 핸들이 떨리고 웅 하는 소리가 나요", "소유자 변경 진행 중", "소유 시작일 ____",
                    "[ ] 자동차등록증", "고객, 일시 ____", "! 접수 때 작성", "S=긁힘",
                    "A3 보호 커버와 태그 준비 [ ] ok [ ] nok", "E1 앞: 범퍼, 그릴, 보닛, 램프",
                    "[ ] none [ ] S [ ] D [ ] C [ ] P [ ] K [ ] M [ ] W [ ] G"])
    english = sheet(site, "120", "en")
    golden(english, ["Reception sheet 120 2026-11-24 (Tue) 10:15 191버2269 page 1 of 3", "Repair order no. ____",
                     "Visor tag no. ____", "Expected delivery 2026-11-24 (Tue) 16:30, 15 min", "Mobile 010-0000-2101",
                     "Change of owner under way", "[ ] registration certificate", "! to be completed at the reception"])
    codes = items_of(english)
    assert len(codes) == len(set(codes)) == 45 and not [code for code in codes if code[0] == "B"], codes
    for text in (korean, english):
        assert "performance" not in text and "페르소나" not in text, "the customer reads it"


def a_return_of_an_electric_car(site):
    number = book(site, workshop_return=True, work=["RET"], attendance=["foreman"], mobility=["loan"])
    english = sheet(site, number, "en")
    golden(english, ["* WORKSHOP RETURN *", "Foreman", "Maserati", "| 제동할 때 앞에서 끼익 소리가 납니다",
                     "charging cable and adapter", "driving licence", "B1 No flame, no glow seen [ ] ok [ ] nok",
                     "B7 State of charge at arrival ____", "B8 "])
    assert "[RET]" in english
    korean = sheet(site, number)
    golden(korean, ["* 재입고 *", "충전 케이블과 어댑터", "운전면허증", "B1 불꽃, 붉게 달아오른 부위 없음 [ ] ok [ ] nok"])
    codes = items_of(english)
    assert len(codes) == 53, codes
    assert codes == items_of(korean) and len(codes) == len(set(codes)), codes
    assert len([code for code in codes if code[0] == "B"]) == 8, codes


def a_companys_mc20(site):
    number = book(site, customer=None, vehicle={"vin": "ZAM24BXA4N0001078"}, work=["MAINT-MC20"], mobility=["loan"])
    english = sheet(site, number, "en")
    golden(english, ["[MC20]", "Name 본보기미디어", "MC20", "driving licence", "Front lift raises the car"])
    golden(sheet(site, number), ["[MC20]", "본보기미디어", "운전면허증", "! 접수 때 작성"])


def html_is_whole(site):
    for lang in ("en", "ko"):
        root, text = document(site, "sheet", "120", "--lang", lang)
        assert root.attrib["lang"] == lang
        assert "선우정호" in text and "@page" in text
        boxes = [e for e in root.iter() if e.attrib.get("class") == "box"]
        assert len(boxes) > 100, len(boxes)
    root, text = document(site, "receptions", "--date", "2026-11-24")
    assert "선우정호" in text and "접수 2026-11-24 (화): 6건" in text, text


def data_stays_data(site):
    number = book(site, customer={"type": "company", "company": "=cmd|' /C calc'!A0 <b>", "mobile": "+82 10-9999-0001"},
                  vehicle={"vin": "ZAM57XTS0M1000113"}, request=HOSTILE, work=["OIL"])
    for lang in ("en", "ko"):
        text = sheet(site, number, lang)
        assert "<script>alert('1')</script>" in text
        root, text = document(site, "sheet", number, "--lang", lang)
        assert "<script>alert('1')</script>" in text and "=cmd|' /C calc'!A0 <b>" in text
    day = site.json("file", "show", number, "--format", "json")["appointment"]["date"]
    document(site, "receptions", "--date", day)
    listing = site.run("receptions", "--date", day, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(listing)))
    row = [row for row in rows if row["number"] == number][0]
    assert row["customer"] == "'=cmd|' /C calc'!A0 <b>", row
    items = site.json("receptions", "--date", day, "--format", "json")["items"]
    item = [item for item in items if str(item["number"]) == number][0]
    assert item["customer"] == "=cmd|' /C calc'!A0 <b>", "JSON is left as it is"
    found = site.run("find", "99990001", "--format", "csv").stdout
    row = [row for row in csv.DictReader(io.StringIO(found)) if row["telephone"]][0]
    assert row["telephone"] == "010-9999-0001", row
    events = calendar(site, "--date", day)
    assert sum("=cmd|" in event["DESCRIPTION"] for event in events) == 1
    assert not [event for event in events if "<script>" in "".join(event.values())], "the request is not in it"


def unfold(text):
    assert text.endswith("END:VCALENDAR\r\n")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75 and "\n" not in line, line
        safe(line)
    return text.replace("\r\n ", "").split("\r\n")


def calendar(site, *args):
    """The events as dictionaries, by a reader of our own for what RFC 5545 asks of them."""
    result = site.run("receptions", *args, "--format", "ics")
    assert result.returncode == 0, result.stderr
    lines = unfold(result.stdout_bytes.decode("utf-8"))
    assert lines[0] == "BEGIN:VCALENDAR" and "VERSION:2.0" in lines
    assert [line for line in lines if line.startswith("PRODID:")]
    assert lines.count("BEGIN:VTIMEZONE") == lines.count("END:VTIMEZONE") == 1
    stack, events = [], []
    for line in lines[:-1]:
        name, value = line.split(":", 1)
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            events[-1][name.split(";")[0]] = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    assert not stack
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"} <= set(event), event
    uids = [event["UID"] for event in events]
    assert len(uids) == len(set(uids)), uids
    return events


def the_calendar_is_the_list(site):
    events = calendar(site, "--date", "2026-11-24", "--advisor", "kim.s")
    items = site.json("receptions", "--date", "2026-11-24", "--advisor", "kim.s", "--format", "json")["items"]
    assert [event["SUMMARY"] for event in events] == [item["title"] for item in items]
    assert [event["DTSTART"] for event in events] == ["20261124T" + item["time"].replace(":", "") + "00" for item in items]
    week = calendar(site, "--from", "2026-11-23", "--to", "2026-11-27")
    assert {event["UID"] for event in events} < {event["UID"] for event in week}
    assert calendar(site, "--date", "2026-11-22") == []


def a_moved_appointment_keeps_its_event(site):
    number = book(site, vehicle={"vin": "ZAM45VMAXK0000105"}, customer=None, work=["OIL"], mobility=["none"])
    period = ["--from", "2026-11-23", "--to", "2026-12-31"]
    mark = "Customer file: %s\n" % number

    def mine():
        return [event for event in calendar(site, *period, "--lang", "en") if mark in event["DESCRIPTION"] + "\n"][0]

    before = mine()
    moved = site.run("file", "move", number, "--date", "2026-12-03", "--time", "10:00")
    if moved.returncode == 1:
        moved = site.run("file", "move", number, "--date", "2026-12-04", "--time", "14:30")
    assert moved.returncode == 0, (moved.stdout, moved.stderr)
    after = mine()
    assert after["UID"] == before["UID"] and after["DTSTART"] != before["DTSTART"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def a_period_says_its_days(site):
    items = site.json("receptions", "--from", "2026-11-24", "--to", "2026-11-25", "--format", "json")["items"]
    assert {item["date"] for item in items} == {"2026-11-24", "2026-11-25"}
    assert "date" not in site.json("receptions", "--date", "2026-11-24", "--format", "json")["items"][0]


def wrong_use_is_told(site):
    for status, words, args in ((1, "99999", ["sheet", "99999"]), (2, "html", ["sheet", "120", "--format", "json"]),
                                (2, "xml", ["receptions", "--format", "xml"]), (2, "csv", ["find", "x", "--format", "ics"]),
                                (2, "--from", ["receptions", "--from", "2026-11-25", "--to", "2026-11-24"]),
                                (2, "--date", ["receptions", "--date", "tue", "--from", "2026-11-24"]),
                                (2, "366", ["receptions", "--from", "2026-01-01", "--to", "2028-01-01"])):
        result = site.run(*args, "--lang", "en")
        assert result.returncode == status and words in result.stderr and result.stdout == "", (args, result.stderr)
        assert result.stderr.count("\n") == 1, result.stderr
    site.run("file", "cancel", "37", "--reason", "x")
    result = site.run("sheet", "37", "--lang", "en")
    assert result.returncode == 1 and "no appointment" in result.stderr, result.stderr


main([a_normal_file, a_return_of_an_electric_car, a_companys_mc20, html_is_whole, data_stays_data,
      the_calendar_is_the_list, a_moved_appointment_keeps_its_event, a_period_says_its_days, wrong_use_is_told])
