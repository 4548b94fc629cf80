#!/usr/bin/env python3
"""Writes data/sample/*.csv: made-up customers, cars and a booked calendar around the demo's clock.

Deterministic: the same files every time. Nothing in them is real: telephone numbers are 010-0000-xxxx, addresses and
mail domains are examples, VINs have low serial numbers that no car has. Run without arguments (or with another folder
to write to); the result is committed, so only who changes the sample needs Python.
"""
import csv
import datetime as dt
import io
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "data" / "sample"
CLOCK = dt.datetime(2026, 11, 23, 10, 0)
TODAY = CLOCK.date()
CHOICE = random.Random(20261123)
HOLIDAYS = {dt.date(2026, 12, 25), dt.date(2026, 12, 31), dt.date(2027, 1, 1)}

# --- VINs (positions 4 to 8 as the maker declared them; the serial number is low and made up) ---

YEARS = dict(zip(range(2010, 2031), "ABCDEFGHJKLMNPRSTVWXY"))
VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789")))
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def check_digit(vin):
    total = sum((int(c) if c.isdigit() else VALUES[c]) * w for c, w in zip(vin, WEIGHTS))
    return "X" if total % 11 == 10 else str(total % 11)


def make_vin(wmi, code, year, plant, serial):
    vin = f"{wmi}{code}0{YEARS[year]}{plant}{serial:06d}"
    return vin[:8] + check_digit(vin) + vin[9:]


# weight, model, WMI, code, model years, plant, fuel
RANGE = [
    (14, "Ghibli", "ZAM", "57YTL", (2016, 2022), "1", "petrol"),
    (10, "Ghibli", "ZAM", "57XTS", (2016, 2022), "1", "petrol"),
    (6, "Quattroporte", "ZAM", "56XTS", (2016, 2022), "1", "petrol"),
    (3, "Quattroporte", "ZAM", "56YTL", (2016, 2022), "1", "petrol"),
    (18, "Levante", "ZN6", "61YUS", (2017, 2023), "X", "petrol"),
    (10, "Levante", "ZN6", "61XUA", (2017, 2023), "X", "petrol"),
    (8, "Grecale GT", "ZN6", "82AUA", (2023, 2023), "7", "mild-hybrid"),
    (5, "Grecale Modena", "ZN6", "82AUM", (2023, 2023), "7", "mild-hybrid"),
    (7, "Grecale GT", "ZN6", "PMDAA", (2024, 2026), "7", "mild-hybrid"),
    (5, "Grecale Modena", "ZN6", "PMDBA", (2024, 2026), "7", "mild-hybrid"),
    (4, "Grecale Trofeo", "ZN6", "PMDDC", (2024, 2026), "7", "petrol"),
    (5, "Grecale Folgore", "ZN6", "PMDE2", (2024, 2026), "7", "bev"),
    (2, "GranTurismo", "ZAM", "45VLA", (2015, 2018), "0", "petrol"),
    (1, "GranCabrio", "ZAM", "45VMA", (2015, 2018), "0", "petrol"),
    (3, "GranTurismo Modena", "ZAM", "PMVBB", (2024, 2026), "X", "petrol"),
    (3, "GranTurismo Trofeo", "ZAM", "PMVDB", (2024, 2026), "X", "petrol"),
    (2, "GranTurismo Folgore", "ZAM", "PMVE1", (2024, 2026), "X", "bev"),
    (2, "GranCabrio Trofeo", "ZAM", "PMXDB", (2025, 2026), "X", "petrol"),
    (2, "MC20", "ZAM", "24BXA", (2022, 2022), "0", "petrol"),
    (2, "MC20", "ZAM", "PMRAB", (2023, 2025), "0", "petrol"),
    (2, "MC20 Cielo", "ZAM", "PMSAB", (2024, 2025), "0", "petrol"),
]

# The VINs that the documentation and the tests name, with owner, telephone, plate, km. None has an appointment from the
# demo's clock on. The last one has another character than the check digit, as European cars may.
NAMED = [
    ("ZN6PMDE26R7000110", "Grecale Folgore", 2024, "bev", ("홍", "길동"), 1234, "123가4567", 18000, "performance"),
    ("ZN661YUS3LX000103", "Levante", 2020, "petrol", ("이", "영희"), 5678, "245나6789", 64200, "appearance"),
    ("ZAM57YTL2M1000101", "Ghibli", 2021, "petrol", ("김", "민수"), 1101, "157다1101", 48900, "unique"),
    ("ZAM56XTS2K1000102", "Quattroporte", 2019, "petrol", ("박", "철수"), 1102, "56라1102", 91300, ""),
    ("ZAM45VLA8J0000104", "GranTurismo", 2018, "petrol", ("Rossi", "Marco"), 1104, "38마1104", 37400, "excitement"),
    ("ZAM45VMAXK0000105", "GranCabrio", 2019, "petrol", ("최", "수진"), 1105, "169거1105", 28800, "excitement"),
    ("ZAM24BXA0N0000106", "MC20", 2022, "petrol", ("강", "태오"), 1106, "320너1106", 9200, "performance"),
    ("ZAMPMSAB6R0000107", "MC20 Cielo", 2024, "petrol", ("윤", "서영"), 1107, "321더1107", 5100, "unique"),
    ("ZAMPMRCB1T0000108", "MCPURA", 2026, "petrol", ("Taylor", "James"), 1108, "322러1108", 1400, ""),
    ("ZN682AUA1P7000109", "Grecale GT", 2023, "mild-hybrid", ("한", "지민서"), 1109, "282머1109", 33700, "appearance"),
    ("ZAMPMVE15RX000111", "GranTurismo Folgore", 2024, "bev", ("오", "승재"), 1111, "240버1111", 12600, "performance"),
    ("ZAMPMXDB2SX000112", "GranCabrio Trofeo", 2025, "petrol", ("신", "유라"), 1112, "250서1112", 7300, "excitement"),
    ("ZAM57XTS0M1000113", "Ghibli", 2021, "petrol", ("조", "현우진"), 1113, "158어1113", 55600, ""),
]
NAMED_VINS = {row[0] for row in NAMED}

