"""Requests a second of `serve`, beside nginx with the files that `build` wrote, in the same run."""

import contextlib
import gzip
import json
import os
import re
import socket
import statistics
import subprocess
import tempfile
from dataclasses import dataclass, field

import candidates
import measure
import webservers
from report import heading, progress, verdict

FORUM = candidates.TOP / "data/gfmd-2007.yaml"
SMALL = "/gfmd-2007/days/2007-07-11.ics"
LARGE = "/bench-forum/agenda.ics"
LARGE_SESSIONS = 500  # whose agenda is a calendar of 400 kB
PATIENCE = 30  # seconds
IDLE = 10000
IDLE_WANTED = 9000  # octets
SMALL_HEADS = ["--max-head", 3584]  # as small as it goes: for calendar apps, and behind a proxy
SMALL_NAME = "confeed with small heads"
SELECT_WANTED = 0.1  # times the rate of the small feed

# Each request asks for another selection of about 12 kB, more of them than are kept.
SELECT_SCRIPT = """
local n = 0
request = function()
  n = n + 1
  local m = math.floor(n / #AGENCIES)
  return wrk.format("GET", "/bench-forum/select.ics?agency=" .. AGENCIES[n % #AGENCIES + 1] ..
      "&agency=" .. AGENCIES[m % #AGENCIES + 1] .. "&day=" .. DAYS[n % #DAYS + 1] ..
      "&day=" .. DAYS[(n + 1) % #DAYS + 1] .. "&day=" .. DAYS[m % #DAYS + 1])
end
"""


@dataclass
class Case:
    """What is asked for, and how many times the rate of nginx is wanted."""

    name: str
    path: str
    wanted: float
    gzip: bool = False
    not_modified: bool = False
    close: bool = False
    rates: dict = field(default_factory=dict)  # of each server, in requests a second
    slowest: dict = field(default_factory=dict)  # of each server, the 99th percentile in ms

    def headers(self, server):
        """The entity tags of two servers differ."""
        headers = {}
        if self.gzip:
            headers["Accept-Encoding"] = "gzip"
        if self.not_modified:
            headers["If-None-Match"] = server.ask(self.path, headers)[0].headers["ETag"]
        if self.close:
            headers["Connection"] = "close"
        return headers

    def ratio(self, name):
        """To nginx, the median of that of each round."""
        return statistics.median(ours / theirs for ours, theirs in
                                 zip(self.rates[name], self.rates["nginx"]))


PINNED = [
    Case("12 kB", SMALL, 1.15),
    Case("12 kB, not modified", SMALL, 1.1, not_modified=True),
    Case("12 kB, gzip", SMALL, 1.5, gzip=True),
    Case("400 kB", LARGE, 0.85),
    Case("12 kB, a connection each", SMALL, 0.95, close=True),
]
UNPINNED = [
    Case("12 kB", SMALL, 1.0),
    Case("12 kB, not modified", SMALL, 1.1, not_modified=True),
    Case("12 kB, gzip", SMALL, 1.3, gzip=True),
]


class Load:
    """wrk on some processors; for 304s, which it cannot read to their end, a program of our own."""

    def __init__(self, processors, threads, connections, seconds):
        self.threads, self.connections, self.seconds = threads, connections, seconds
        self.pinned = ["taskset", "--cpu-list", ",".join(map(str, sorted(processors)))]

    def run(self, server, case, script=None):
        """Requests a second, and the 99th percentile of their time in milliseconds."""
        return (self.with_ours if case.not_modified else self.with_wrk)(server, case, script)

    def with_wrk(self, server, case, script):
        options = [f"-H{name}: {value}" for name, value in case.headers(server).items()]
        if script:
            options += ["-s", script]
        output = measure.run([*self.pinned, "wrk", "--latency", f"-t{self.threads}",
                              f"-c{self.connections}", f"-d{self.seconds}s", *options,
                              f"http://127.0.0.1:{server.port}{case.path}"]).output
        if "Non-2xx" in output or "Socket errors" in output:
            raise measure.Failed(f"{server.name}: {case.path}: {' '.join(output.split())[-200:]}")
        rate = re.search(r"Requests/sec:\s*([0-9.]+)", output)
        slowest, unit = re.search(r"99%\s+([0-9.]+)(us|ms|s)", output).groups()
        return float(rate[1]), float(slowest) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

    def with_ours(self, server, case, _):
        """One process for each thread."""
        headers = case.headers(server)
        with tempfile.NamedTemporaryFile() as request:
            request.write(server.request(case.path, headers))
            request.flush()
            command = [*self.pinned, candidates.RELEASE / "tests/bench/bench_load", server.port,
                       self.connections // self.threads, self.seconds,
                       len(server.raw(case.path, headers)), request.name]
            children = [subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE)
                        for _ in range(self.threads)]
            made = [json.loads(child.communicate()[0]) for child in children]
        return sum(one["rate"] for one in made), max(one["slowest"] for one in made)


