"""kill -9 in the middle of every kind of act: what was told as done is there, nothing is half done, no row of the trail
is missing, nobody is booked twice."""

import collections
import itertools
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time

import bad_day
from bad_day import CARS, WALL, Act, Desk, book, booking, slot

ROUNDS = 40 if bad_day.SANITIZED else 300
TOGETHER = 4 if bad_day.SANITIZED else 15
CONSOLES = 2 if bad_day.SANITIZED else 15


class World:
    def __init__(self):
        self.base, self.acts = bad_day.make_base()
        self.acts += [Act("backup", ["backup", "@/kept.db"], now=None, whole=True),
                      Act("restore", ["restore", "@/before.db"], now=None, whole=True),
                      Act("salvage", ["salvage", "@/before.db", "@/saved.db"], now=None, whole=True)]
        desk = self.base
        assert desk.run(["backup", os.path.join(desk.site, "before.db")], now=None).status == 0
        desk.settle()
        self.rng = bad_day.seeded("kill")
        self.after = {}


def killed(desk, act, after_ms):
    """Starts @act and kills it and its children after so long; its status, and how long it took."""
    began = time.monotonic()
    process = act.start(desk)
    wait = began + after_ms / 1000 - time.monotonic()
    try:
        process.wait(timeout=max(wait, 0))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    return desk.end(process)


def learn(world, act):
    """What @act leaves when nobody kills it, and its milliseconds."""
    desk = Desk(world.base)
    try:
        desk.shim.clear(clock_frozen=WALL)
        began = time.monotonic()
        result = act.run(desk)
        took = (time.monotonic() - began) * 1000
        assert result.status == 0, (act.name, result)
        state = desk.state()
        return took, state, bad_day.tables_of(state), desk.state(loose=True)
    finally:
        desk.close()


def judge(world, desk, act, result):
    took, after, tables, loose = world.after[act.name]
    state = desk.state(only=tables)
    if act.judge:
        return act.judge(desk, act, result)
    if act.whole:
        return whole(desk, act, result)
    if result.status == 0 and state != after and not act.reads:
        return f"acknowledged and not there: {bad_day.differing(state, after)}"
    if result.status not in (0, -signal.SIGKILL):
        return repr(result)
    if not act.parts:
        return f"half: {bad_day.differing(state, after)}" if state and state != after else None
    desk.shim.clear(clock_frozen=WALL)
    again = act.run(desk)
    if again.status:
        return f"again: {again}"
    state = desk.state(only=tables, loose=True)
    return None if state == loose else f"again: {bad_day.differing(state, loose)}"


def whole(desk, act, result):
    """Backups and restores: nothing that is not whole stands under a name that counts, and the next one works."""
    desk.shim.clear(clock_frozen=WALL + 3600)
    path = os.path.join(desk.site, "kept.db")
    if act.name == "backup":
        if result.status == 0 and not os.path.exists(path):
            return "acknowledged and not there"
        if os.path.exists(path):
            return desk.sound(path)
    if act.name == "salvage" and os.path.exists(os.path.join(desk.site, "saved.db")):
        return desk.sound(os.path.join(desk.site, "saved.db"))
    again = act.run(desk)
    return f"again: {again}" if again.status else None


def each_act(world):
    for act in world.acts:
        world.after[act.name] = learn(world, act)
    # Each act as often as any other, at a moment of its own life and at any between 1 and 60 ms.
    acts = list(itertools.islice(itertools.cycle(world.acts), ROUNDS * bad_day.times()))
    jobs = [(act, world.rng.uniform(1, max(5, min(60, world.after[act.name][0]))), index)
            for index, act in enumerate(acts)]
    began, told = time.monotonic(), collections.Counter()

    def work(desk, job):
        act, after_ms, index = job
        desk.copy(world.base)
        desk.shim.clear(clock_frozen=WALL)
        result = killed(desk, act, after_ms)
        told["done" if result.status == 0 else "killed"] += 1
        wrong = judge(world, desk, act, result) or desk.sound()
        return f"{act.name} after {after_ms:.1f} ms: {wrong}" if wrong else None
    bad = [text for text in bad_day.workers(jobs, work) if text]
    print(f"# {len(world.acts)} kinds of acts, {len(jobs)} rounds in {time.monotonic() - began:.1f} s: {told['killed']} "
          f"killed, {told['done']} done before; every state before or after, every trail unbroken")
    for text in bad[:12]:
        print("# " + text.replace("\n", "\n# "))
    assert not bad, len(bad)