FAMILY = (["김"] * 20 + ["이"] * 15 + ["박"] * 9 + ["최"] * 5 + ["정"] * 5 + ["강"] * 3 + ["조"] * 3 + ["윤"] * 3 +
          ["장"] * 2 + ["임"] * 2 + ["한"] * 2 + ["오", "서", "신", "권", "황", "안", "송", "류", "홍", "전", "고", "문",
           "손", "양", "배", "백", "허", "남궁", "제갈", "선우"])
GIVEN_A = "가나다도라루리마보소수시아예우유은이재정주지찬태하한해현호희".strip()
GIVEN_B = "겸경결담람린별빈솔슬아안연온원율은인준진찬채한헌혁현호환훈희"
FOREIGN = [("Bianchi", "Giulia", "it"), ("Ferrari Conti", "Luca", "it"), ("Esposito", "Chiara", "it"),
           ("Moretti", "Paolo", "it"), ("Greco", "Elena", "it"), ("Miller", "Grace", "en"), ("Wilson", "Oliver", "en"),
           ("O'Connor", "Sean", "en"), ("Baker", "Emma", "en"), ("Dubois", "Claire", "en"), ("Müller", "Jonas", "en"),
           ("Svensson", "Astrid", "en"), ("Clark", "Noah", "en"), ("Walker", "Ivy", "en")]
COMPANY_A = ["예시", "보기", "견본", "가상", "본보기", "시험", "표본"]  # recognisably false
COMPANY_B = ["물산", "상사", "리스", "산업", "디자인", "법률사무소", "건설", "캐피탈", "테크", "의원", "무역", "미디어"]
STREETS = ["예시대로", "보기로", "견본길", "본보기로", "시험대로", "가상로"]
GU = ["강남구", "서초구", "송파구", "용산구", "성동구", "마포구"]
COLOURS = ["Nero", "Bianco", "Grigio Maratea", "Blu Nobile", "Rosso GranTurismo", "Verde Royale", "Grigio Lava"]
PRIVATE = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주"
PERSONAS = ["unique", "performance", "appearance", "excitement"]
ADVISORS = ["kim.s", "lee.j", "park.h"]


def iso(day):
    return day.isoformat() if day else ""


REQUEST_COLUMNS = ("request_id source received_at dealer name mobile email lang plate vin model mileage unit reason text wish1 "
                   "wish2 wish3 mobility owner consent_contact consent_reminder consent_version").split()


def make_requests():
    """What the Owner App, the maker's and the dealer's web form sent since yesterday."""
    same = {"dealer": "KR-SEO-01", "lang": "ko", "unit": "km", "owner": "yes", "consent_contact": "yes",
            "consent_reminder": "yes", "consent_version": "KR-2026-03"}
    return [
        same | {"request_id": "OA-000231", "source": "owner-app", "received_at": "2026-11-22T12:10:00+09:00",
                "name": "홍길동", "mobile": "010-0000-1234", "email": "hong@example.com", "plate": "123가4567",
                "vin": "ZN6PMDE26R7000110", "model": "Grecale Folgore", "mileage": "18250", "reason": "diagnosis",
                "text": "제동할 때 앞에서 끼익 소리가 납니다", "wish1": "2026-11-25 am", "wish2": "2026-11-26 any",
                "mobility": "loan"},
        same | {"request_id": "W-1187", "source": "dealer-web", "received_at": "2026-11-22T16:40:00+09:00",
                "name": "이영희", "mobile": "010-0000-5678", "email": "c5678@example.com", "plate": "245나6789",
                "model": "Levante", "mileage": "61900", "reason": "maintenance",
                "text": "정기 점검과 겨울용 타이어로 교체 부탁드립니다", "wish1": "2026-11-27 pm", "mobility": "taxi"},
        same | {"request_id": "MW-7704", "source": "maserati-web", "received_at": "2026-11-23T08:45:00+09:00",
                "name": "김민수", "mobile": "010-0000-1101", "email": "c1101@example.com", "plate": "157다1101",
                "vin": "ZAM57YTL2M1000101", "model": "Ghibli", "mileage": "43100", "reason": "maintenance",
                "text": "엔진 오일 교환 시기가 된 것 같습니다", "wish1": "2026-11-24 am"},
    ]


def write(name, columns, rows, delimiter=";", mark=False):
    text = io.StringIO()
    out = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([row.get(column, "") for column in columns])
    data = text.getvalue().encode()
    (OUT / name).write_bytes((b"\xef\xbb\xbf" if mark else b"") + data)


# --- customers and cars ---

class People:
    def __init__(self):
        self.rows = []
        self.numbers = iter(sorted(set(range(2000, 9990)) - {5678}))
        self.names = {row[4] for row in NAMED}

    def add(self, **row):
        row["id"] = f"C{len(self.rows) + 1:06d}"
        row.setdefault("type", "person")
        row.setdefault("lang", "ko")
        row.setdefault("address", f"서울특별시 {CHOICE.choice(GU)} {CHOICE.choice(STREETS)} {CHOICE.randint(1, 300)}")
        row.setdefault("mobile", f"010-0000-{next(self.numbers):04d}")
        number = row["id"].lower()
        row.setdefault("email", f"{number}@example.com" if CHOICE.random() < 0.8 else "")
        row.setdefault("advisor", CHOICE.choice(ADVISORS[:2]) if CHOICE.random() < 0.6 else "")
        row.setdefault("consent_contact", CHOICE.choice(["phone", "sms", "email", ""]))
        row.setdefault("consent_appointment", CHOICE.choice(["sms", "sms", "phone", "email", ""]))
        row.setdefault("consent_service", CHOICE.choice(["sms", "email", "phone", "no", ""]))
        self.rows.append(row)
        return row

    def person(self):
        while True:
            name = (CHOICE.choice(FAMILY), CHOICE.choice(GIVEN_A) + CHOICE.choice(GIVEN_B))
            if name not in self.names:
                self.names.add(name)
                return self.add(family=name[0], given=name[1])

    def company(self, index):
        name = COMPANY_A[index % len(COMPANY_A)] + COMPANY_B[index % len(COMPANY_B)]
        form = ["주식회사 {}", "(주){}", "{}"][index % 3].format(name)
        return self.add(type="company", company=form, phone=f"02-0000-{1000 + index:04d}", mobile="",
                        email=f"office{index}@example.com", consent_service="no")


