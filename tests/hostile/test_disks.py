"""Each call that writes to the disk fails in turn, in each act: the program says so, ends with a status of its table,
and the desk is as it was before or as it is after, never between."""

import collections
import errno
import hashlib
import itertools
import json
import os
import subprocess
import sys
import time

import bad_day
from bad_day import KILL, ONCE, REST, SHORT, WALL, Act, Desk

KINDS = [("EIO once", ONCE, errno.EIO), ("ENOSPC from there on", REST, errno.ENOSPC), ("a short write", SHORT, 0),
         ("ENOSPC once", ONCE, errno.ENOSPC), ("killed there", KILL, 0), ("EDQUOT once", ONCE, errno.EDQUOT),
         ("EIO from there on", REST, errno.EIO)]
TOLD = {69, 74, 75, 77}  # no store, a call failed, busy, may not be written
BUDGET = 30 if bad_day.SANITIZED else 60


class World:
    def __init__(self):
        self.base, self.acts = bad_day.make_base()
        self.bytes = self.base.digest()
        self.after, self.left = {}, {}
        self.rng = bad_day.seeded("disks")
        self.shift = self.rng.randrange(len(KINDS))


class After:
    """What an act leaves when nothing fails: the calls that write, the state, and whether it answers."""

    def __init__(self, trace, state, loose, answers):
        self.trace, self.state, self.loose, self.answers = trace, state, loose, answers
        self.tables = bad_day.tables_of(state)


def after_of(world, act):
    desk = Desk(world.base)
    try:
        desk.shim.clear(clock_frozen=WALL, drawn=FIRST)
        result = act.run(desk)
        assert result.status == 0, (act.name, result)
        return After(traced(desk), desk.state(), desk.state(loose=True), bool(result.out))
    finally:
        desk.close()


def traced(desk):
    names = desk.shim.trace()
    assert len(names) == desk.shim.get("count"), "more calls than the trace holds"
    return names


# Identities are counted instead of drawn and the clock stands, so that what an act leaves is the same byte by byte
# each time. Judged is each desk that some play leaves; another play of the act that leaves the same bytes is judged by
# what was found then. Done again, an act counts on from there.
FIRST, AGAIN = 1, 1 << 40


def again(desk, act, after):
    """An act in parts, done again, ends as if it had never been stopped."""
    desk.shim.clear(clock_frozen=WALL, drawn=AGAIN)
    result = act.run(desk)
    if result.status != 0:
        return f"again: {result}"
    state = desk.state(only=after.tables, loose=True)
    return None if state == after.loose else f"again: {bad_day.differing(state, after.loose)}"


class Left:
    """A desk that a play of an act left behind: its rows, and what is wrong with it whatever the program told."""

    def __init__(self, desk, act, after):
        self.state = desk.state(only=after.tables)
        self.wrong = None
        if act.judge:
            self.wrong = act.judge(desk, act, None)
        elif act.parts:
            self.wrong = again(desk, act, after)
        elif self.state and self.state != after.state:
            self.wrong = f"half: {bad_day.differing(self.state, after.state)}"
        self.wrong = self.wrong or desk.sound()


def one(world, desk, job):
    """One act with one call failing; (what is wrong or None, its status)."""
    act, (name, mode, error), number, after = job
    if desk.bytes != world.bytes:
        desk.copy(world.base)
    desk.shim.clear(clock_frozen=WALL, mode=mode, at=number, error=error, drawn=FIRST)
    desk.bytes = None
    result = act.run(desk)
    where = f"{act.name}: {name}, call {number} ({desk.shim.fired_name()})"
    found = desk.digest()
    left = world.left.get((act.name, found))
    if left:
        desk.bytes = found
    else:
        left = world.left[act.name, found] = Left(desk, act, after)
    wrong = left.wrong
    if result.status == 0 and left.state != after.state and not act.parts and not act.reads and not act.judge:
        wrong = f"told as done and is not: {bad_day.differing(left.state, after.state)}"
    elif mode != KILL and result.status not in TOLD | {0}:
        wrong = f"status {result.status} {result.err}"
    elif result.status > 0 and not result.err:
        wrong = f"status {result.status} without a word"
    return f"{where}: {wrong}" if wrong else None, result.status


WRITING = ("write", "pwrite", "fflush", "fclose")


