"""The console on forms with mistakes: it does not start, and names every one of them with its place."""

import os
import pty
import re
import shutil
import subprocess

from harness import NOW, main


def console(site, *args):
    """The console on a terminal of its own, its standard error apart."""
    master, slave = pty.openpty()
    env = dict(site.env, TERM="xterm-256color", LINES="24", COLUMNS="80")
    process = subprocess.Popen([site.binary, "--config", site.config, "--now", NOW, *args], stdin=slave, stdout=slave,
                               stderr=subprocess.PIPE, env=env, start_new_session=True)
    os.close(slave)
    try:
        return process.communicate(timeout=60)[1].decode(), process.returncode
    finally:
        os.close(master)


def broken_forms(site):
    forms = os.path.join(site.dir, "forms")
    shutil.copytree(os.environ["FORMS_DIR"], forms)
    wrong = {}
    for name, old, new in (("phone_script.cfg", 'id = "P03";', 'id = "P02";'),
                           ("persona.cfg", "steps = (", "sneps = ("),
                           ("phrases.cfg", "rule-A2 = {", "rule-A2x = {")):
        path = os.path.join(forms, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert old in text, name
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new, 1))
        wrong[name] = text[:text.index(old)].count("\n") + 1
    with open(site.config, encoding="utf-8") as config:
        text = config.read()
    with open(site.config, "w", encoding="utf-8") as config:
        config.write(re.sub(r'forms = "[^"]*"', 'forms = "%s"' % forms, text))
    told, status = console(site)
    assert status == 78, (status, told)
    for name in ("phone_script.cfg", "persona.cfg"):
        assert "%s:%d:" % (name, wrong[name]) in told, (name, wrong[name], told)
    assert "phrases.cfg" in told and "rule-A2" in told, told
    checked = site.run("check", "--forms", forms)
    assert checked.returncode == 78, checked.returncode
    for line in checked.stderr.strip().split("\n"):
        assert line.split("/")[-1].split(": ")[-1] in told, (line, told)


def demo_takes_looks(site):
    """The sample site is drawn as the configuration wants it, and no other site is reached through it."""
    config = os.path.join(site.dir, "looks.cfg")
    with open(config, "w", encoding="utf-8") as file:
        file.write('database = "nowhere/at/all.db";\nglyphs = "ascii";\nlanguage = "ko";\ncolours = "none";\n')
    master, slave = pty.openpty()
    env = dict(site.env, TERM="xterm-256color", LINES="24", COLUMNS="80")
    process = subprocess.Popen([site.binary, "demo", "--config", config], stdin=slave, stdout=slave,
                               stderr=subprocess.PIPE, env=env, start_new_session=True)
    os.close(slave)
    seen = b""
    while "진단".encode() not in seen:
        seen += os.read(master, 4096)
    os.write(master, b"\x11")  # Ctrl+Q
    try:
        while True:
            part = os.read(master, 4096)
            if not part:
                break
            seen += part
    except OSError:
        pass  # the terminal's other end is closed
    process.stderr.close()
    assert process.wait(timeout=60) == 0, process.returncode
    os.close(master)
    text = seen.decode("utf-8", "replace")
    for block in "▁▂▃▄▅▆▇█":
        assert block not in text, block
    assert site.run_bare("demo", "--db", os.path.join(site.dir, "x.db")).returncode == 2


def sample_beside_nobodys_data(site):
    """No sample is written into a folder with a database, and one that could not be made whole is taken away."""
    real = os.path.join(site.dir, "real")
    os.mkdir(real)
    database = os.path.join(real, "prenota.db")
    shutil.copyfile(site.database, database)
    with open(database, "rb") as file:
        before = file.read()
    for language in ("en", "ko"):
        result = site.run_bare("demo", "--prepare", real, "--lang", language)
        assert result.returncode == 65 and database in result.stderr and result.stderr.count("\n") == 1, result
    with open(database, "rb") as file:
        assert file.read() == before
    assert os.listdir(real) == ["prenota.db"]
    half = os.path.join(site.dir, "half")
    for made in (False, True):  # a folder that was there stays
        limited = subprocess.run(["sh", "-c", 'trap "" XFSZ; ulimit -f 1500; exec "$@"', "sh", site.binary, "demo",
                                  "--prepare", half], capture_output=True, env=site.env, timeout=60)
        assert limited.returncode not in (0, 1) and limited.stderr.count(b"\n") == 1, limited
        assert os.listdir(half) == [] if made else not os.path.exists(half), (limited, os.listdir(half))
        os.makedirs(half, exist_ok=True)
    assert site.run_bare("demo", "--prepare", half).returncode == 0


main([sample_beside_nobodys_data, broken_forms, demo_takes_looks])