def add_persona(customer):
    if customer["type"] == "person" and CHOICE.random() < 0.55:
        customer["persona"] = CHOICE.choice(PERSONAS)
        customer["persona_date"] = iso(TODAY - dt.timedelta(days=CHOICE.randint(30, 900)))


def make_people():
    people = People()
    owners = []
    for _, _, _, _, name, number, _, _, persona in NAMED:
        lang = {"Rossi": "it", "Taylor": "en"}.get(name[0], "ko")
        email = "hong@example.com" if name == ("홍", "길동") else f"c{number}@example.com"
        row = people.add(family=name[0], given=name[1], mobile=f"010-0000-{number}", email=email, lang=lang,
                         advisor="kim.s" if number in (1234, 1106, 1107) else "lee.j", consent_contact="phone",
                         consent_appointment="sms", consent_service="sms")
        row["persona"] = persona
        row["persona_date"] = "2026-03-12" if persona else ""
        owners.append(row)
    for family, given, lang in FOREIGN:
        row = people.add(family=family, given=given, lang=lang)
        if lang == "it":
            row["phone"] = f"+39 059 000 {CHOICE.randint(100, 999)}"
        add_persona(row)
    for _ in range(370):
        add_persona(people.person())
    companies = [people.company(i) for i in range(40)]
    return people, owners, companies


class Cars:
    def __init__(self):
        self.rows = []
        self.plates = {row[6] for row in NAMED}
        self.serial = 200

    def plate(self, letters):
        while True:
            head = str(CHOICE.randint(100, 399)) if CHOICE.random() < 0.7 else f"{CHOICE.randint(1, 69):02d}"
            plate = f"{head}{CHOICE.choice(letters)}{CHOICE.randint(1000, 9999)}"
            if plate not in self.plates:
                self.plates.add(plate)
                return plate

    def add(self, vin, model, year, fuel, owner, plate, km, first):
        row = dict(vin=vin, plate=plate, country="KR", model=model, my=year, fuel=fuel,
                   colour=CHOICE.choice(COLOURS), first_reg=first, warranty_start=first, owner_id=owner["id"],
                   owner_since=first, km=km, km_date=first, built=first - dt.timedelta(days=CHOICE.randint(70, 160)))
        self.rows.append(row)
        return row

    def make(self, owner, letters=PRIVATE):
        _, model, wmi, code, years, plant, fuel = CHOICE.choices(RANGE, weights=[r[0] for r in RANGE])[0]
        year = CHOICE.randint(*years)
        self.serial += CHOICE.randint(1, 3)
        first = dt.date(year, 1, 1) + dt.timedelta(days=CHOICE.randint(20, 330))
        first = min(first, dt.date(2026, 9, 30))
        km = int((TODAY - first).days / 365 * CHOICE.randint(5000, 17000)) // 10 * 10 + 50
        return self.add(make_vin(wmi, code, year, plant, self.serial), model, year, fuel, owner, self.plate(letters), km, first)


def make_cars(people, owners, companies):
    cars = Cars()
    for (vin, model, year, fuel, _, _, plate, km, _), owner in zip(NAMED, owners):
        first = min(dt.date(year, 3, 15), dt.date(2026, 6, 1))
        cars.add(vin, model, year, fuel, owner, plate, km, first)
    persons = [row for row in people.rows[len(NAMED):] if row["type"] == "person"]
    for person in persons:
        if CHOICE.random() < 0.94:
            cars.make(person)
    for person in CHOICE.sample(persons, 48):
        cars.make(person)
    for index, company in enumerate(companies):
        leasing = "리스" in company["company"] or "캐피탈" in company["company"]
        for _ in range(3 if leasing else 1):
            car = cars.make(company, "하허호" if leasing else PRIVATE)
            keeper = CHOICE.choice(persons)
            car["keeper_id"] = keeper["id"]
            car["contact_id"] = keeper["id"] if index % 2 else ""
    return cars.rows


# --- visits, contracts, campaigns and what other systems say ---

TEXTS = {
    "OIL": "엔진 오일과 필터 교환", "MAINT-S": "정기 점검", "MAINT-L": "정기 점검, 점화 플러그 교환",
    "MAINT-MC20": "MC20 정기 점검", "EV-CHECK": "전기차 정기 점검", "BRK-F": "앞 브레이크 패드·디스크 교환",
    "BRKFL": "브레이크액 교환", "DIAG-1": "경고등 진단", "TYRE-NEW": "타이어 4본 교환", "ALIGN": "휠 얼라인먼트",
    "BAT": "12V 배터리 교환", "AC": "에어컨 점검; 필터 교환", "RECALL-SW": "캠페인: 소프트웨어 갱신",
}
HOURS = {"OIL": 1.2, "MAINT-S": 2.5, "MAINT-L": 6.0, "MAINT-MC20": 5.0, "EV-CHECK": 2.0, "BRK-F": 1.8, "BRKFL": 1.2,
         "DIAG-1": 1.0, "TYRE-NEW": 1.8, "ALIGN": 1.5, "BAT": 0.8, "AC": 1.5, "RECALL-SW": 0.8}


def is_mc20(model):
    return model.startswith("MC")