def plays(trace):
    """Each call in each way: (kind, number, name). A short write of a call that writes no bytes is none."""
    for number, name in enumerate(trace, 1):
        for kind in KINDS:
            if kind[1] != SHORT or name in WRITING:
                yield kind, number, name


def every_way(world):
    """This part of all plays, in any order."""
    this, of = bad_day.part()
    jobs = [(act, kind, number, world.after[act.name]) for act in world.acts
            for kind, number, _ in plays(world.after[act.name].trace)][this::of]
    world.rng.shuffle(jobs)
    return jobs, len(jobs)


def by_chance(world, step):
    """Each call once, failing in one way; first one of each name that an act calls, which is always played."""
    first, others = [], []
    for act in world.acts:
        after, seen = world.after[act.name], set()
        jobs = [job for job in plays(after.trace) if job[0] is KINDS[(job[1] + world.shift) % len(KINDS)]]
        world.rng.shuffle(jobs)
        for kind, number, name in jobs:
            if name not in seen:
                first.append((act, kind, number, after))
            elif number % step == world.shift % step:
                others.append((act, kind, number, after))
            seen.add(name)
    world.rng.shuffle(others)
    return first + others, len(first)


def each_write_fails(world):
    began = time.monotonic()
    for act in world.acts:
        world.after[act.name] = after_of(world, act)
    total = sum(len(list(plays(after.trace))) for after in world.after.values())
    jobs, always = every_way(world) if bad_day.times() > 1 else by_chance(world, 8 if bad_day.SANITIZED else 1)
    chosen = {id(job) for job in jobs[:always]}
    limit = began + BUDGET

    def work(desk, job):
        return one(world, desk, job) if id(job) in chosen or time.monotonic() < limit else (None, None)
    said = bad_day.workers(jobs, work)
    bad = [s if isinstance(s, str) else s[0] for s in said if isinstance(s, str) or s[0]]
    done = [s[1] for s in said if not isinstance(s, str) and s[1] is not None]
    figures = ", ".join(f"{n} x {status}" for status, n in sorted(collections.Counter(done).items()))
    print(f"# {len(world.acts)} acts, {len(done)} of {total} plays (a call that fails in one way) in "
          f"{time.monotonic() - began:.1f} s, {always} of them always; they leave {len(world.left)} desks; statuses: {figures}")
    for text in bad[:20]:
        print(f"# {text}")
    assert not bad and len(done) >= always, f"{len(bad)} of {len(done)}"


def no_room_for_the_answer(world):
    """Standard output on a full device: the act is done, and the status tells that nobody could read it. A mail server
    that pipes a mail in is told to come again: then the mail is known already."""
    for act in world.acts:
        desk = Desk(world.base)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([bad_day.PRENOTA, "--config", desk.config, "--now", act.now,
                                   *[a.replace("@", desk.site) for a in act.args]], input=act.stdin, stdout=full,
                                  stderr=subprocess.PIPE, env=desk.env, cwd=desk.site)
        silent = not world.after[act.name].answers
        unread = 75 if act.args == ["intake", "-"] else 74
        desk.close()
        assert done.returncode == (0 if silent else unread), (act.name, done)
        assert silent or done.stderr, act.name


# --- the database as a whole ---

def sealed(path):
    """A backup stands there whole: with a digest, and the digest is its own."""
    with open(path + ".sha256", encoding="utf-8") as told, open(path, "rb") as file:
        return told.read().split()[0] == hashlib.sha256(file.read()).hexdigest()


def backup_is_whole(world, desk, result):
    folder = os.path.join(desk.site, "backups")
    made = [name for name in os.listdir(folder) if name.endswith(".db")]
    if result.status == 0 and len(made) != 1:
        return f"told as done: {os.listdir(folder)}"
    for name in made:
        if not sealed(os.path.join(folder, name)):
            return "its digest is another's"
        wrong = desk.sound(os.path.join(folder, name))
        if wrong:
            return wrong
    desk.shim.clear(clock_frozen=WALL + 3600)
    again = desk.run(["backup", folder], now=None)
    left = [name for name in os.listdir(folder) if "-new-" in name]
    return f"then: {again}" if again.status else f"left behind: {left}" if left else None


