"""What the tests of real clients share: a forum in eight publications, the service that tells them,
and how what a client holds is compared with what the forum says.

A client has these methods:
  subscribe(addresses)  to the calendars at {feed: URL}
  synchronise()         fetches all of them; it may take a moment more until they are in its store
  view()                what is in its store: {feed: [entry, ...]}, as made by entry_of
and names, those of NAMES that it keeps.
"""

import contextlib
import datetime
import difflib
import json
import os
import pathlib
import shutil
import socket
import sys
import threading
import time

TESTS = pathlib.Path(__file__).resolve().parents[1]
for area in ("clients", "drills", "history", "http"):
    sys.path.insert(0, str(TESTS / area))

import drill  # noqa: E402
import expected  # noqa: E402
import reference  # noqa: E402
import server  # noqa: E402
from draft import Draft, new_session  # noqa: E402

SKIPPED = 77

# How long a client may take for what it is told to do, in seconds.
PATIENCE = 30

# For how long the service tells what is cancelled, in seconds.
KEEP_SECONDS = 14 * 24 * 3600

# What the clients subscribe to: everything, an agency's own, a room's.
FEEDS = ("agenda", "agencies/ilo", "rooms/gold")

# What is compared of an entry.
NAMES = ("UID", "DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION")

# --- the forum --------------------------------------------------------------------------------


def days_of_forum():
    """Those around next year's last Sunday of October, when clocks go back in Brussels."""
    last = datetime.date(datetime.date.today().year + 1, 10, 31)
    sunday = last - datetime.timedelta(days=last.isoweekday() % 7)
    return [str(sunday + datetime.timedelta(days=days)) for days in (-1, 0, 1)]


DAYS = SATURDAY, SUNDAY, MONDAY = days_of_forum()


def session(day, times, title, contributions=(), **values):
    """Contributions are those of agencies: (agency, role)."""
    return new_session(
        day=day,
        times=times,
        title=title,
        contributions={(agency, "", role): {} for agency, role in contributions},
        **{"room": "gold", **values},
    )


def first_draft():
    forum = Draft(DAYS, "Europe/Brussels")
    forum.head["location"] = "Brussels, Belgium; Palais d’Egmont"
    forum.agencies = {"ilo": {"short": "ILO"}, "unhcr": {"short": "UNHCR"}}
    forum.rooms = {"gold": {"name": "Gold Room"}, "blue": {"name": "Salle bleue, 2ème étage"}}
    forum.tables = {"1": {"title": "Labour mobility"}}
    forum.days = {day: {} for day in DAYS}
    forum.sessions = {
        "opening": session(SUNDAY, ("09:00", "10:30"), "Opening", kind="plenary"),
        "lunch": session(SUNDAY, ("13:00", "15:00"), "Lunch", kind="break", room=None),
        "1.1": session(
            SUNDAY,
            ("15:00", "18:00"),
            "Human capital; brain drain, \\ and what “remittances” do: "
            "l’économie des transferts, vue d’ensemble",
            contributions=[("ilo", "chair"), ("unhcr", "speaker")],
            **{"round-table": "1"},
        ),
        "1.2": session(
            SUNDAY,
            ("15:00", "18:00"),
            "Temporary labour migration",
            room="blue",
            contributions=[("ilo", "rapporteur")],
            **{"round-table": "1"},
        ),
        "night": session(
            SATURDAY, ("22:00", "28:00"), "Night walk", contributions=[("unhcr", "chair")]
        ),
        "closing": session(MONDAY, ("15:00", "18:00"), "Closing", kind="plenary"),
        "civil": session(MONDAY, None, "Civil Society Day", kind="plenary", room=None),
        "later": session(
            MONDAY, ("09:00", "10:30"), "Next steps", contributions=[("ilo", "speaker")]
        ),
    }
    forum.preparations = {
        "paper": {"agency": "ilo", "role": "background-paper", "title": "Notes", "date": SATURDAY}
    }
    return forum


def move_in_time(forum):
    forum.sessions["1.2"] |= {"day": SATURDAY, "times": ("09:00", "10:30")}


def move_room_and_rename(forum):
    forum.sessions["later"]["room"] = "blue"
    forum.sessions["1.1"]["title"] = "Human capital, and what it costs"


def remove_and_cancel(forum):
    forum.taken_out["sessions"]["night"] = forum.sessions.pop("night")
    forum.sessions["closing"]["status"] = "cancelled"


def add(forum):
    forum.sessions["new"] = session(
        SUNDAY, ("22:00", "25:00"), "Réception 🎻", contributions=[("ilo", "organiser")]
    )


def put_on_again(forum):
    forum.sessions["closing"]["status"] = "confirmed"


def leave(forum):
    del forum.sessions["1.1"]["contributions"]["ilo", "", "chair"]


def bring_back(forum):
    forum.sessions["night"] = forum.taken_out["sessions"].pop("night")


CHANGES = (
    move_in_time,
    move_room_and_rename,
    remove_and_cancel,
    add,
    put_on_again,
    leave,
    bring_back,
)

# This one is published while nobody can reach the service.
WHILE_AWAY = put_on_again

# --- what a client must hold ------------------------------------------------------------------


def entry_of(uid, start, end, title, status, location):
    """An entry as views have it. start, end: datetimes with a zone; or dates, of the first day and
    of the one after the last. status: "CONFIRMED". location: None for none."""
    return dict(zip(NAMES, (uid, text_of(start), text_of(end), title, status, location)))