def visit_codes(car, number):
    if car["fuel"] == "bev":
        return CHOICE.choice([["EV-CHECK"], ["EV-CHECK"], ["EV-CHECK", "BRKFL"], ["TYRE-NEW"], ["DIAG-1"]])
    if is_mc20(car["model"]):
        return CHOICE.choice([["MAINT-MC20"], ["MAINT-MC20"], ["DIAG-1"]])
    if number % 4 == 3:
        return ["MAINT-L", "BRKFL"]
    return CHOICE.choice([["MAINT-S"], ["MAINT-S"], ["MAINT-S", "BRKFL"], ["OIL"], ["DIAG-1"], ["BRK-F"],
                          ["TYRE-NEW", "ALIGN"], ["BAT"], ["AC"], ["RECALL-SW"]])


def weekday_before(day):
    while day.weekday() > 4:
        day -= dt.timedelta(days=1)
    return day


def add_visit(visits, car, day, km, codes, text="", advisor="", return_of=None):
    hours = sum(HOURS[code] for code in codes)
    visits.append(dict(vin=car["vin"], date=day, km=km, codes=" ".join(codes), _return=return_of,
                       type="return" if return_of else "maintenance" if codes[0].startswith(("MAINT", "OIL", "EV")) else "repair",
                       text=text or ", ".join(TEXTS[code] for code in codes), hours=f"{hours:.1f}".replace(".", ","),
                       adviser=advisor or CHOICE.choice(ADVISORS)))
    car["km_date"] = day
    return visits[-1]


def hong_visits(visits, car):
    """Six visits; the last is the brake job that a caller may come back for."""
    rows = [("2024-06-12", 3100, ["RECALL-SW"], ""), ("2024-11-20", 6900, ["TYRE-NEW"], ""),
            ("2025-03-18", 9400, ["EV-CHECK"], ""), ("2025-09-04", 12800, ["DIAG-1"], "충전 중 멈춤, 충전 포트 점검"),
            ("2026-03-12", 15600, ["EV-CHECK", "BRKFL"], ""), ("2026-10-29", 17900, ["BRK-F"], "")]
    for day, km, codes, text in rows:
        add_visit(visits, car, dt.date.fromisoformat(day), km, codes, text, "kim.s")
    car["km"] = 17900


def make_visits(cars):
    visits = []
    for car in cars:
        if car["vin"] == "ZN6PMDE26R7000110":
            hong_visits(visits, car)
            continue
        day, number, last = car["first_reg"], 0, None
        span = max(1, (TODAY - car["first_reg"]).days)
        while True:
            day = weekday_before(day + dt.timedelta(days=CHOICE.randint(230, 440)))
            if day >= dt.date(2026, 11, 16) or (CHOICE.random() < 0.08 and car["vin"] not in NAMED_VINS):
                break
            km = int(car["km"] * (day - car["first_reg"]).days / span)
            again = last if last and CHOICE.random() < 0.02 else None
            last = add_visit(visits, car, day, km, visit_codes(car, number), return_of=again)
            number += 1
        if number == 0:
            car["km_date"] = car["first_reg"] + dt.timedelta(days=min(30, span - 1))
            car["km"] = min(car["km"], 900)
        else:
            car["km"] = last["km"]
    visits.sort(key=lambda visit: (visit["date"], visit["vin"]))
    for index, visit in enumerate(visits):
        visit["ro_no"] = f"RO-{visit['date'].year}-{index + 1:05d}"
    for visit in visits:
        visit["return_of"] = visit["_return"]["ro_no"] if visit["_return"] else ""
    return visits


def years_after(day, years):
    return (day.replace(year=day.year + years, day=min(day.day, 28)) - dt.timedelta(days=1))


