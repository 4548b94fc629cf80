"""A machine of its own for a set-group-id prenota behind sshd: /etc and /run are copies in a mount namespace, so
that users, groups and keys are made without touching the real ones. Needs root."""

import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

USERS = {
    "kim.m": ["prenota-bo"],
    "noh.e": ["prenota-bo"],
    "kim.s": ["prenota-sa"],
    "ryu.h": ["prenota-manager"],
    "guest": ["prenota-ro"],
    "stranger": [],
}
GROUPS = ["prenota-db", "prenota-bo", "prenota-sa", "prenota-foreman", "prenota-manager", "prenota-ro"]


def run(*command, **options):
    return subprocess.run(command, capture_output=True, timeout=60, **options)


def must(*command):
    result = run(*command)
    assert result.returncode == 0, (command, result)


def skip(why):
    print("1..0 # SKIP " + why)
    sys.exit(0)


def enter():
    """Runs the script again in a mount namespace of its own; skips where that cannot be."""
    if os.geteuid() != 0:
        skip("needs root: users and groups are made")
    for tool in ("/usr/sbin/sshd", "/usr/bin/ssh", "/usr/bin/unshare"):
        if not os.path.exists(tool):
            skip("needs " + tool)
    if os.environ.get("PRENOTA_NAMESPACE") == "1":
        return
    try_it = run("unshare", "-m", "--propagation", "private", "sh", "-c", "mount -t tmpfs none /mnt")
    if try_it.returncode != 0:
        skip("a mount namespace is not permitted here")
    os.environ["PRENOTA_NAMESPACE"] = "1"
    os.execvp("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv])


class Machine:
    def __init__(self, binary, exchange, source):
        self.binary, self.source = binary, source
        self.dir = tempfile.mkdtemp(prefix="prenota-ssh-")
        os.chmod(self.dir, 0o755)
        self.server = None
        self.open = []
        self.own_etc()
        self.make_users()
        self.install(exchange)
        self.make_site()
        self.start_server()

    # --- making it ---

    def path(self, *names):
        return os.path.join(self.dir, *names)

    def own_etc(self):
        must("cp", "-a", "/etc", self.path("etc"))
        must("mount", "--bind", self.path("etc"), "/etc")
        must("mount", "-t", "tmpfs", "none", "/run")
        os.mkdir("/run/sshd", 0o755)
        shutil.rmtree("/etc/prenota", ignore_errors=True)
        os.mkdir("/etc/prenota")

    def make_users(self):
        os.mkdir(self.path("home"))
        for group in GROUPS:
            must("groupadd", "--system", "-f", group)
        for user, groups in USERS.items():
            must("useradd", "--badname", "-M", "-N", "-g", "nogroup", "-d", self.path("home", user), "-s",
                 "/bin/sh", "-p", "*", user)
            if groups:
                must("usermod", "-G", ",".join(groups), user)
            os.mkdir(self.path("home", user))
            shutil.chown(self.path("home", user), user, "nogroup")

    def install(self, exchange):
        os.mkdir(self.path("bin"))
        for file in (self.binary, exchange):
            shutil.copy(file, self.path("bin"))
        self.prenota = self.path("bin", "prenota")
        shutil.chown(self.prenota, "root", "prenota-db")
        os.chmod(self.prenota, 0o2755)
        shutil.copytree(os.path.join(self.source, "forms"), self.path("forms"))
        os.mkdir(self.path("store"))
        shutil.chown(self.path("store"), "root", "prenota-db")
        os.chmod(self.path("store"), 0o2770)
        self.database = self.path("store", "prenota.db")

    def make_site(self):
        sample = os.path.join(self.source, "data/sample")
        with open(os.path.join(sample, "site.cfg"), encoding="utf-8") as file:
            site = re.sub(r"demo = true;", "demo = false;", file.read())
        with open("/etc/prenota/site.cfg", "w", encoding="utf-8") as file:
            file.write(site)
        with open("/etc/prenota/prenota.cfg", "w", encoding="utf-8") as file:
            file.write('database = "%s";\nsite = "/etc/prenota/site.cfg";\nforms = "%s";\n'
                       % (self.database, self.path("forms")))
        must(self.prenota, "init")
        for kind in ("customers", "vehicles", "history"):
            copy = self.path("home", kind + ".csv")
            shutil.copy(os.path.join(sample, kind + ".csv"), copy)
            os.chmod(copy, 0o644)
            result = self.local("ryu.h", "import", kind, copy)
            assert result.returncode == 0, result

    def start_server(self):
        must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.path("host"))
        must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.path("key"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        with open(self.path("sshd_config"), "w", encoding="utf-8") as file:
            file.write(
                "Port %d\nListenAddress 127.0.0.1\nHostKey %s\nAuthorizedKeysFile %s\nStrictModes no\n"
                "UsePAM no\nPidFile none\nMaxStartups 100\nMaxSessions 10\nPermitUserEnvironment no\n"
                "AcceptEnv LANG LC_* XDG_CONFIG_HOME TERMINFO\nPermitTTY yes\nAllowTcpForwarding no\n"
                "AllowAgentForwarding no\nX11Forwarding no\nPermitTunnel no\nPermitUserRC no\n"
                "ClientAliveInterval 15\nClientAliveCountMax 2\nForceCommand %s\n"
                % (self.port, self.path("host"), self.path("key.pub"), self.prenota))
        self.log = open(self.path("sshd.log"), "wb")
        self.server = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", self.path("sshd_config")],
                                       stdout=self.log, stderr=self.log)
        for _ in range(500):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError("sshd does not start")

    def close(self):
        for terminal in self.open[:]:
            terminal.close()
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=20)
        self.log.close()
        run("umount", "/etc")
        shutil.rmtree(self.dir, ignore_errors=True)

    # --- using it ---

    def local(self, user, *words, env=None, stdin=b""):
        """The installed program as that user, without SSH."""
        known = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        return run("setpriv", "--reuid", user, "--regid", "nogroup", "--init-groups", "--", self.prenota, *words,
                   env={**known, **(env or {})}, input=stdin)

    def ssh_words(self, user, *options):
        return ["ssh", "-p", str(self.port), "-i", self.path("key"), "-o", "StrictHostKeyChecking=no", "-o",
                "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes", *options,
                user + "@127.0.0.1"]

    def ssh(self, user, text, stdin=b""):
        return run(*self.ssh_words(user, "-T"), "--", text, input=stdin,
                   env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"})

    def console(self, user):
        terminal = Terminal(self.ssh_words(user, "-tt"))
        self.open.append(terminal)
        return terminal

    def processes(self):
        """Processes of the installed program, as (pid, user id)."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.readlink("/proc/%s/exe" % pid) == self.prenota:
                    found.append(int(pid))
            except OSError:
                pass
        return found


class Terminal:
    """A program on a terminal of 36 x 120; what it wrote is kept as bytes."""

    def __init__(self, words):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.environ["LANG"] = "C.UTF-8"
            os.execvp(words[0], words)
        import fcntl
        import struct
        import termios
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.seen = b""
        self.gone = False

    def read(self, seconds):
        if not self.gone and select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                data = b""
            self.gone = data == b""
            self.seen += data
        return not self.gone

    def text(self):
        """What was written, without what moves the cursor and colours it."""
        return re.sub(rb"\x1b(\[[0-9;?<=>]*[a-zA-Z@`]|[()][A-Z0-9]|[=>78])", b"", self.seen).decode("utf-8", "replace")

    def wait(self, text, seconds=30):
        until = time.monotonic() + seconds
        while text not in self.text():
            left = until - time.monotonic()
            assert left > 0 and self.read(left), "not seen: %s in %r" % (text, self.text()[-1500:])

    def send(self, keys):
        self.seen = b""
        os.write(self.fd, keys)

    def status(self, seconds=20):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("it does not end: %r" % self.text()[-2500:])

    def close(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = 0
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
