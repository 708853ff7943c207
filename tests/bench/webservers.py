"""The servers that are measured side by side: each serves the same octets at the same paths."""

import contextlib
import http.client
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import candidates
import measure

PATIENCE = 30  # seconds
LOOP = "bare epoll loop"
DESCRIPTORS = 20000

NGINX = "/usr/sbin/nginx"
NGINX_CONFIGURATION = """
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_rlimit_nofile {descriptors};
events {{ worker_connections {connections}; use epoll; multi_accept on; }}
http {{
  types {{ text/calendar ics; }}
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=20000 inactive=1h;
  open_file_cache_valid 1h;
  gzip_static on;
  gzip_vary on;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  scgi_temp_path {folder}/scgi;
  uwsgi_temp_path {folder}/uwsgi;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    root {root};
    add_header Cache-Control "public, max-age=300, stale-if-error=86400, stale-while-revalidate=60";
  }}
}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class WebServer:
    """A child process that listens on a port of this machine, on some processors alone."""

    def __init__(self, name, port, command, processors, ready_path="/"):
        self.name = name
        self.port = port
        self.messages = tempfile.TemporaryFile()
        self.child = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=self.messages, preexec_fn=lambda: os.sched_setaffinity(0, processors))
        self.wait_until_ready(ready_path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def last_words(self):
        self.messages.seek(0)
        words = self.messages.read().decode(errors="replace").strip().splitlines()
        return words[-1][:200] if words else "no message"

    def wait_until_ready(self, path):
        deadline = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.ask(path)
                return
            if self.child.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise measure.Failed(f"{self.name} does not serve: {self.last_words()}")
            time.sleep(0.02)

    def ask(self, path, headers=None):
        """The answer and its body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer, answer.read()

    def request(self, path, headers):
        """The octets of a request."""
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}",
                 *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode()

    def raw(self, path, headers):
        """The octets of the answer, head and body."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(self.request(path, headers))
            connection.shutdown(socket.SHUT_WR)
            with connection.makefile("rb") as answer:
                return answer.read()

    def memory(self):
        """What it holds now, in octets, its own pages and shared ones."""
        status = pathlib.Path(f"/proc/{self.child.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        self.child.wait()


def confeed(agendas, processors, more):
    port = free_port()
    command = [candidates.RELEASE / "confeed", "serve", *agendas, "--listen", f"127.0.0.1:{port}",
               "--max-connections", DESCRIPTORS // 2 + 1000, "--max-connections-per-address", 0,
               *more]
    return WebServer("confeed", port, command, processors)


def nginx(root, folder, processors):
    port = free_port()
    path = pathlib.Path(folder) / "nginx.conf"
    path.write_text(NGINX_CONFIGURATION.format(
        workers=len(processors), folder=folder, port=port, root=root, descriptors=DESCRIPTORS,
        connections=DESCRIPTORS // 2 + 1000), encoding="utf-8")
    return WebServer("nginx", port, [NGINX, "-c", path], processors)


def loop(response, processors):
    port = free_port()
    command = [candidates.RELEASE / "tests/bench/bench_loop", port, response]
    return WebServer(LOOP, port, command, processors)


def radicale(calendar, folder, processors):
    """The calendar lies in its storage, an item for each event, as its users' calendars do."""
    port = free_port()
    folder = pathlib.Path(folder)
    collection = folder / "storage/collection-root/bench/calendar"
    collection.mkdir(parents=True)
    (collection / ".Radicale.props").write_text('{"tag": "VCALENDAR"}', encoding="utf-8")
    rights = folder / "rights"
    rights.write_text("[all]\nuser: .*\ncollection: .*\npermissions: Rr\n", encoding="utf-8")
    head, *events = calendar.read_bytes().split(b"BEGIN:VEVENT")
    zone = head[head.index(b"BEGIN:VTIMEZONE"):]
    for number, event in enumerate(events):
        event = event[:event.index(b"END:VEVENT")]
        (collection / f"{number}.ics").write_bytes(
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bench\r\n" + zone + b"BEGIN:VEVENT" + event +
            b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    command = ["radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}",
               "--auth-type", "none", "--rights-type", "from_file", "--rights-file", rights,
               "--web-type", "none", "--logging-level", "error",
               "--storage-filesystem-folder", folder / "storage"]
    return WebServer("Radicale", port, command, processors)


def missing(*programs):
    """What is not there of the programs that are needed, in words; or nothing."""
    names = [program for program in programs if not shutil.which(program)]
    return f"absent ({', '.join(names)} not installed)" if names else ""