def desks_at_once(world):
    """Four desks book at once, again and again, and all are killed in the middle: the same desk lives on."""
    desk = Desk(world.base)
    desk.shim.clear()
    acknowledged, kills = [], 0
    for round_number in range(TOGETHER * bad_day.times()):
        said = booking(CARS[0], earliest="2026-12-01")
        offered = desk.json("slots", stdin=said)["proposals"]
        jobs = []
        for vin, proposal in zip(world.rng.sample(CARS, 4), itertools.cycle(offered[:2])):
            given = json.dumps(dict(booking(vin, earliest="2026-12-01"), slot=slot(proposal)), ensure_ascii=False)
            jobs.append(desk.start(["book"], given.encode()))
        time.sleep(world.rng.uniform(0.001, max(0.060, world.after["book"][0] / 400)))
        for job in jobs:
            if job.poll() is None:
                os.killpg(job.pid, signal.SIGKILL)
                kills += 1
        for job in jobs:
            result = desk.end(job)
            if result.status == 0:
                acknowledged.append(json.loads(result.out)["number"])
        if round_number % 5 == 4:
            wrong = desk.sound()
            assert wrong is None, wrong
    for number in acknowledged:
        shown = desk.json("file", "show", str(number), "--format", "json")
        assert shown["appointment"]["state"] == "booked", number
    # Each booking that stands has its row in the trail.
    silent = desk.number("SELECT count(*) FROM customer_file f WHERE EXISTS (SELECT 1 FROM appointment a WHERE a.file = f.id)"
                         " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.row_id = f.id OR u.act = 'import')")
    wrong = desk.sound()
    desk.close()
    print(f"# four desks at once, {TOGETHER * bad_day.times()} rounds: {kills} killed, {len(acknowledged)} acknowledged, all there")
    assert wrong is None and silent == 0, (wrong, silent)


def read_until(fd, words, seconds=20):
    """What the console painted until @words stand in it."""
    seen, limit = b"", time.monotonic() + seconds
    while words.encode() not in seen and time.monotonic() < limit:
        if select.select([fd], [], [], 0.2)[0]:
            try:
                seen += os.read(fd, 65536)
            except OSError:
                break
    return seen


def consoles(world):
    """The console in a call, killed while it is typed into: its draft is whole or as it was, never cut."""
    desk = Desk(world.base)
    desk.shim.clear()
    drafts = 0
    for _ in range(CONSOLES * bad_day.times()):
        pid, fd = pty.fork()
        if pid == 0:
            os.execve(bad_day.PRENOTA, [bad_day.PRENOTA, "--config", desk.config, "--now", bad_day.NOW, "--lang", "en"],
                      dict(desk.environment(), TERM="xterm-256color"))
        seen = read_until(fd, "F12")
        assert b"F12" in seen, seen[-500:]
        os.write(fd, b"\x1b[24~\r\r")
        end = time.monotonic() + world.rng.uniform(0.05, 0.9)
        while time.monotonic() < end:
            os.write(fd, "noise 소리 ".encode())
            if select.select([fd], [], [], 0.01)[0]:
                os.read(fd, 65536)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)
        drafts += desk.number("SELECT count(*) FROM draft")
        wrong = desk.sound()
        assert wrong is None, wrong
    # A new console finds what was typed, and leaves in peace.
    desk.close()
    print(f"# {CONSOLES * bad_day.times()} consoles killed while typed into, {drafts} drafts seen")


if __name__ == "__main__":
    world = World()
    try:
        sys.exit(bad_day.run([each_act, desks_at_once, consoles], world))
    finally:
        world.base.close()
