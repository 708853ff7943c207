"""What the tests of the service share: agendas, a server on a free port, and raw requests."""

import contextlib
import ctypes
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import traceback

CONFEED = os.environ["CONFEED"]

# How long anything may take before a test gives up: generous, for slow machines and sanitizers.
PATIENCE = 60


AGENDA = """\
agenda:
  id: {id}
  title: A meeting called {id}
  timezone: Europe/Brussels
  published: 2007-07-12T00:00:00Z
agencies:
  - {{id: ilo, short: ILO, name: International Labour Organization}}
  - {{id: world-bank, short: World Bank, name: World Bank}}
rooms:
  - {{id: gold, name: Gold Room}}
round-tables:
  - {{id: "1", title: Labour mobility}}
days:
  - date: 2007-07-10
    slots:
      - start: "09:00"
        end: "13:00"
        plenary: {{id: opening, title: Opening, room: gold}}
      - start: "15:00"
        end: "18:00"
        sessions:
          - id: "1.2"
            round-table: "1"
            title: Temporary labour migration
            room: gold
            contributions:
              - {{agency: ilo, role: rapporteur}}
"""

LARGE_SESSION = """\
          - id: "2.{number}"
            title: Session {number}
            abstract: {abstract}
"""

# The octets of the large agenda's feed of everything are at least this many: more than the buffers
# of a connection hold, so that a client that does not read keeps its answer under way.
LARGE_OCTETS = 12_000_000


def write_agenda(folder, name="meeting", modified=0):
    """An agenda in a file that was last changed at this time, Unix seconds."""
    path = pathlib.Path(folder, f"{name}.yaml")
    path.write_text(AGENDA.format(id=name))
    os.utime(path, (modified, modified))
    return path


def write_large_agenda(folder, name="large", octets=LARGE_OCTETS):
    """An agenda whose agenda.ics has more than so many octets."""
    abstract = "many words " * 2000
    count = octets // len(abstract) + 1
    path = pathlib.Path(folder, f"{name}.yaml")
    sessions = (LARGE_SESSION.format(number=i, abstract=abstract) for i in range(count))
    path.write_text(AGENDA.format(id=name) + "".join(sessions))
    return path


def build(folder, *files):
    """The files of agendas, whose pages offer what those of a service do: PDFs, too, where the program
    can make them."""
    command = [CONFEED, "build", *map(str, files), "-o", str(folder)]
    done = subprocess.run([*command, "--pdf"], check=False, capture_output=True)
    if b"built without pango" in done.stderr:
        done = subprocess.run(command, check=False, capture_output=True)
    done.check_returncode()


class Server:
    """`confeed serve`, from its start until it has told its address: the first, if it has several.
    `setting` is given on to subprocess.Popen."""

    def __init__(self, *files, listen="127.0.0.1:0", options=(), **setting):
        self.process = subprocess.Popen(
            [CONFEED, "serve", "--listen", listen, *options, *map(str, files)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **setting,
        )
        first = self.process.stdout.readline()
        match = re.fullmatch(r"Serving at (http://(.+):(\d+))/\n", first)
        if match is None:
            self.process.kill()
            raise AssertionError(f"said {first!r} and {self.process.communicate()[1]!r}")
        self.url = match[1]
        self.host = match[2].strip("[]")
        self.port = int(match[3])

    def read_line(self):
        """The next line that it says on standard output."""
        return self.process.stdout.readline().rstrip("\n")

    def connect(self, receive_buffer=None):
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        if receive_buffer is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        connection.connect((self.host, self.port))
        return connection

    def signal(self, number):
        self.process.send_signal(number)

    def wait(self):
        """The exit status and what it said on standard error."""
        errors = self.process.communicate(timeout=PATIENCE)[1]
        return self.process.returncode, errors


class UnixSocket:
    """Another way to a server, for Client."""

    def __init__(self, path):
        self.path = str(path)

    def connect(self, receive_buffer=None):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        connection.connect(self.path)
        return connection


@contextlib.contextmanager
def crowd(served, size):
    """So many connections for the time of a block, which ask for nothing by themselves."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(served.connect()) for _ in range(size)]


def processor_seconds_of(process):
    """What it has used so far."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(*files, **how):
    """A server for the time of the block; it must end well and have nothing to say."""
    server = Server(*files, **how)
    try:
        yield server
        server.signal(signal.SIGTERM)
        ending = server.wait()
        assert ending == (0, ""), ending
    finally:
        server.process.kill()
        server.process.wait()


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:200]!r}"


