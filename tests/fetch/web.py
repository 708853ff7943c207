"""What the tests of fetching share: servers that say what they are told to, and the fetch itself."""

import contextlib
import os
import pathlib
import socket
import subprocess
import sys
import threading
import traceback

CONFEED = os.environ["CONFEED"]
TOOL = str(pathlib.Path(os.environ["BUILD_DIR"]) / "tests/fetch/tool_fetch")

# How long anything may take before a test gives up: generous, for slow machines and sanitizers.
PATIENCE = 180

# Nothing of the caller's environment may have a say.
UNWANTED = "CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY".split()
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in UNWANTED}


def answer(body=b"", status="200 OK", length=True, **fields):
    """An answer as it goes over the line; fields are named Last_Modified and the like."""
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class Web:
    """Servers on one port. `answers` gives for a path its octets, or what is called with the
    connection and the request. Everything that was asked is kept."""

    def __init__(self, answers, hosts=("127.0.0.1",), port=0, context=None):
        self.answers = answers
        self.context = context
        self.asked = []
        self.sockets = []
        for host in hosts:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            listener = socket.socket(family)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind((host, port))
            listener.listen(50)
            port = listener.getsockname()[1]
            self.sockets.append(listener)
            threading.Thread(target=self.accept, args=(listener,), daemon=True).start()
        self.port = port

    def accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with contextlib.suppress(OSError), contextlib.closing(connection):
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request:
                more = connection.recv(65536)
                if not more:
                    return
                request += more
            text = request.decode("latin-1")
            self.asked.append(text)
            path = text.split(" ")[1]
            said = self.answers.get(path, answer(b"no", "404 Not Found"))
            if callable(said):
                said(connection, text)
            else:
                connection.sendall(said)

    def url(self, path="/", host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"


class Answer:
    """What a fetch brought: its lines as attributes, and the body."""

    def __init__(self, octets):
        head, _, self.body = octets.partition(b"\n\n")
        self.lines = dict(line.split(": ", 1) for line in head.decode().splitlines())

    def __getattr__(self, name):
        return self.lines.get(name.replace("_", "-"))

    def __repr__(self):
        return f"{self.lines} {self.body[:200]}"


def fetch(url, *options, **environment):
    made = subprocess.run(
        [TOOL, *options, url],
        env=ENVIRONMENT | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
    )
    if made.returncode != 0 or made.stderr:
        raise AssertionError(f"{url}: exit status {made.returncode}: {made.stderr.decode()}")
    return Answer(made.stdout)


def brings(url, body, *options, **environment):
    """Asserts that a fetch is new, and returns it."""
    got = fetch(url, *options, **environment)
    assert got.outcome == "new", got
    assert got.body == body, (got, body[:200])
    assert got.error is None, got
    return got


def fails(url, error, message, *options, **environment):
    """Asserts that a fetch fails so, and returns it."""
    got = fetch(url, *options, **environment)
    assert got.outcome == "failed", got
    assert (got.error, got.message) == (error, message), got
    assert got.body == b"", got
    return got


def run_tests(tests):
    """Runs functions whose names are sentences, each in a thread of its own. Ends with the status."""
    failed = []

    def run(test):
        try:
            test()
        except Exception:
            failed.append(test.__name__)
            print(f"failed: {test.__name__}\n{traceback.format_exc()}", flush=True)

    threads = [threading.Thread(target=run, args=(test,)) for test in tests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{len(tests) - len(failed)} of {len(tests)} tests passed")
    sys.exit(1 if failed else 0)


def tests_of(module):
    """The functions of a module that are tests, in its order."""
    return [value for value in vars(module).values() if callable(value) and getattr(value, "is_test", False)]


def test(function):
    function.is_test = True
    return function
