"""Events of the telephone exchange: by command, from a file, by the socket."""

import os
import signal
import socket
import sqlite3
import subprocess
import time

from harness import main

EVENTS = os.environ["EVENTS"]


def rows(site, query, *values):
    with sqlite3.connect("file:%s?mode=ro" % site.database, uri=True) as db:
        return db.execute(query, values).fetchall()


def call(site, name):
    return rows(site, "SELECT phase, number, extension, waits_kept FROM line_call WHERE id = ?", name)


def one_event_by_command(site):
    result = site.run("call", "ringing", "call=one", "from=01000001234", "to=201")
    assert result.returncode == 0 and result.stdout == "" and result.stderr == "", result
    assert site.run("call", "answered", "call=one", "to=201").returncode == 0
    assert site.run("call", "hangup", "call=one").returncode == 0
    assert call(site, "one") == [("ended", "01000001234", "201", 0)]


def what_is_no_event_is_wrong_use(site):
    for words in (["rings", "call=x"], ["ringing", "from=1"], ["ringing", "call=x", "at=12"],
                  ["ringing", "call=" + "x" * 300], ["ringing", "call=\x1b[2J"], ["ringing"]):
        result = site.run("call", *words)
        assert result.returncode == 2, (words, result)
        assert result.stderr.count("\n") == 1 and "\x1b" not in result.stderr, result
    assert call(site, "x") == []


def a_recorded_file_and_its_bad_lines(site):
    with open(EVENTS, "rb") as file:
        events = file.read()
    bad = b"nonsense\nringing call=y\xff from=1\nringing call=z\0 from=1\n\nringing " + b"x" * 3000 + b"\n"
    result = site.run("call", "replay", "-", stdin=bad + events + events)
    assert result.returncode == 65, result
    assert [line.split(":")[2].strip() for line in result.stderr.splitlines()] == \
        ["line 1", "line 2", "line 3", "line 5"], result.stderr
    assert call(site, "1763769600.1") == [("ended", "01000001234", "211", 3)]
    result = site.run("call", "replay", EVENTS)
    assert result.returncode == 0, result
    tasks = [task for task in site.json("tasks", "--format", "json")["items"] if task["text"] == "01000005678"]
    assert len(tasks) == 1 and tasks[0]["kind"] == "callback", tasks


def what_cannot_be_read_is_told(site):
    for path, language in ((site.dir, "en"), (site.dir + "/missing", "en"), (site.dir, "ko")):
        result = site.run("call", "replay", path, "--lang", language)
        assert result.returncode == 74 and path in result.stderr, (path, result)
        assert result.stderr.count("\n") == 1, result.stderr


def a_reader_tells_nothing(site):
    result = site.run("--as", "guest", "call", "ringing", "call=guest")
    assert result.returncode == 77, result
    assert call(site, "guest") == []


class Listener:
    def __init__(self, site):
        self.path = os.path.join(site.dir, "cti.sock")
        command = site.command("call", "listen", self.path)
        self.process = subprocess.Popen(command, env=site.env, stderr=subprocess.PIPE)
        for _ in range(500):
            if os.path.exists(self.path) or self.process.poll() is not None:
                break
            time.sleep(0.01)

    def connect(self):
        client = socket.socket(socket.AF_UNIX)
        client.connect(self.path)
        client.settimeout(10)
        return client, client.makefile("rb")

    def converse(self, text):
        """Sends text over a connection of its own, tried again until the listener takes it; its first answer."""
        for _ in range(500):
            try:
                client, answers = self.connect()
                client.sendall(text)
                said = answers.readline()
                answers.close()
                client.close()
                if said:
                    return said
            except (ConnectionError, FileNotFoundError):
                pass
            time.sleep(0.01)
        return b""

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        told = self.process.communicate(timeout=20)[1].decode()
        return self.process.returncode, told


def events_by_the_socket(site):
    listener = Listener(site)
    try:
        client, answers = listener.connect()
        client.sendall(b"ringing call=s1 from=01000001234 to=201\nans")
        assert answers.readline() == b"ok\n"
        client.sendall(b"wered call=s1 to=201\r\n# a remark\n\nhold call=s1\n")
        assert [answers.readline() for _ in range(2)] == [b"ok\n"] * 2
        client.sendall(b"x" * 5000 + b"\nresume call=s1\nringing call=\0\n")
        assert answers.readline().startswith(b"no ")
        assert answers.readline() == b"ok\n"
        assert answers.readline().startswith(b"no ")
        other, told = listener.connect()
        other.sendall(b"hangup call=s1\n")
        assert told.readline() == b"ok\n"
        for end in (told, other, client):
            end.close()
        many = [listener.connect() for _ in range(40)]  # more than there is room for
        for connected, answers in many:
            answers.close()
            connected.close()
        said = listener.converse(b"hangup call=s1\nringing call=s2 to=211")  # the second never ends
        assert said == b"ok\n", said
        busy = site.run("call", "listen", listener.path)
        assert busy.returncode == 75, busy
        assert oct(os.stat(listener.path).st_mode & 0o777) == "0o660"
    finally:
        status, told = listener.end()
    assert status == 0, (status, told)
    assert not os.path.exists(listener.path)
    assert call(site, "s1") == [("ended", "01000001234", "201", 1)]
    assert call(site, "s2") == []


def what_a_dead_listener_left(site):
    listener = Listener(site)
    listener.process.kill()
    listener.process.communicate()
    assert os.path.exists(listener.path)
    again = Listener(site)
    try:
        assert again.converse(b"ringing call=s3 to=211\n") == b"ok\n"
    finally:
        assert again.end()[0] == 0


def a_file_is_no_socket(site):
    path = os.path.join(site.dir, "precious")
    with open(path, "w") as file:
        file.write("kept")
    result = site.run("call", "listen", path)
    assert result.returncode == 65, result
    with open(path) as file:
        assert file.read() == "kept"


main([one_event_by_command, what_is_no_event_is_wrong_use, a_recorded_file_and_its_bad_lines,
      what_cannot_be_read_is_told, a_reader_tells_nothing, events_by_the_socket, what_a_dead_listener_left, a_file_is_no_socket])