class Client:
    """One connection. What it sends is up to the test, to the last octet."""

    def __init__(self, server, receive_buffer=None):
        self.socket = server.connect(receive_buffer)
        self.input = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.input.close()
        self.socket.close()

    def send(self, octets):
        self.socket.sendall(octets)

    def read_answer(self, method="GET"):
        """The next answer, to a request with this method; None if the connection has ended."""
        line = self.input.readline()
        if not line:
            return None
        first = re.fullmatch(rb"HTTP/1\.1 (\d{3}) [A-Za-z -]+\r\n", line)
        assert first, line
        headers = {}
        while (line := self.input.readline()) != b"\r\n":
            field = re.fullmatch(rb"([A-Za-z-]+): ([\x20-\x7e]*)\r\n", line)
            assert field, line
            name = field[1].decode().lower()
            assert name not in headers, f"{name} twice"
            headers[name] = field[2].decode()
        status = int(first[1])
        body = b""
        if method != "HEAD" and status not in (204, 304):
            length = int(headers["content-length"])
            body = self.input.read(length)
            assert len(body) == length, f"{len(body)} of {length} octets"
        return Answer(status, headers, body)

    def ask(self, target, *fields, method="GET"):
        """Sends one well-formed request, with more fields if need be; gives its answer."""
        lines = [f"{method} {target} HTTP/1.1", "Host: localhost", *fields]
        self.send("".join(line + "\r\n" for line in lines).encode() + b"\r\n")
        return self.read_answer(method)

    def is_closed(self):
        """Whether nothing follows but the end of the connection, for which it waits."""
        try:
            return self.input.read() == b""
        except ConnectionResetError:
            return True


def ask(server, target, *fields, method="GET"):
    """One request on a connection of its own."""
    with Client(server) as client:
        return client.ask(target, *fields, method=method)


def answers_to(server, octets):
    """All answers to these octets, sent at once, after which the server has to close the
    connection. It may reset it if it has not read all of them."""
    answers = []
    with Client(server) as client:
        with contextlib.suppress(ConnectionError):
            client.send(octets)
        with contextlib.suppress(ConnectionResetError):
            while (answer := client.read_answer()) is not None:
                answers.append(answer)
    return answers


def has_library_1():
    """Whether libmicrohttpd has version 1, which refuses more requests by itself, in its own words."""
    library = ctypes.CDLL("libmicrohttpd.so.12")
    library.MHD_get_version.restype = ctypes.c_char_p
    return library.MHD_get_version().startswith(b"1.")


def fixed_port():
    """A port that nobody has and that the system gives to nobody unasked: one that it had chosen
    itself could be another's as soon as it is given back."""
    first = int(pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = random.randrange(1024, first)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def has_ipv6_loopback():
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            return False
    return True


def scratch():
    """A temporary folder for the time of a block."""
    return tempfile.TemporaryDirectory(prefix="confeed-http-")


def run(module):
    """Runs every test_… function of a test, says how each went, and ends the program."""
    failed = 0
    for name, function in list(vars(sys.modules[module]).items()):
        if not name.startswith("test_"):
            continue
        try:
            function()
            print("ok  ", name.replace("_", " "), flush=True)
        except Exception:
            failed += 1
            print("FAIL", name.replace("_", " "), flush=True)
            traceback.print_exc(file=sys.stdout)
    sys.exit(1 if failed else 0)