class Serving:
    def __init__(self, options, folder, generate):
        self.quick = options.quick
        self.rounds = 1 if options.quick else 5
        self.seconds = 1 if options.quick else 3
        self.folder = folder
        self.agendas = [FORUM, generate(LARGE_SESSIONS, "yaml")]
        self.problem = candidates.confeed_missing() or webservers.missing("wrk", webservers.NGINX)
        self.processors = sorted(os.sched_getaffinity(0))
        if len(self.processors) < 2:
            self.problem = self.problem or "absent (there is one processor only)"
        self.select_rate = self.radicale_rate = self.idle_octets = None

    def measure(self):
        if self.problem:
            return
        try:
            self.write_files()
            self.measure_pinned()
            self.measure_unpinned()
            self.measure_idle()
        except (measure.Failed, OSError) as failure:
            self.problem = f"failed ({failure})"

    def write_files(self):
        """nginx sends the same octets, plain and in gzip."""
        root = self.folder / "files"
        measure.run([candidates.RELEASE / "confeed", "build", *self.agendas, "-o", root])
        with self.confeed({self.processors[0]}) as server:
            for path in (SMALL, LARGE):
                answer, body = server.ask(path, {"Accept-Encoding": "gzip"})
                plain = root / path[1:]
                if answer.headers["Content-Encoding"] != "gzip" or \
                        gzip.decompress(body) != plain.read_bytes():
                    raise measure.Failed(f"{path} is not what build wrote")
                packed = plain.with_suffix(".ics.gz")
                packed.write_bytes(body)
                stamp = plain.stat()
                os.utime(packed, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    def confeed(self, processors, *more):
        return webservers.confeed(self.agendas, processors, more)

    def nginx(self, processors):
        folder = self.folder / "nginx"
        folder.mkdir(exist_ok=True)
        return webservers.nginx(self.folder / "files", folder, processors)

    # --- rates ------------------------------------------------------------------------------

    def measure_pinned(self):
        """One processor for the server, another one for who asks."""
        first, second = {self.processors[0]}, {self.processors[1]}
        load = Load(second, 1, 64, self.seconds)
        with self.nginx(first) as nginx, self.confeed(first) as ours, \
                self.confeed(first, *SMALL_HEADS) as small:
            small.name = SMALL_NAME
            for case in PINNED:
                with self.loop_for(case, ours, first) as loop:
                    self.take_turns(case, load, [nginx, ours, small, loop])
            self.measure_select(load, ours)
        self.measure_radicale(first, load)

    def loop_for(self, case, ours, processors):
        response = self.folder / "response"
        response.write_bytes(ours.raw(case.path, case.headers(ours)))
        return webservers.loop(response, processors)

    def measure_unpinned(self):
        both = set(self.processors)
        load = Load(both, 2, 256, self.seconds)
        with self.nginx(both) as nginx, self.confeed(both) as ours:
            for case in UNPINNED:
                self.take_turns(case, load, [nginx, ours])

    def take_turns(self, case, load, servers):
        """Each round all of them, so that what disturbs one disturbs all."""
        for number in range(self.rounds):
            progress(f"serving: {case.name}, round {number + 1} of {self.rounds}")
            for server in servers:
                rate, slowest = load.run(server, case)
                case.rates.setdefault(server.name, []).append(rate)
                case.slowest.setdefault(server.name, []).append(slowest)

    def measure_select(self, load, ours):
        progress("serving: selections")
        script = self.folder / "select.lua"
        script.write_text(self.ids("agencies") + self.ids("days") + SELECT_SCRIPT, encoding="utf-8")
        rates = [load.run(ours, Case("select", "/", 0), script)[0] for _ in range(self.rounds)]
        self.select_rate = statistics.median(rates)

    def ids(self, kind):
        """Those that a folder of feeds is made of, as a table of Lua."""
        feeds = sorted((self.folder / "files/bench-forum" / kind).glob("*.ics"))
        return f"local {kind.upper()} = {{ {', '.join(repr(feed.stem) for feed in feeds)} }}\n"

    def measure_radicale(self, processors, load):
        if webservers.missing("radicale"):
            return
        progress("serving: Radicale")
        folder = self.folder / "radicale"
        calendar = self.folder / "files" / SMALL[1:]
        with webservers.radicale(calendar, folder, processors) as server:
            self.radicale_rate = load.run(server, Case("", "/bench/calendar/", 0))[0]

    # --- idle connections -------------------------------------------------------------------

    def measure_idle(self):
        """Each has asked once and been answered."""
        progress("serving: idle connections")
        request = f"GET {SMALL} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n".encode()
        with self.confeed(set(self.processors), *SMALL_HEADS) as server, \
                contextlib.ExitStack() as stack:
            length = len(server.raw(SMALL, {}))
            before = server.memory()
            for _ in range(IDLE // (10 if self.quick else 1)):
                connection = stack.enter_context(
                    socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE))
                connection.sendall(request)
                left = length
                while left > 0:
                    left -= len(connection.recv(left))
            self.idle_octets = (server.memory() - before) / (IDLE // (10 if self.quick else 1))

    # --- report -----------------------------------------------------------------------------

    def report(self):
        heading("Serving: requests a second, beside nginx with the files that build wrote")
        if self.problem:
            print(self.problem)
            return
        print("Server on one processor, wrk with 64 connections on the other; medians of "
              f"{self.rounds} rounds")
        self.table(PINNED)
        print("\nServer and wrk on all processors, two threads each, 256 connections")
        self.table(UNPINNED)
        self.others()

    def table(self, cases):
        print(f"{'':26}{'nginx':>9}{'confeed':>9}{'ratio':>7}{'wanted':>8}{'':8}{'p99 ms':>14}"
              f"{'small':>8}{'limit':>8}")
        for case in cases:
            rates = {name: statistics.median(seen) for name, seen in case.rates.items()}
            slowest = {name: statistics.median(seen) for name, seen in case.slowest.items()}
            ratio = case.ratio("confeed")
            print(f"{case.name:26}{rates['nginx']:9,.0f}{rates['confeed']:9,.0f}{ratio:6.2f}×"
                  f"{case.wanted:7.2f}×{verdict(ratio >= case.wanted, self.quick):8}"
                  f"{slowest['nginx']:7.2f}{slowest['confeed']:7.2f}"
                  + "".join(f"{case.ratio(name):7.2f}×" for name in (SMALL_NAME, webservers.LOOP)
                            if name in rates))

    def others(self):
        print("Small is confeed with --max-head 3584, and the limit a bare epoll loop that sends its "
              "octets,\nboth beside nginx.\n")
        small = statistics.median(PINNED[0].rates["confeed"])
        ratio = self.select_rate / small
        print(f"select, each another one: {self.select_rate:,.0f} a second, {ratio:.2f}× of 12 kB, "
              f"wanted {SELECT_WANTED}×{verdict(ratio >= SELECT_WANTED, self.quick)}")
        if self.radicale_rate is not None:
            print(f"Radicale, the 12 kB calendar: {self.radicale_rate:,.0f} a second")
        else:
            print(f"Radicale: {webservers.missing('radicale')}")
        print(f"{IDLE:,} idle connections, small: {self.idle_octets:,.0f} octets each, wanted "
              f"{IDLE_WANTED:,}{verdict(self.idle_octets <= IDLE_WANTED, self.quick)}")
