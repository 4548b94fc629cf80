"""The disk fails, fills up or the program dies at each write while messages go out: each mail goes once at most by
itself; one of which nobody knows whether it went becomes unclear, with a task, and waits for a person."""

import collections
import email
import errno
import os
import sys
import time

import bad_day
from bad_day import KILL, ONCE, REST, SHORT, WALL, Desk

KINDS = [("ENOSPC from there on", REST, errno.ENOSPC), ("killed there", KILL, 0), ("ENOSPC once", ONCE, errno.ENOSPC),
         ("EIO from there on", REST, errno.EIO), ("a short write", SHORT, 0)]
TOLD = {69, 74, 75, 77}
BUDGET = 15
MAIL = """#!/bin/sh
# keeps what it gets, one file a call
cat > "$1/mail.$$" && mv "$1/mail.$$" "$1/kept.$$"
"""


class World:
    def __init__(self):
        self.rng = bad_day.seeded("outbox")
        self.base = Desk()
        self.base.shim.clear(clock_frozen=WALL)
        script = os.path.join(self.base.site, "mail.sh")
        with open(script, "w", encoding="utf-8") as out:
            out.write(MAIL)
        # The shim is for the program, not for the mail server behind it.
        with open(self.base.config, encoding="utf-8") as config:
            lines = [line for line in config if not line.startswith(("mail_command", "sms_command"))]
        with open(self.base.config, "w", encoding="utf-8") as out:
            out.writelines(lines)
            out.write('mail_command = "env -u LD_PRELOAD /bin/sh mail.sh .";\n'
                      'sms_command = "env -u LD_PRELOAD /bin/sh mail.sh .";\n')
        self.run(self.base)  # what the sample has to do anyway
        for path in kept(self.base):
            os.unlink(path)
        consent = {"contact": "email", "appointment_reminder": False, "service_reminder": False}
        for index, vin in enumerate(bad_day.CARS[:2]):
            bad_day.book(self.base, vin, earliest=f"2026-12-{8 + index:02}", consent=consent)
        self.base.settle()
        with_one = Desk(self.base)
        self.run(with_one)
        self.calls = with_one.shim.get("count")
        self.mails = len(kept(with_one))
        with_one.close()

    @staticmethod
    def run(desk, **how):
        desk.shim.clear(clock_frozen=WALL, **how)
        return desk.run(["notify"])


def kept(desk):
    return [os.path.join(desk.site, name) for name in os.listdir(desk.site) if name.startswith("kept.")]


def sent(desk):
    """How often each mail went."""
    ids = []
    for path in kept(desk):
        with open(path, "rb") as file:
            ids.append(email.message_from_binary_file(file)["Message-ID"] or path)
    return collections.Counter(ids)


def outbox(desk):
    return [item for item in desk.json("notify", "list", "--format", "json")["items"] if item["template"] == "booked"]


def wrong_after(desk, world):
    """What must hold once the disk is well again and the timer has run twice."""
    for _ in range(2):
        result = World.run(desk)
        if result.status != 0:
            return f"well again: {result}"
    desk.shim.clear(clock_frozen=WALL)
    mails, items = sent(desk), outbox(desk)
    states = collections.Counter(item["state"] for item in items)
    if any(times > 1 for times in mails.values()):
        return f"sent twice by itself: {mails}"
    if set(states) - {"sent", "unknown"} or sum(states.values()) != world.mails:
        return f"states {states}"
    if not states["sent"] <= len(mails) <= world.mails:
        return f"{states} and {len(mails)} mails"
    tasks = [task for task in desk.json("tasks", "--format", "json")["items"] if task["kind"] == "message"]
    return None if len(tasks) == states["unknown"] else f"{len(tasks)} tasks for {states}"


def one(world, desk, job):
    (name, mode, error), number = job
    desk.copy(world.base)
    result = World.run(desk, mode=mode, at=number, error=error)
    where = f"{name}, call {number} ({desk.shim.fired_name()})"
    if mode != KILL and (result.status not in TOLD | {0} or (result.status and not result.err)):
        return f"{where}: {result}", 0
    unclear = wrong_after(desk, world)
    if not unclear and number % 8 == 0:
        unclear = desk.sound()
    return (f"{where}: {unclear}" if unclear else None), sum(i["state"] == "unknown" for i in outbox(desk))


def each_write_of_notify_fails(world):
    assert world.mails == 2 and world.calls > 10, (world.mails, world.calls)
    jobs = [(kind, number) for number in range(1, world.calls + 1, 6 if bad_day.SANITIZED else 1) for kind in KINDS]
    world.rng.shuffle(jobs)
    until = time.monotonic() + BUDGET * bad_day.times()

    def work(desk, job):
        return one(world, desk, job) if time.monotonic() < until else (None, None)
    said = bad_day.workers(jobs, work)
    bad = [s if isinstance(s, str) else s[0] for s in said if isinstance(s, str) or s[0]]
    done = [s[1] for s in said if not isinstance(s, str) and s[1] is not None]
    print(f"# {len(done)} of {len(jobs)} calls failed in turn; unclear after it: {sum(n > 0 for n in done)} times")
    for text in bad[:20]:
        print(f"# {text}")
    assert not bad, f"{len(bad)} of {len(done)}"


def the_result_cannot_be_kept(world):
    """The disk is full from the moment the mail has gone: it stays as being sent, becomes unclear, and a person says
    what it was."""
    for number in range(1, world.calls + 1):
        desk = Desk(world.base)
        try:
            result = World.run(desk, mode=REST, at=number, error=errno.ENOSPC)
            if len(kept(desk)) != 1 or result.status == 0:
                continue
            told = result.err
            desk.shim.clear(clock_frozen=WALL)
            states = sorted(item["state"] for item in outbox(desk))
            assert states == ["unknown", "waiting"], (number, states, result)
            assert not wrong_after(desk, world), number
            which = [item["id"] for item in outbox(desk) if item["state"] == "unknown"]
            assert len(which) == 1 and len(kept(desk)) == 2, (number, which, kept(desk))
            assert desk.run(["notify", "sent", which[0]]).status == 0
            assert [item["state"] for item in outbox(desk)] == ["sent", "sent"]
            print(f"# full from call {number} of {world.calls}: {told.strip()[:150]}")
            return
        finally:
            desk.close()
    raise AssertionError("the disk was never full between the mail and its record")


if __name__ == "__main__":
    world = World()
    try:
        sys.exit(bad_day.run([the_result_cannot_be_kept, each_write_of_notify_fails], world))
    finally:
        world.base.close()
