"""A real mail server on this machine (exim): it takes a customer's mail by SMTP and pipes it into `prenota intake`, takes
the confirmation from `prenota notify` and delivers it to the customer's mailbox; replies, machines' answers and mails
that come back find the message they are about. Usage: test_mail_server.py PRENOTA"""
import email.message
import email.utils
import os
import pathlib
import pwd
import shlex
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading

from outbox_site import PRENOTA, Site, calendar, check, letter, results, skip, wait_for

DESK = "service.gangnam@example.com"
EXIM = shutil.which("exim4") or shutil.which("exim4", path="/usr/sbin") or shutil.which("exim", path="/usr/sbin:/usr/bin")
CONFIG = """
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
pid_file_path = {folder}/exim.pid
primary_hostname = mail.example.com
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
exim_user = {user}
exim_group = {group}
trusted_users = {user}
untrusted_set_sender = *
deliver_drop_privilege = true
keep_environment = DIR : LANG : LC_ALL : HOME : XDG_CONFIG_HOME : ASAN_OPTIONS : UBSAN_OPTIONS
add_environment =
acl_smtp_rcpt = accept
acl_smtp_data = accept
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
queue_run_max = 1
bounce_return_message = {whole}
begin routers
desk:
  driver = accept
  local_parts = service.gangnam
  domains = example.com
  transport = desk
known:
  driver = accept
  local_parts = hong
  domains = example.com
  transport = mailbox
begin transports
desk:
  driver = pipe
  command = {command}
  environment = {environment}
  timeout = 60s
  log_output
  return_path_add
  temp_errors = 75
  user = {user}
  group = {group}
mailbox:
  driver = appendfile
  maildir_format
  directory = {folder}/mailbox
  create_directory
  user = {user}
  group = {group}
begin retry
* * F,1h,1s
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Relay(threading.Thread):
    """Where the server's own login cannot even reach the program (a build in /root): a mail goes through a socket to
    this process, which runs the command as the server would."""

    def __init__(self, path, command, env):
        super().__init__(daemon=True)
        self.command, self.env = command, env
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        os.chmod(path, 0o666)
        self.listener.listen()

    def run(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            with peer:
                data = b"".join(iter(lambda: peer.recv(65536), b""))
                done = subprocess.run(self.command, input=data, env=self.env, capture_output=True)
                peer.sendall(bytes([done.returncode & 255]) + done.stderr)


RELAY = """import socket, sys
s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
s.sendall(sys.stdin.buffer.read()); s.shutdown(socket.SHUT_WR)
said = b"".join(iter(lambda: s.recv(65536), b""))
sys.stderr.buffer.write(said[1:]); sys.exit(said[0])
"""


class Server:
    """exim with a configuration, a queue and a log of its own, as an ordinary login."""

    def __init__(self, folder, site, whole):
        self.folder = pathlib.Path(folder)
        self.login = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        self.relay = None
        for name in ("spool", "log"):
            (self.folder / name).mkdir()
        command = site.command("intake", "-", now=None)
        if os.getuid() == 0:
            os.chmod(folder, 0o755)
            for name in ("spool", "log", "."):
                shutil.chown(self.folder / name, self.login.pw_uid, self.login.pw_gid)
            path = str(self.folder / "relay.sock")
            self.relay = Relay(path, command, site.env)
            self.relay.start()
            (self.folder / "relay.py").write_text(RELAY)
            command = ["/usr/bin/python3", str(self.folder / "relay.py"), path]
        self.values = {"folder": folder, "user": self.login.pw_uid, "group": self.login.pw_gid,
                       "command": " ".join(shlex.quote(word) for word in command),
                       "environment": ":".join(f"{key}={site.env[key].replace(':', '::')}" for key in
                                               ("DIR", "LANG", "LC_ALL", "HOME", "XDG_CONFIG_HOME", "ASAN_OPTIONS",
                                                "UBSAN_OPTIONS") if key in site.env),
                       "whole": "true" if whole else "false"}
        self.config = self.folder / "exim.conf"
        self.process = None

    def as_login(self):
        """What makes a child process an ordinary login."""
        if os.getuid() != 0:
            return {}
        return {"user": self.login.pw_uid, "group": self.login.pw_gid, "extra_groups": []}

    def start(self):
        """A port may be taken between asking for it and using it: some are tried."""
        for _ in range(5):
            self.values["port"] = free_port()
            self.config.write_text(CONFIG.format(**self.values))
            self.process = subprocess.Popen([EXIM, "-C", str(self.config), "-bdf"], stdout=subprocess.DEVNULL,
                                            stderr=subprocess.DEVNULL, **self.as_login())
            if wait_for(lambda: self.process.poll() is not None or self.answers()) and self.process.poll() is None:
                return True
        return False

    def answers(self):
        try:
            with smtplib.SMTP("127.0.0.1", self.values["port"], timeout=5) as smtp:
                return smtp.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def sendmail(self):
        """The command that hands it a mail; who gets what comes back is said with -f."""
        words = f"{EXIM} -C {self.config} -t -i -f {DESK}"
        if os.getuid() == 0:
            words = f"setpriv --reuid {self.login.pw_uid} --regid {self.login.pw_gid} --clear-groups {words}"
        return words

    def deliver(self, mail, sender="hong@example.com"):
        with smtplib.SMTP("127.0.0.1", self.values["port"], timeout=30) as smtp:
            smtp.sendmail(sender, [DESK], mail.as_bytes() if isinstance(mail, email.message.Message) else mail)

    def flush(self):
        """What it kept for later is tried now."""
        subprocess.run([EXIM, "-C", str(self.config), "-qff"], stdout=subprocess.DEVNULL, **self.as_login())

    def queued(self):
        done = subprocess.run([EXIM, "-C", str(self.config), "-bpc"], capture_output=True, **self.as_login())
        return int(done.stdout or 0)

    def mails(self):
        """What came to the customer's mailbox, oldest first."""
        return sorted((self.folder / "mailbox" / "new").glob("*"), key=lambda path: path.stat().st_mtime_ns)

    def log(self):
        return "".join(path.read_text(errors="replace") for path in sorted((self.folder / "log").glob("*")))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        wait_for(lambda: self.queued() == 0, 5)  # a delivery may still be at work in this folder
        if self.relay:
            self.relay.listener.shutdown(socket.SHUT_RDWR)
            self.relay.listener.close()


