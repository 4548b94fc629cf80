"""What a console shows after another program's act, whatever was done, is what it shows when it reads everything again:
F4 reads again only the rows that the act named, and each other view what it thinks is new."""

import collections
import os
import signal
import subprocess
import sys

import bad_day
from bad_day import WALL, Desk

ROUNDS = 1 if bad_day.SANITIZED else 3
# Acts of one customer file: of these the rows alone are read again.
NARROW = {"book", "move", "cancel", "undo", "arrive", "finish", "hand-back", "another hand-back", "late"}


class World:
    def __init__(self):
        self.base, self.acts = bad_day.make_base()
        self.rng = bad_day.seeded("live")


class Watch:
    """live_watch on a desk."""

    def __init__(self, desk):
        self.process = subprocess.Popen([os.environ["LIVE_WATCH"], desk.database, os.environ["FORMS_DIR"]],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=dict(os.environ, TZ="UTC", TERM="xterm-256color"))

    def look(self):
        self.process.stdin.write("look\n")
        self.process.stdin.flush()
        said = []
        for line in self.process.stdout:
            if line == "done\n":
                return said
            said.append(line.rstrip("\n"))
        raise AssertionError(f"live_watch ended: {self.process.wait()}")

    def close(self):
        self.process.stdin.close()
        assert self.process.wait(60) == 0


def shows_what_is_there(world):
    """Every act, in any order, one or some at a time between two looks."""
    how, done, looks = collections.Counter(), collections.Counter(), 0
    for _ in range(ROUNDS):
        desk = Desk(world.base)
        desk.shim.clear(clock_frozen=WALL)
        watch = Watch(desk)
        watch.look()
        known = False
        acts = world.acts * 2
        world.rng.shuffle(acts)
        # What ends the desk's data ends what the others could do.
        acts.sort(key=lambda act: act.name in ("purge", "erase", "init"))
        while acts:
            some = [acts.pop(0) for _ in range(min(len(acts), world.rng.choice((1, 1, 1, 2, 3))))]
            fine = [act.name for act in some if act.run(desk).status == 0]
            done.update(fine)
            said = watch.look()
            looks += 1
            wrong = [line for line in said if "DIFFERS" in line]
            assert not wrong, ([act.name for act in some], wrong[:4])
            if fine and len(some) == 1 and known:
                how.update((fine[0], line) for line in said if line.startswith("receptions"))
            known = known or bool(fine)  # the first look of all only learns where the named rows end
        watch.close()
        desk.close()
    assert len(done) > len(world.acts) * 3 // 4, done  # in some orders one has nothing to do
    broad = [name for name in NARROW if how[name, "receptions read"]]
    assert not broad, broad
    assert sum(how[name, "receptions caught up"] for name in NARROW) > 0
    print(f"# {sum(done.values())} acts of {len(done)} kinds, {looks} looks of 9 desks; F4 caught up"
          f" {sum(n for (_, line), n in how.items() if line.endswith('up'))} times, read all"
          f" {sum(n for (_, line), n in how.items() if line.endswith('read'))} times")


if __name__ == "__main__":
    signal.alarm(900)
    world = World()
    try:
        sys.exit(bad_day.run([shows_what_is_there], world))
    finally:
        world.base.close()
