#!/usr/bin/python3
"""An agenda follows a schedule on a web server that does everything servers do: it answers with
edits, with nothing, with half of it, late, never; it calls all sessions otherwise. Whoever subscribes
to the agenda ends with what the schedule says, every UID, SEQUENCE and tombstone as a model in
Python has them, and sees nothing of what went wrong. DRILLS=full: 200 answers."""

import contextlib
import datetime
import gzip
import http.server
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from xml.sax import saxutils

import icalendar

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"], "tests/http")))
import server  # noqa: E402

CONFEED = os.environ["CONFEED"]
IS_FULL = os.environ.get("DRILLS") == "full"
N_ANSWERS = 200 if IS_FULL else 50
N_SESSIONS = 24
ROOMS = ("Gold", "Silver", "Bronze")

AGENDA = """\
agenda: {{id: forum, title: Forum, timezone: Europe/Brussels}}
source: {{from: frab, url: "{url}", every: 1h}}
agencies: [{{id: ilo, short: ILO}}]
annotate:
  "{annotated}": {{contributions: [{{agency: ilo, role: chair}}]}}
"""


class Fault(Exception):
    """Something that is not as it should be."""


# --- the schedule --------------------------------------------------------------------------------


class Schedule:
    """What the source says: sessions by a name of ours, as it calls and places them."""

    def __init__(self, rng):
        self.rng = rng
        self.number = 0
        self.sessions = {}
        for _ in range(N_SESSIONS):
            self.add()

    def add(self):
        self.number += 1
        self.sessions[self.number] = {
            "guid": f"guid-{self.number}",
            "id": str(self.number),
            "title": f"Session {self.number}",
            "room": self.rng.choice(ROOMS),
            "start": self.rng.randrange(0, 96) * 15,
            "minutes": self.rng.choice((15, 30, 45)),
        }

    def edit(self):
        for _ in range(self.rng.randrange(1, 4)):
            names = sorted(self.sessions)
            session = self.sessions[self.rng.choice(names)]
            kind = self.rng.randrange(5)
            if kind == 0:
                self.number += 1
                session["title"] = f"Title {self.number}"
            elif kind == 1:
                session["room"] = self.rng.choice(ROOMS)
            elif kind == 2:
                session["start"] = self.rng.randrange(0, 96) * 15
            elif kind == 3:
                self.add()
            elif len(names) > 16:
                del self.sessions[self.rng.choice(names[1:])]

    def rename(self):
        """Every session is called otherwise; nothing else changes."""
        for session in self.sessions.values():
            self.number += 1
            session["guid"], session["id"] = f"guid-{self.number}", str(self.number)

    def is_plain(self):
        """Whether no two sessions have a title, time and room in common."""
        marks = [(s["title"], s["start"], s["room"]) for s in self.sessions.values()]
        return len(set(marks)) == len(marks)

    def xml(self, names=None):
        events = []
        for name in names if names is not None else sorted(self.sessions):
            session = self.sessions[name]
            start = datetime.datetime(2027, 3, 12) + datetime.timedelta(minutes=session["start"])
            minutes = session["minutes"]
            events.append(
                f"<day date='{start:%Y-%m-%d}'><room name='{session['room']}'>"
                f"<event id='{session['id']}' guid='{session['guid']}'>"
                f"<date>{start:%Y-%m-%dT%H:%M:00}+01:00</date>"
                f"<duration>{minutes // 60}:{minutes % 60:02}</duration>"
                f"<title>{saxutils.escape(session['title'])}</title></event></room></day>"
            )
        head = "<schedule><conference><acronym>forum</acronym><title>Forum</title></conference>"
        return f"{head}{''.join(events)}</schedule>".encode()


# --- the server of the schedule ------------------------------------------------------------------


class Script:
    """What the server answers next, and how often it was asked."""

    def __init__(self):
        self.condition = threading.Condition()
        self.asked = 0
        self.not_modified = 0
        self.answer = None  # a function of the handler

    def note(self):
        with self.condition:
            self.asked += 1
            self.condition.notify_all()
            return self.answer


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        answer = self.server.script.note()
        with contextlib.suppress(OSError):
            answer(self)

    def log_message(self, *_arguments):
        pass

    def send(self, body, status=200, headers=()):
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def whole(body):
    """The schedule as it is, with a validator; compressed for who asks."""
    etag = f'"{hash(body)}"'

    def answer(handler):
        if handler.headers["If-None-Match"] == etag:
            handler.server.script.not_modified += 1
            handler.send_response(304)
            handler.send_header("ETag", etag)
            handler.end_headers()
        elif "gzip" in handler.headers.get("Accept-Encoding", ""):
            handler.send(gzip.compress(body), headers=[("ETag", etag), ("Content-Encoding", "gzip")])
        else:
            handler.send(body, headers=[("ETag", etag)])

    return answer