def mail_of(text, subject, name="홍길동", message_id="<one@customer.example.com>", **headers):
    mail = email.message.EmailMessage()
    mail["From"] = email.utils.formataddr((name, "hong@example.com"))
    mail["To"] = DESK
    mail["Subject"] = subject
    mail["Message-ID"] = message_id
    mail["Date"] = email.utils.formatdate()
    for key, value in headers.items():
        mail[key.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def requests(site, **more):
    return site.json("requests", "--state", "all", "--from", "2020-01-01", "--format", "json", now=None, **more)["items"]


def from_customer(site):
    return [r for r in requests(site) if r["source_id"].endswith("@customer.example.com")]


def register(site):
    return site.json("contacts", "--from", "2020-01-01", "--format", "json", now=None)["items"]


def a_request(site, server):
    mail = mail_of("제동할 때 소리가 납니다.\n차량번호: 123가4567\n연락처: 010-0000-1234\n", "정비 예약 문의")
    server.deliver(mail)
    there = wait_for(lambda: from_customer(site))
    row = from_customer(site)[0] if there else {}
    check("a mail by SMTP becomes a request", there and row["channel"] == "email" and row["name"] == "홍길동" and
          row["source_id"] == "one@customer.example.com" and row["plate"] == "123가4567" and
          "제동할 때 소리가" in row["text"] and row["state"] == "open", (row, server.log()))
    server.deliver(mail)
    wait_for(lambda: server.queued() == 0)
    check("delivered twice it is one", len(from_customer(site)) == 1, from_customer(site))


def not_now(site, server):
    """The store cannot be reached: the server keeps the mail and brings it again; nothing goes back to the customer."""
    good = site.config.read_text(encoding="utf-8")
    site.config.write_text(good.replace('database = "', 'database = "nowhere/'), encoding="utf-8")
    server.deliver(mail_of("Please call me.", "Question", message_id="<later@customer.example.com>"))
    kept = wait_for(lambda: "defer" in server.log())
    waits = server.queued()
    site.config.write_text(good, encoding="utf-8")
    server.flush()
    there = wait_for(lambda: len(from_customer(site)) == 2)
    check("what cannot be taken now stays with the server and comes again",
          kept and waits == 1 and there and not server.mails(), (waits, from_customer(site), server.log()))


def a_confirmation(site, server):
    number, place = site.book("2026-11-26", contact="email", reminder=False)
    done = site.run("notify")
    there = wait_for(server.mails)
    mail = letter(server.mails()[0]) if there else None
    words = mail.get_body(("plain",)).get_content() if there else ""
    check("the confirmation comes to the customer's mailbox", there and place["time"] in words and "택시" in words and
          DESK in str(mail["From"]) and "홍길동" in str(mail["To"]), (done.out, done.err, server.log()))
    if there:
        an_event(mail, place)
    return number, mail


def an_event(mail, place):
    part = [p for p in mail.walk() if p.get_content_type() == "text/calendar"][0]
    try:
        import icalendar
    except ImportError:
        method, event = calendar(mail)
        check("its calendar part is an event", method == "REQUEST" and event["SEQUENCE"] == "0", event)
        return
    whole = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    events = whole.walk("VEVENT")
    begin = events[0].decoded("DTSTART")
    length = events[0].decoded("DTEND") - begin if "DTEND" in events[0] else events[0].decoded("DURATION")
    check("its calendar part is an event that another program reads",
          whole["METHOD"] == "REQUEST" and len(events) == 1 and len(whole.walk("VTIMEZONE")) == 1 and
          begin.strftime("%Y-%m-%d %H:%M") == f"{place['date']} {place['time']}" and
          begin.utcoffset().total_seconds() == 9 * 3600 and length.total_seconds() > 0 and
          str(events[0]["ATTENDEE"]).lower() == "mailto:hong@example.com" and
          str(events[0]["ORGANIZER"]).lower() == "mailto:" + DESK and events[0]["SEQUENCE"] == 0, whole.to_ical().decode())


def a_reply(site, server, number, confirmation):
    ours = str(confirmation["Message-ID"]).strip()
    text = "목요일로 옮길 수 있을까요?\n\n> 연락처: 02-0000-0100\n> 차량번호: 999하9999\n"
    server.deliver(mail_of(text, "Re: " + str(confirmation["Subject"]), message_id="<reply@customer.example.com>",
                           In_Reply_To=ours, References=ours))
    there = wait_for(lambda: [r for r in from_customer(site) if r["source_id"] == "reply@customer.example.com"])
    row = there and [r for r in from_customer(site) if r["source_id"] == "reply@customer.example.com"][0]
    check("a customer's answer names the message and its file", there and row["reply_to"] == "booked" and
          row["file"] == number and row["state"] == "open" and row["same_as"] is None, (row, server.log()))
    check("what it repeats of ours is not the customer's", there and row["plate"] is None and row["mobile"] is None, row)
    check("it stands in the register, as coming in",
          [r for r in register(site) if r["result"] == "replied" and r["direction"] == "in" and r["file"] == number],
          register(site)[:3])
    before = len(requests(site))
    server.deliver(mail_of("부재중입니다.", "부재중 자동 응답", message_id="<away@customer.example.com>", In_Reply_To=ours,
                           Auto_Submitted="auto-replied"), sender="")
    noted = wait_for(lambda: [r for r in register(site) if r["result"] == "auto-reply"])
    check("a machine's answer is kept with the message and is no request", noted and len(requests(site)) == before,
          (register(site)[:3], server.log()))
    server.deliver(mail_of("부재중입니다.", "부재중", message_id="<away2@customer.example.com>",
                           Auto_Submitted="auto-replied"), sender="")
    rows = wait_for(lambda: len(requests(site)) == before + 1) and requests(site)
    alone = [r for r in rows or [] if r["source_id"] == "away2@customer.example.com"]
    check("one that names no message of ours is kept, without a clock", alone and alone[0]["state"] == "dropped", alone)
    waiting = site.json("requests", "--format", "json", now=None)["items"]
    check("and waits for nobody", not [r for r in waiting if r["source_id"] == "away2@customer.example.com"])


def comes_back(site, server, whole):
    number, _ = site.book("2026-11-30", contact="email", reminder=False, name="모름", address="odd@example.com")
    before = len(requests(site))
    site.run("notify")
    failed = wait_for(lambda: site.state(number, "booked") == ["failed"])
    item = [i for i in site.outbox(number) if i["template"] == "booked"]
    name = "a mail that comes back" + ("" if whole else ", with its header alone,")
    check(name + " fails its message", failed and item[0]["result"] == "bounced", (item, server.log()))
    tasks = [t for t in site.json("tasks", "--format", "json")["items"] if t["kind"] == "message" and t["file"] == number]
    check("with a task for the desk", len(tasks) == 1 and tasks[0]["text"].startswith("bounced-email"), tasks)
    check("a line in the register, and no request",
          [r for r in register(site) if r["result"] == "bounced" and r["file"] == number] and
          len(requests(site)) == before, register(site)[:3])
    return number, item[0]["id"] if item else ""


def again(site, server, number, which):
    """The address was put right: the same message goes there."""
    mails = len(server.mails())
    customer = site.json("file", "show", str(number), "--format", "json")["customer"]["id"]
    site.book("2026-12-07", contact="email", reminder=False, name="모름", customer=customer)
    check("send again", site.run("notify", "again", which).returncode == 0)
    done = site.run("notify")
    there = wait_for(lambda: len(server.mails()) >= mails + 2)  # with the confirmation of the other booking
    check("to the address as it is now", there and site.state(number, "booked") == ["sent"], (done.out, done.err, server.log()))
    tasks = [t for t in site.json("tasks", "--format", "json")["items"] if t["kind"] == "message" and t["file"] == number]
    check("and the task is done", not tasks, tasks)


def one_server(whole):
    with tempfile.TemporaryDirectory(prefix="prenota-mail-") as folder:
        base = pathlib.Path(folder)
        base.chmod(0o711)
        (base / "site").mkdir()
        (base / "exim").mkdir()
        site = Site(base / "site", mail="/bin/false")
        server = Server(str(base / "exim"), site, whole)
        if not server.start():
            check("the mail server starts", False, server.log())
            return
        try:
            words = site.config.read_text(encoding="utf-8").replace("/bin/false", server.sendmail())
            site.config.write_text(words, encoding="utf-8")
            if whole:
                a_request(site, server)
                not_now(site, server)
                a_reply(site, server, *a_confirmation(site, server))
            number, which = comes_back(site, server, whole)
            if whole:
                again(site, server, number, which)
        finally:
            server.stop()


def main():
    if EXIM:
        one_server(True)
        one_server(False)
    else:
        skip("a mail server delivers requests and confirmations", "exim is not installed")
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)


main()