def make_contracts(cars):
    rows = []

    def add(car, kind, start, end, limit, items, payer):
        rows.append(dict(contract_id=f"K{len(rows) + 1:05d}", vin=car["vin"], type=kind, start=start, end=end, start_km=0,
                         limit_km=limit, items=items, payer_code=payer, transferable=1, market="KR",
                         status="active" if end >= TODAY else "expired"))

    for car in cars:
        first = car["first_reg"]
        add(car, "warranty", first, years_after(first, 3), 0, "", "")
        if car["vin"] == "ZN6PMDE26R7000110":
            add(car, "maintenance", first, dt.date(2027, 3, 14), 60000, "EV-CHECK:3:2 BRKFL:1:1", "35")
            add(car, "battery", first, years_after(first, 8), 160000, "", "")
        elif car["fuel"] == "bev":
            add(car, "battery", first, years_after(first, 8), 160000, "", "")
        elif CHOICE.random() < 0.35:
            used = min(3, max(0, (TODAY - first).days // 400))
            add(car, "maintenance", first, years_after(first, CHOICE.choice([3, 3, 5])), 60000, f"MAINT:3:{used}", "35")
        if (TODAY - first).days > 1000 and CHOICE.random() < 0.25:
            start = years_after(first, 3) + dt.timedelta(days=1)
            add(car, "extension", start, years_after(start, 2), 120000, "", "36")
    return rows


def campaign(campaign_id, authority, kind, title_en, title_ko, risk_en, risk_ko, hours, lines, **more):
    base = dict(campaign_id=campaign_id, authority_no=authority, type=kind, title_en=title_en, title_ko=title_ko,
                risk_en=risk_en, risk_ko=risk_ko, remedy_hours=hours, parts=0, start="2026-01-05", end="",
                stop_drive=0, park_outside=0, free=1)
    base.update(more)
    return [dict(base, line_no=number + 1, **line) for number, line in enumerate(lines)]


def make_campaigns():
    rows = campaign("MA-327", "16V839", "recall", "Rear camera module", "후방 카메라 모듈",
                    "The picture of the rear camera may be missing while reversing.",
                    "후진할 때 후방 카메라 화면이 나오지 않을 수 있습니다.", "0,8", [dict(criterion="list")], start="2026-09-01")
    rows += campaign("SC-2604", "", "service", "Infotainment software", "인포테인먼트 소프트웨어 갱신",
                     "The screen may restart by itself.", "화면이 저절로 다시 시작될 수 있습니다.", "0,8",
                     [dict(criterion="list")], start="2026-04-01")
    rows += campaign("MA-411", "26V112", "stop-drive", "Rear suspension bolt", "후륜 서스펜션 볼트",
                     "A bolt may break; the car must not be driven.", "볼트가 파손될 수 있어 운행하시면 안 됩니다.", "2,5",
                     [dict(criterion="list")], start="2026-11-09", stop_drive=1, parts=1)
    rows += campaign("MA-398", "21V912", "recall", "Fuel line sensor housing", "연료 라인 센서 하우징",
                     "Fuel may leak near hot parts.", "연료가 새어 화재 위험이 있습니다.", "2,5",
                     [dict(criterion="range", vin_or_from="000201", to="000500", pattern="ZN661YUS?MX"),
                      dict(criterion="built", model="Ghibli", built_from="2020-11-03", built_to="2021-06-07"),
                      dict(criterion="built", model="Quattroporte", built_from="2020-10-28", built_to="2021-06-07")],
                     start="2021-12-27", parts=1, park_outside=1)
    rows += campaign("SC-2511", "", "service", "Key battery information", "스마트키 배터리 안내", "", "", "0,3",
                     [dict(criterion="model", model="MC20", my_from=2022, my_to=2023),
                      dict(criterion="vin", vin_or_from="ZAMPMXDB2SX000112")], start="2025-11-01")
    rows += campaign("OTA-26R3", "", "ota", "Navigation maps 2026", "내비게이션 지도 2026", "", "", "0",
                     [dict(criterion="model", model="Grecale", my_from=2023, my_to=2026)], start="2026-06-01")
    return rows


def make_campaign_vins(cars):
    rows = []

    def add(campaign_id, car, status, day):
        rows.append(dict(campaign_id=campaign_id, vin=car["vin"], status=status, list_date=day))

    free = [car for car in cars if car["vin"] not in NAMED_VINS]
    add("MA-327", cars[0], "open", "2026-11-20")
    for index, car in enumerate(CHOICE.sample([c for c in free if c["my"] >= 2023], 24)):
        add("MA-327", car, ["open", "open", "informed", "done"][index % 4], "2026-11-20")
    for index, car in enumerate(CHOICE.sample([c for c in free if c["model"].startswith("Grecale")], 30)):
        add("SC-2604", car, ["open", "done", "open"][index % 3], "2026-11-02")
    add("SC-2604", next(c for c in cars if c["vin"] == "ZN682AUA1P7000109"), "open", "2026-11-02")
    for car in CHOICE.sample([c for c in free if c["model"] == "Levante" and c["my"] == 2019], 3):
        add("MA-411", car, "open", "2026-11-20")
    return rows


def name_of(customer):
    if customer["type"] == "company":
        return customer["company"]
    korean = customer["family"][0] >= "가"
    return customer["family"] + ("" if korean else " ") + customer["given"]


def make_service_entry(people, cars):
    by_id = {row["id"]: row for row in people.rows}
    rows = []
    for index, car in enumerate(cars):
        if index >= len(NAMED) and CHOICE.random() < 0.25:
            continue
        owner = by_id[car["owner_id"]]
        name, since = name_of(owner), car["owner_since"]
        if index == 3 or (index > len(NAMED) and index % 40 == 0):  # sold since: Service Entry still has the earlier owner
            name, since = "구" + CHOICE.choice(["본승", "자혁", "동률"]), car["first_reg"]
            car["owner_since"] = max(car["first_reg"], dt.date(2026, CHOICE.randint(2, 9), CHOICE.randint(1, 28)))
        rows.append(dict(vin=car["vin"], plate=car["plate"], owner_type=owner["type"], owner_name=name, owner_since=since,
                         km=max(0, car["km"] - 40), km_date=car["km_date"], warranty_start=car["warranty_start"],
                         open_items=CHOICE.choice(["", "", "", "warranty claim 1"]), as_of="2026-11-22"))
    return rows


def make_parts(cars):
    rows = []
    stock = [("980158771", "앞 브레이크 패드 세트"), ("670103511", "에어 서스펜션 컴프레서"), ("673008291", "윈도 레귤레이터"),
             ("670031220", "라디에이터 호스"), ("675000412", "MC20 도어 힌지 커버"), ("673011045", "전방 카메라")]
    for index, car in enumerate(CHOICE.sample(cars[len(NAMED):], 16)):
        part, text = stock[index % len(stock)]
        eta = TODAY + dt.timedelta(days=CHOICE.randint(1, 25))
        status = ["ordered", "ordered", "arrived", "back-order"][index % 4]
        rows.append(dict(order_no=f"PO-26-{index + 1:04d}", vin=car["vin"], part=part, text=text, qty=1, status=status, eta=eta))
    return rows


def make_personas(people):
    rows = []
    for row in people.rows:
        if row["type"] == "person" and not row.get("persona") and CHOICE.random() < 0.3:
            rows.append(dict(customer_id=row["id"], persona=CHOICE.choice(PERSONAS), source="crm",
                             date=TODAY - dt.timedelta(days=CHOICE.randint(20, 700))))
    return rows


# --- the booked calendar ---

# code -> minutes by skill in order of work
WORK = {
    "OIL": [("service", 72)], "MAINT-S": [("service", 150)], "MAINT-L": [("service", 240), ("mechanic", 120)],
    "MAINT-MC20": [("mc20", 300)], "EV-CHECK": [("high-voltage", 120)], "BRK-F": [("mechanic", 108)],
    "BRK-ALL": [("mechanic", 210)], "BRKFL": [("service", 72)], "DIAG-1": [("diagnosis", 60)],
    "DIAG-2": [("diagnosis", 120)], "NVH": [("diagnosis", 150)], "RECALL-SW": [("service", 48)],
    "TYRE": [("tyre", 60)], "TYRE-NEW": [("tyre", 108)], "ALIGN": [("tyre", 90)], "AC": [("service", 90)],
    "BAT": [("service", 48)], "BODY-EST": [("body", 30)], "BODY-S": [("body", 360)], "BODY-M": [("body", 960)],
    "RET": [("diagnosis", 60), ("mechanic", 60)],
}
LONG = {"MAINT-MC20", "EV-CHECK", "DIAG-1", "DIAG-2", "NVH", "BODY-EST", "BODY-S", "BODY-M", "RET"}

# What callers say, as they say it.
SAID = {
    "OIL": ["엔진 오일 교환할 때가 된 것 같아요. 계기판에 점검 메시지가 떴습니다", "오일만 갈아 주세요, 오래 안 걸리면 기다릴게요"],
    "MAINT-S": ["정기 점검 예약하고 싶습니다", "1년 된 것 같아서 점검 받으려고요. 에어컨에서 냄새도 좀 나요",
                "I would like to book the annual service, please", "서비스 메시지가 떠서요, 다음 주에 가능할까요?"],
    "MAINT-L": ["6만 km 점검 받으려고 합니다. 플러그도 교환한다고 들었어요", "큰 점검 할 때라고 문자를 받았습니다"],
    "MAINT-MC20": ["MC20 1년 점검이요", "The yearly service for my MC20, please"],
    "EV-CHECK": ["폴고레 1년 점검 받고 싶습니다", "전기차 정기 점검 예약이요, 충전 케이블도 봐 주세요"],
    "BRK-F": ["브레이크 패드 경고등이 들어왔어요", "제동할 때 앞에서 긁히는 소리가 나고 패드를 갈아야 한다고 들었습니다"],
    "BRK-ALL": ["앞뒤 브레이크 다 교환해 주세요. 지난번에 얼마 안 남았다고 하셨어요"],
    "BRKFL": ["브레이크액 교환 시기라고 안내받았습니다"],
    "DIAG-1": ["시동 걸 때 엔진 경고등이 들어왔다가 없어져요", "주차 센서가 아무것도 없는데 계속 울립니다",
               "The rear camera is black every other time I reverse", "창문이 내려갔다가 다시 안 올라와요"],
    "DIAG-2": ["달리다가 갑자기 출력이 떨어지고 경고등이 여러 개 떴어요", "아침마다 시동이 한 번에 안 걸립니다, 일주일 됐어요"],
    "NVH": ["80 km 넘으면 핸들이 떨리고 웅 하는 소리가 나요", "요철 넘을 때 뒤쪽에서 달그락거립니다"],
    "RECALL-SW": ["리콜 안내문을 받았습니다. 후방 카메라라고 되어 있어요"],
    "TYRE": ["겨울 타이어로 바꾸려고요. 보관하신 휠로 부탁드립니다", "윈터 타이어 교체 예약이요"],
    "TYRE-NEW": ["타이어 네 짝 새로 갈고 싶어요", "오른쪽 앞 타이어에 못이 박혔는데 네 짝 다 바꿀게요"],
    "ALIGN": ["차가 오른쪽으로 쏠려요"],
    "AC": ["히터에서 찬바람이 나와요", "에어컨 필터 갈고 냄새 좀 잡아 주세요"],
    "BAT": ["며칠 세워 두면 배터리가 방전됩니다"],
    "BODY-EST": ["주차하다가 범퍼를 긁었습니다. 견적부터 받고 싶어요", "문콕이 심한데 얼마나 나올까요?"],
    "BODY-S": ["견적 받은 뒤 범퍼 도장 맡기려고요"],
    "BODY-M": ["보험 처리로 왼쪽 문짝 두 개 판금 도장 부탁드립니다"],
    "RET": ["지난번에 고친 소리가 또 납니다"],
}
NOTES = ["", "", "", "", "", "전화보다 문자 선호", "오전 일찍 도착 예정", "블랙박스 전원 분리 요청", "실내 세차는 원하지 않음"]

# Receptions planned for each open day from Friday 20 November on.
PER_DAY = [8, 15, 14, 12, 9, 9, 9, 8, 7, 6, 6, 6, 6, 5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 2, 2, 2, 1, 1]

# Refused by the engine because their time meets a hand-back or a car that is out: tests/config/test_sample_room names them.
LEFT_OUT = set("""
    ZN661YUS4NX000713 ZN682AUA2P7000247 ZN661YUS2HX000455 ZAM57YTL8N1000878 ZN6PMDBA4T7000528 ZN661YUSXPX001027
    ZAM45VMA9G0000586 ZAM57XTS9J1001100 ZAM24BXA2N0000432 ZAM56XTS4L1000300 ZAMPMVDB1TX000270 ZAMPMVE13TX000972
    ZAM57YTL1K1000992 ZAM57YTL5J1000430 ZN6PMDDC4S7000994 ZN661YUS0JX000928
""".split())

# Normal minutes a day that may be booked here; well below what there is, so that the rest of the sample stays bookable.
ROOM = {"diagnosis": 330, "high-voltage": 250, "body": 420, "tyre": 300, "mc20": 300, "mechanic": 330, "service": 620}
ROOM_SHARED = 1150  # service, mechanic, tyre and mc20 are done by the same people
FIRST_DAYS = {1: 1.9, 2: 1.7, 3: 1.35, 4: 1.2, 5: 1.2}
SHARED_MAX = 1600

# The first days are fuller, and diagnosis is gone first: what an operator sees who opens the sample.
PRESET = {
    0: ["BODY-M", "EV-CHECK"],
    1: ["NVH", "DIAG-2", "NVH", "DIAG-2", "DIAG-1", "EV-CHECK", "MAINT-L", "MAINT-S", "MAINT-S", "MAINT-S BRKFL"],
    2: ["NVH", "DIAG-2", "NVH", "EV-CHECK", "MAINT-L", "MAINT-S", "BRK-ALL", "BODY-S"],
    3: ["NVH", "DIAG-2", "DIAG-1", "EV-CHECK", "MAINT-S", "BODY-M"],
    4: ["DIAG-2", "DIAG-1", "MAINT-S", "EV-CHECK"],
    5: ["MAINT-L", "DIAG-1", "BODY-S"],
    7: ["EV-CHECK", "NVH", "BODY-M"],
    9: ["EV-CHECK", "MAINT-L"],
    12: ["EV-CHECK", "BODY-M"],
    15: ["MAINT-L", "BODY-S"],
}


def open_days(first, count):
    day, days = first, []
    while len(days) < count:
        if day.weekday() < 5 and day not in HOLIDAYS:
            days.append(day)
        day += dt.timedelta(days=1)
    return days


class Calendar:
    """A coarse picture of the workshop: enough to plan what the real booking will accept."""

    def __init__(self, days):
        self.days = days
        self.used = [dict.fromkeys(ROOM, 0) for _ in days]
        self.shared = [0] * len(days)
        self.starts = [{advisor: [] for advisor in ADVISORS} for _ in days]
        self.out = {"loan": [0] * len(days), "hire": [0] * len(days), "pud": [0] * len(days)}

    def room(self, index, skill):
        share = FIRST_DAYS.get(index, 1.0)
        left = ROOM[skill] * share - self.used[index][skill]
        if skill in ("service", "mechanic", "tyre", "mc20"):
            left = min(left, ROOM_SHARED * share - self.shared[index], SHARED_MAX - self.shared[index])
        return left

    def place(self, index, minute, parts):
        """The day on which the work ends and what it takes, None when it does not end in time."""
        taken, day, today = [], index, 400 if minute < 660 else 220
        for skill, minutes in parts:
            while minutes > 0:
                if day >= len(self.days) or day - index > 6:
                    return None
                fits = int(min(minutes, today, self.room(day, skill)))
                if fits < minutes and day - index == 0 and minutes <= 400 and skill != "body":
                    return None
                if fits > 0:
                    taken.append((day, skill, fits))
                    minutes -= fits
                    today -= fits
                if minutes > 0:
                    day, today = day + 1, 400
        return day, taken

    def take(self, taken):
        for day, skill, minutes in taken:
            self.used[day][skill] += minutes
            if skill in ("service", "mechanic", "tyre", "mc20"):
                self.shared[day] += minutes

    def start(self, index, length):
        """A free quarter hour and advisor, mornings first; receptions of one advisor 45 minutes apart."""
        advisors = ADVISORS if self.days[index].weekday() == 4 else ADVISORS[:2]
        starts = list(range(540, 690, 15)) + list(range(780, 870, 15))
        for _ in range(60):
            minute, advisor = CHOICE.choice(starts), CHOICE.choice(advisors)
            if minute < 720 < minute + length:
                continue
            if all(abs(minute - other) >= 45 for other in self.starts[index][advisor]):
                self.starts[index][advisor].append(minute)
                return minute, advisor
        return None

    def mobility(self, index, last, codes, minutes, car):
        wishes = ["none"] * 5 + ["taxi"] * 3 + ["rental"]
        if minutes <= 75 and len(codes) == 1 and codes[0] in ("OIL", "BRKFL", "TYRE", "BAT", "RECALL-SW", "BODY-EST"):
            wishes = ["wait"] + ["none"] * 4 + ["taxi"] * 2
        span = range(index, min(last + 2, len(self.days)))
        if is_mc20(car["model"]):
            wishes = ["loan", "pud"]
        elif last > index or minutes >= 150:
            wishes += ["hire", "hire", "hire", "loan", "loan"]
        if CHOICE.random() < 0.05:
            wishes = ["pud"]
        for _ in range(8):
            kind = CHOICE.choice(wishes)
            limit = {"loan": 2 if index in (0,) else 1, "hire": 2, "pud": 1}.get(kind)
            if limit is None:
                return kind
            if all(self.out[kind][day] < limit for day in span):
                for day in span:
                    self.out[kind][day] += 1
                return kind
        return None if is_mc20(car["model"]) else "taxi"


def choose_work(car):
    if car["fuel"] == "bev":
        return CHOICE.choice([["EV-CHECK"], ["EV-CHECK"], ["TYRE"], ["DIAG-1"], ["BODY-EST"], ["BRKFL"]])
    if is_mc20(car["model"]):
        return CHOICE.choice([["MAINT-MC20"], ["DIAG-1"], ["TYRE"]])
    return CHOICE.choices(
        [["MAINT-S"], ["OIL"], ["MAINT-L"], ["BRK-F"], ["BRK-ALL"], ["BRKFL"], ["DIAG-1"], ["DIAG-2"], ["NVH"], ["RECALL-SW"],
         ["TYRE"], ["TYRE-NEW", "ALIGN"], ["AC"], ["BAT"], ["BODY-EST"], ["BODY-S"], ["BODY-M"], ["MAINT-S", "BRKFL"]],
        weights=[14, 9, 4, 5, 2, 4, 10, 5, 4, 3, 14, 4, 3, 4, 4, 3, 1, 5])[0]


def booked_at(day, index):
    """Some days before, within office hours, and before the demo's clock."""
    before = CHOICE.randint(2, 12) + (index if index > 3 else 0)
    when = weekday_before(min(day - dt.timedelta(days=before), dt.date(2026, 11, 20)))
    if when in HOLIDAYS or when >= day:
        when = weekday_before(day - dt.timedelta(days=1))
    hour = CHOICE.choice([9, 9, 10, 10, 11, 13, 14, 14, 15, 16, 17])
    return dt.datetime.combine(when, dt.time(hour, CHOICE.randrange(0, 60)))


def state_of(day, minute, last_day):
    if day > TODAY:
        return "booked"
    if day == TODAY:
        return "arrived" if minute < 9 * 60 + 45 else "booked"
    return "handed-back" if last_day < TODAY else CHOICE.choice(["arrived", "finished"])


def make_appointment(calendar, index, day, car, codes):
    parts = [part for code in codes for part in WORK[code]]
    long = any(code in LONG for code in codes) or car["fuel"] == "bev" or is_mc20(car["model"])
    minutes = sum(part[1] for part in parts)
    slot = calendar.start(index, 30 if long else 15)
    placed = slot and calendar.place(index, slot[0], parts)
    if not placed:
        if slot:
            calendar.starts[index][slot[1]].remove(slot[0])
        return None
    last, taken = placed
    minute, advisor = slot
    kind = calendar.mobility(index, last, codes, minutes, car)
    if not kind:
        calendar.starts[index][advisor].remove(minute)
        return None
    calendar.take(taken)
    text = CHOICE.choice(SAID[codes[0]])
    return dict(booked_at=booked_at(day, index), state=state_of(day, minute, calendar.days[min(last, len(calendar.days) - 1)]),
                vin=car["vin"], channel=CHOICE.choice(["phone"] * 8 + ["email", "dealer-web", "owner-app"]),
                operator=CHOICE.choice(["kim.m"] * 4 + ["noh.e"]), language="en" if text.isascii() else "ko",
                work=" ".join(codes), date=day, time=f"{minute // 60:02d}:{minute % 60:02d}", advisor=advisor, mobility=kind,
                mileage=car["km"] + CHOICE.randint(100, 2500), request=text, note=CHOICE.choice(NOTES),
                consent_contact=CHOICE.choice(["phone", "sms", "email"]),
                consent_appointment=CHOICE.choice(["sms", "sms", "phone", "no"]),
                consent_service=CHOICE.choice(["sms", "no", "email"]))


def make_appointments(cars):
    days = open_days(dt.date(2026, 11, 20), len(PER_DAY))
    calendar = Calendar(days)
    calendar.starts[2]["kim.s"].append(9 * 60 + 30)  # the documentation books these two
    calendar.starts[3]["lee.j"].append(14 * 60)
    free = [car for car in cars if car["vin"] not in NAMED_VINS and car["km_date"] < dt.date(2026, 9, 1)]
    CHOICE.shuffle(free)
    rows = []
    for index, (day, wanted) in enumerate(zip(days, PER_DAY)):
        made = 0
        for work in PRESET.get(index, []):
            car = next(car for car in reversed(free) if not is_mc20(car["model"]) and
                       (car["fuel"] == "bev") == (work == "EV-CHECK"))
            row = make_appointment(calendar, index, day, car, work.split())
            if row:
                rows.append(row)
                free.remove(car)
                made += 1
        for _ in range(wanted * 6):
            if made >= wanted:
                break
            row = make_appointment(calendar, index, day, free[-1], choose_work(free[-1]))
            if row:
                rows.append(row)
                made += 1
            free.insert(0, free.pop()) if not row else free.pop()
    rows = [row for row in rows if row["vin"] not in LEFT_OUT]
    rows.sort(key=lambda row: (row["booked_at"], row["date"], row["time"]))
    for row in rows:
        row["booked_at"] = row["booked_at"].isoformat(timespec="minutes")
    return rows


def make_listing():
    return [dict(dealer="KR-SEO-01", name="마세라티 강남", address="서울특별시 강남구 예시대로 1", telephone="02-0000-0199",
                 email="service.gangnam@example.com", website="https://gangnam.example.com",
                 hours="mon-fri 09:00-18:00; sat 09:00-13:00", as_of="2026-11-15")]


def main():
    people, owners, companies = make_people()
    cars = make_cars(people, owners, companies)
    visits = make_visits(cars)
    contracts = make_contracts(cars)
    entries = make_service_entry(people, cars)
    write("customers.csv", ["id", "type", "family", "given", "company", "mobile", "phone", "email", "address", "lang",
                            "persona", "persona_date", "advisor", "consent_contact", "consent_appointment",
                            "consent_service"], people.rows, mark=True)
    write("vehicles.csv", ["vin", "plate", "country", "model", "my", "fuel", "colour", "first_reg", "warranty_start", "built",
                           "owner_id", "owner_since", "keeper_id", "contact_id", "km", "km_date"], cars, delimiter=",")
    write("history.csv", ["ro_no", "vin", "date", "km", "type", "codes", "text", "hours", "adviser", "return_of"], visits)
    write("contracts.csv", ["contract_id", "vin", "type", "start", "end", "start_km", "limit_km", "items", "payer_code",
                            "transferable", "market", "status"], contracts, delimiter=",")
    write("campaigns.csv", ["campaign_id", "authority_no", "type", "title_en", "title_ko", "risk_en", "risk_ko",
                            "remedy_hours", "parts", "start", "end", "stop_drive", "park_outside", "free", "line_no",
                            "criterion", "vin_or_from", "to", "pattern", "model", "my_from", "my_to", "built_from",
                            "built_to"], make_campaigns(), mark=True)
    write("campaign-vins.csv", ["campaign_id", "vin", "status", "list_date"], make_campaign_vins(cars), delimiter=",")
    write("personas.csv", ["customer_id", "persona", "source", "date"], make_personas(people))
    write("service-entry.csv", ["vin", "plate", "owner_type", "owner_name", "owner_since", "km", "km_date", "warranty_start",
                                "open_items", "as_of"], entries)
    write("parts.csv", ["order_no", "vin", "part", "text", "qty", "status", "eta"], make_parts(cars), delimiter=",")
    write("listing.csv", ["dealer", "name", "address", "telephone", "email", "website", "hours", "as_of"], make_listing())
    write("requests.csv", REQUEST_COLUMNS, make_requests())
    write("appointments.csv", ["booked_at", "state", "vin", "channel", "operator", "language", "work", "date", "time",
                               "advisor", "mobility", "mileage", "request", "note", "consent_contact",
                               "consent_appointment", "consent_service"], make_appointments(cars))


if __name__ == "__main__":
    main()