def broken(rng, body):
    """An answer that is no schedule, and what it is."""

    def cut_short(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])
        handler.close_connection = True

    def chunks_cut_short(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(body) // 2, body[: len(body) // 2]))
        handler.close_connection = True

    return rng.choice(
        (
            ("nothing", lambda handler: handler.send(b"")),
            ("no sessions", lambda handler: handler.send(b"<schedule></schedule>")),
            ("half of it", lambda handler: handler.send(body[: len(body) // 2])),
            ("cut short", cut_short),
            ("chunks cut short", chunks_cut_short),
            ("500", lambda handler: handler.send(b"<p>Sorry", 500)),
            ("503", lambda handler: handler.send(b"", 503, [("Retry-After", "7")])),
            ("404", lambda handler: handler.send(b"<p>Gone", 404)),
            ("a login page", lambda handler: handler.send(b"<html><p>Log in</html>")),
            ("a redirect in a circle", lambda handler: handler.send(b"", 302, [("Location", "/")])),
            ("silence", lambda handler: setattr(handler, "close_connection", True)),
        )
    )


@contextlib.contextmanager
def schedule_server(script):
    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    httpd.script = script
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/schedule.xml"
    finally:
        httpd.shutdown()


# --- the model of a subscriber -------------------------------------------------------------------


class Model:
    """What a calendar of the whole agenda has to say."""

    def __init__(self):
        self.entries = {}  # our name: [sequence, what it says]

    def take(self, sessions):
        for name in {*self.entries, *sessions}:
            session = sessions.get(name)
            known = self.entries.get(name)
            if session is None:
                says = (*known[1][:-1], True)
            else:
                says = (session["title"], session["room"], session["start"], session["minutes"], False)
            if known is None:
                self.entries[name] = [0, says]
            elif known[1] != says:
                self.entries[name] = [known[0] + 1, says]


def events_of(octets):
    found = {}
    for event in icalendar.Calendar.from_ical(octets).walk("VEVENT"):
        start = event["DTSTART"].dt.replace(tzinfo=None)
        minutes = (event["DTEND"].dt.replace(tzinfo=None) - start).total_seconds() // 60
        offset = (start - datetime.datetime(2027, 3, 12)).total_seconds() // 60
        is_cancelled = event.get("STATUS") == "CANCELLED"
        title = str(event["SUMMARY"])
        if is_cancelled:
            title = title.partition("]")[2].strip() if title.startswith("[") else title
            title = title.removeprefix("Cancelled: ").removeprefix("CANCELLED: ")
        found[str(event["UID"])] = (
            int(event["SEQUENCE"]),
            event["LAST-MODIFIED"].dt,
            (title, str(event["LOCATION"]).partition(",")[0], int(offset), int(minutes), is_cancelled),
        )
    return found


class Subscriber:
    def __init__(self, url):
        self.url = url
        self.uids = {}  # our name: UID
        self.stamps = {}

    def read(self):
        with urllib.request.urlopen(f"{self.url}/forum/agenda.ics", timeout=30) as answer:
            return answer.read()

    def check(self, model):
        octets = self.read()
        events = events_of(octets)
        by_saying = {}
        for uid, (sequence, stamp, says) in events.items():
            by_saying.setdefault((sequence, says), []).append(uid)
            if stamp < self.stamps.get(uid, stamp):
                raise Fault(f"LAST-MODIFIED of {says} falls")
            self.stamps[uid] = stamp
        for name, (sequence, says) in model.entries.items():
            uids = by_saying.get((sequence, says), [])
            known = self.uids.get(name)
            if known is None and len(uids) != 1:
                raise Fault(f"there is not one {says}, SEQUENCE {sequence}: {sorted(events.values())}")
            uid = self.uids.setdefault(name, uids[0] if uids else None)
            if uid not in uids:
                raise Fault(f"{says}, SEQUENCE {sequence}, is {events.get(uid)}")
        if len(events) != len(model.entries):
            raise Fault(f"there are {len(events)} events, not {len(model.entries)}")
        return octets


# --- the play ------------------------------------------------------------------------------------


class Play:
    def __init__(self, rng, folder, script, url):
        self.rng = rng
        self.script = script
        self.schedule = Schedule(rng)
        self.model = Model()
        self.agenda = folder / "forum.yaml"
        self.history = folder / "history.db"
        self.agenda.write_text(AGENDA.format(url=url, annotated="1"))
        script.answer = whole(self.schedule.xml())
        self.served = server.Server(self.agenda, options=("--history", str(self.history)))
        self.subscriber = Subscriber(self.served.url)
        self.counts = {}

    def await_question(self):
        """Has it look at its source until it has asked once more."""
        with self.script.condition:
            before = self.script.asked
        deadline = time.monotonic() + server.PATIENCE
        while time.monotonic() < deadline:
            self.served.signal(signal.SIGHUP)
            with self.script.condition:
                if self.script.condition.wait_for(lambda: self.script.asked > before, 0.1):
                    return
        raise Fault("it does not look at its source any more")

    def answer(self, answer):
        """Has it get this answer, and returns when it has dealt with it: it asks again."""
        self.script.answer = answer
        self.await_question()
        self.await_question()

    def step(self):
        before = self.subscriber.read()
        kind = self.rng.choice(("edit", "edit", "edit", "broken", "broken", "rename", "shuffle", "half"))
        if kind == "edit":
            self.schedule.edit()
            self.answer(whole(self.schedule.xml()))
            self.model.take(self.schedule.sessions)
        elif kind == "rename" and self.schedule.is_plain():
            self.schedule.rename()
            self.answer(whole(self.schedule.xml()))
        elif kind == "shuffle":
            names = list(self.schedule.sessions)
            self.rng.shuffle(names)
            self.answer(whole(self.schedule.xml(names)))
        elif kind == "half":
            kind = self.half(before)
        elif kind == "broken":
            kind, answer = broken(self.rng, self.schedule.xml())
            self.answer(answer)
        else:
            return
        self.counts[kind] = self.counts.get(kind, 0) + 1
        after = self.subscriber.check(self.model)
        if kind not in ("edit", "half, accepted") and after != before:
            raise Fault(f"{kind}: the calendar has changed")

    def half(self, before):
        """So much is gone that it is held back, until somebody accepts it."""
        names = sorted(self.schedule.sessions)
        kept = [1, *self.rng.sample(names[1:], len(names) // 2)]
        answer = whole(self.schedule.xml(kept))
        self.answer(answer)
        if self.subscriber.read() != before:
            raise Fault("half of the schedule is taken for all of it")
        command = [CONFEED, "publish", self.agenda, "--history", self.history]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 1 or "--accept" not in done.stderr:
            raise Fault(f"publish takes half for all: {done}")
        if self.rng.randrange(2) == 0:
            self.answer(whole(self.schedule.xml()))
            return "half, mended"
        done = subprocess.run([*command, "--accept"], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Fault(f"publish --accept: {done}")
        for name in names:
            if name not in kept:
                del self.schedule.sessions[name]
        self.model.take(self.schedule.sessions)
        deadline = time.monotonic() + server.PATIENCE
        while self.subscriber.read() == before and time.monotonic() < deadline:
            time.sleep(0.05)
        self.answer(answer)
        while len(self.schedule.sessions) < N_SESSIONS:
            self.schedule.add()
        self.subscriber.check(self.model)
        self.answer(whole(self.schedule.xml()))
        self.model.take(self.schedule.sessions)
        return "half, accepted"

    def page(self, path):
        with urllib.request.urlopen(f"{self.served.url}/{path}", timeout=30) as answer:
            return answer.read().decode()

    def tell_history(self):
        command = [CONFEED, "history", "forum", "--history", self.history]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def await_words(self, tell, words):
        """It notes once a second how its sources do."""
        deadline = time.monotonic() + server.PATIENCE
        while words not in (said := tell()):
            if time.monotonic() > deadline:
                raise Fault(f"it does not come to say {words}: {said}")
            time.sleep(0.1)

    def run(self):
        self.model.take(self.schedule.sessions)
        self.subscriber.check(self.model)
        while self.script.asked < N_ANSWERS:
            self.step()
        self.answer(whole(self.schedule.xml()))
        self.await_question()
        if self.script.not_modified == 0:
            raise Fault("what has not changed is fetched again")
        good = 'confeed_source_good{agenda="forum"} 1'
        self.await_words(lambda: self.page("metrics"), good)
        self.await_words(lambda: self.page("readyz"), '"sources":[{"agenda":"forum","good":true,')
        self.await_words(self.tell_history, "forum: its source was last sound 20")


def main():
    seed = int(os.environ.get("TEST_SEED", random.randrange(1 << 32)))
    print(f"TEST_SEED={seed}", flush=True)
    script = Script()
    with tempfile.TemporaryDirectory() as folder, schedule_server(script) as url:
        play = Play(random.Random(seed), pathlib.Path(folder), script, url)
        try:
            play.run()
        except Fault as fault:
            print(f"wrong: {fault}")
            play.served.signal(signal.SIGTERM)
            print(play.served.wait()[1][-3000:])
            return 1
        print(f"{script.asked} questions, {script.not_modified} not modified: {play.counts}")
        play.served.signal(signal.SIGTERM)
        status, errors = play.served.wait()
        if status != 0:
            print(errors)
        return status


if __name__ == "__main__":
    sys.exit(main())