def restored_or_not(world, desk, result):
    """Cancelled since the backup: either still, or the backup has brought it back."""
    desk.shim.clear(clock_frozen=WALL)
    shown = desk.run(["file", "show", world.cancelled, "--format", "json"])
    if shown.status:
        return repr(shown)
    state = json.loads(shown.out)["appointment"]["state"]
    if result.status == 0 and state != "booked":
        return "told as done and is not"
    wrong = desk.sound()
    if wrong:
        return wrong
    desk.shim.clear(clock_frozen=WALL + 3600)
    again = desk.run(["restore", "@/before.db".replace("@", desk.site)], now=None)
    left = [name for name in os.listdir(desk.site) if "-restore-" in name and "-before-restore-" not in name]
    return f"then: {again}" if again.status else f"left behind: {left}" if left else None


def salvaged_or_not(world, desk, result):
    path = os.path.join(desk.site, "saved.db")
    if not os.path.exists(path):
        return "told as done and is not" if result.status in (0, 1) else None
    return desk.sound(path)


def with_copy(desk, work):
    trial = Desk(desk)
    try:
        trial.shim.clear(clock_frozen=WALL, drawn=FIRST)
        return work(trial)
    finally:
        trial.close()


def whole_jobs(world, trial, act, judge):
    """Every call of @act, in any order; in the long run in every way."""
    result = act.run(trial)
    assert result.status == 0, (act.name, result)
    trace = traced(trial)
    jobs = [(act, judge, number, kind) for kind, number, _ in plays(trace)
            if bad_day.times() > 1 or kind is KINDS[(number + world.shift) % len(KINDS)]]
    this, of = bad_day.part()
    jobs = jobs[this::of]
    world.rng.shuffle(jobs)
    return jobs


def one_whole(world, desk, trial, job):
    act, judge, number, (name, mode, error) = job
    if trial.bytes != desk.bytes:
        trial.copy(desk)
    trial.bytes = None
    trial.shim.clear(clock_frozen=WALL, mode=mode, at=number, error=error, drawn=FIRST)
    result = act.run(trial)
    called = trial.shim.fired_name()
    found = trial.digest()
    left = act.name, found, result.status == 0
    if left in world.left:
        trial.bytes = found
    else:
        world.left[left] = judge(world, trial, result)
    wrong = world.left[left]
    if mode != KILL and result.status not in TOLD | {0}:
        wrong = f"status {result}"
    if result.status > 0 and not result.err:
        wrong = "without a word"
    return f"{act.name}: {name}, call {number} ({called}): {wrong}" if wrong else None


def the_whole_database(world):
    """Backup, restore and salvage with each call failing: nothing counts that is not whole, and the next try works,
    tidying up what one that was killed has left."""
    desk = Desk(world.base)
    os.mkdir(os.path.join(desk.site, "backups"))
    assert desk.run(["backup", os.path.join(desk.site, "before.db")], now=None).status == 0
    world.cancelled = str(desk.number("SELECT f.number FROM customer_file f JOIN appointment a ON a.file = f.id WHERE"
                                      " a.state = 'booked' AND a.day > (SELECT min(day) + 10 FROM appointment WHERE state = 'booked') ORDER BY f.number LIMIT 1"))
    assert desk.run(["file", "cancel", world.cancelled]).status == 0
    acts = [(Act("backup", ["backup", "@/backups"], now=None), backup_is_whole),
            (Act("restore", ["restore", "@/before.db"], now=None), restored_or_not),
            (Act("salvage", ["salvage", "@/before.db", "@/saved.db"], now=None), salvaged_or_not)]
    desk.bytes = desk.digest()
    began, jobs = time.monotonic(), []
    for act, judge in acts:
        with_copy(desk, lambda trial, act=act, judge=judge: jobs.append(whole_jobs(world, trial, act, judge)))
    jobs = [job for three in itertools.zip_longest(*jobs) for job in three if job]
    total, long = len(jobs), bad_day.times() > 1
    if not long:
        jobs = jobs[:180]

    def work(trial, job):
        if not long and time.monotonic() - began > BUDGET / 2:
            return None, False
        return one_whole(world, desk, trial, job), True
    said = bad_day.workers(jobs, work)
    desk.close()
    bad = [s if isinstance(s, str) else s[0] for s in said if isinstance(s, str) or s[0]]
    print(f"# backup, restore, salvage: {sum(s[1] is True for s in said)} of {total} plays in "
          f"{time.monotonic() - began:.1f} s")
    for text in bad[:12]:
        print(f"# {text}")
    assert not bad


if __name__ == "__main__":
    world = World()
    try:
        sys.exit(bad_day.run([each_write_fails, no_room_for_the_answer, the_whole_database], world))
    finally:
        world.base.close()