def text_of(moment):
    """In UTC, "2027-10-31T08:00:00Z"; of a day "2027-10-31"."""
    if isinstance(moment, datetime.datetime):
        return expected.utc(moment)
    return moment.isoformat()


def wanted_view(told, names):
    """What a client has to hold of what a reference.Reference tells."""
    shown = told.shown()
    return {
        feed: [{name: event[name] for name in names} for event in shown[feed].values()]
        for feed in FEEDS
    }


def in_order(view):
    def order(entry):
        return json.dumps(entry, sort_keys=True)

    return {feed: sorted(entries, key=order) for feed, entries in view.items()}


def difference(wanted, found):
    texts = (
        json.dumps(view, indent=1, ensure_ascii=False, sort_keys=True).splitlines()
        for view in (wanted, found)
    )
    lines = difflib.unified_diff(*texts, "the forum says", "the client holds", lineterm="")
    return "\n".join(lines)


# --- publishing and following -----------------------------------------------------------------


class Publisher:
    """The file of a forum, the service with a history of its own, and what they have to tell."""

    def __init__(self, folder):
        self.file = pathlib.Path(folder, "forum.json")
        self.history = pathlib.Path(folder, "history.db")
        self.port = server.fixed_port()
        self.forum = first_draft()
        self.told = reference.Reference()
        self.served = None

    def addresses(self):
        return {feed: f"http://127.0.0.1:{self.port}/forum/{feed}.ics" for feed in FEEDS}

    def save(self):
        drill.save(self.file, self.forum.data())
        assert self.told.publish(self.forum, int(time.time()), KEEP_SECONDS)

    def start(self):
        self.served = server.Server(
            self.file,
            listen=f"127.0.0.1:{self.port}",
            options=("--history", self.history),
            env=drill.environment(),
        )

    def stop(self):
        self.served.process.terminate()
        status, messages = self.served.wait()
        assert status == 0, messages

    def kill(self):
        if self.served is not None:
            self.served.process.kill()
            self.served.process.wait()

    def number(self):
        """The revision that is served: each one changes what agenda.ics says."""
        answer = server.ask(self.served, "/forum/agenda.changes.json")
        revisions = json.loads(answer.body)["revisions"]
        return revisions[0]["revision"] if revisions else 1

    def wait(self):
        number = self.told.number
        drill.wait_for(lambda: self.number() == number, f"the service to publish {number}")


@contextlib.contextmanager
def hanging_up(port):
    """In place of the service somebody who closes every connection. Gives a list with an item for
    each so far."""
    calls = []

    def answer():
        with contextlib.suppress(OSError):
            while True:
                listener.accept()[0].close()
                calls.append(True)

    with socket.create_server(("127.0.0.1", port)) as listener:
        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield calls
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def compare(client, publisher, what):
    """Soon the client holds what the forum says; else the test ends."""
    wanted = in_order(wanted_view(publisher.told, client.names))
    end = time.monotonic() + PATIENCE
    while (found := in_order(client.view())) != wanted:
        if time.monotonic() > end:
            sys.exit(f"{what}: wrong\n{difference(wanted, found)}")
        time.sleep(0.05)
    print(f"{what}: {sum(map(len, found.values()))} entries are right", flush=True)


def miss(client, publisher):
    """While nobody listens, and then somebody hangs up, the client keeps what it has."""
    publisher.stop()
    client.synchronise()
    compare(client, publisher, "service away")
    with hanging_up(publisher.port) as calls:
        client.synchronise()
        drill.wait_for(lambda: len(calls) >= len(FEEDS), "the client to ask for each calendar")
        compare(client, publisher, "service hangs up")


def follow(client, folder):
    """Takes a client through all publications, of which it misses one at first. The test ends if
    it ever holds something else than the forum says."""
    publisher = Publisher(folder)
    try:
        publisher.save()
        publisher.start()
        client.subscribe(publisher.addresses())
        client.synchronise()
        compare(client, publisher, "first")
        for change in CHANGES:
            if change is WHILE_AWAY:
                miss(client, publisher)
            change(publisher.forum)
            publisher.save()
            if change is WHILE_AWAY:
                publisher.start()
            publisher.wait()
            client.synchronise()
            compare(client, publisher, change.__name__.replace("_", " "))
        publisher.stop()
    finally:
        publisher.kill()
    number = publisher.told.number
    print(f"{number} publications of {len(FEEDS)} calendars: every view is right", flush=True)


# --- clients ----------------------------------------------------------------------------------


def environment(home):
    """For a client: it keeps everything in this folder, and its faults are not ours."""
    env = {name: value for name, value in os.environ.items() if name not in ("G_DEBUG", "G_SLICE")}
    env |= {"HOME": home, "XDG_RUNTIME_DIR": home, "GSETTINGS_BACKEND": "memory"}
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        env[f"XDG_{kind}_HOME"] = f"{home}/{kind.lower()}"
    return env


def need(*commands):
    """Skips the test unless it is asked for and these are there."""
    if os.environ.get("CLIENTS") != "real":
        skip("make test-clients runs this")
    for command in commands:
        if shutil.which(command) is None:
            skip(f"there is no {command}: make setup USE=clients installs it")


def skip(why):
    print(why)
    sys.exit(SKIPPED)
