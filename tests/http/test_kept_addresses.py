#!/usr/bin/python3
"""An address that ever answered 200 goes on answering 200, whatever leaves the agenda, and however
others spell it or add to it."""

import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys

import server
from server import CONFEED

HOUR = 3600
DAY = 24 * HOUR
BEGIN = 1772323200  # 2026-03-01

HEAD = {"id": "forum", "title": "Forum", "short": "Forum", "timezone": "Europe/Brussels"}
TALK = {
    "id": "talk",
    "title": {"en": "A talk", "fr": "Une causerie"},
    "room": "gold",
    "round-table": "7",
    "contributions": [{"agency": "unhcr", "role": "jury"}],
}
LATER = {
    "date": "2026-06-01",
    "slots": [{"start": "09:00", "end": "10:00", "sessions": [{"id": "2.1", "title": "Later"}]}],
}
FULL = {
    "agenda": HEAD,
    "roles": [{"id": "jury", "label": "Member of the Jury", "present": True}],
    "agencies": [{"id": "unhcr", "short": "UNHCR"}, {"id": "ilo", "short": "ILO"}],
    "rooms": [{"id": "gold", "name": "Gold Room"}],
    "round-tables": [{"id": "7", "title": "Youth"}],
    "days": [
        {"date": "2026-03-02", "slots": [{"start": "09:00", "end": "10:00", "sessions": [TALK]}]},
        LATER,
    ],
}
REST = {"agenda": HEAD, "agencies": [{"id": "ilo", "short": "ILO"}], "days": [LATER]}

FEEDS = [
    "agenda",
    "agencies/unhcr",
    "agencies/ilo",
    "round-tables/7",
    "rooms/gold",
    "days/2026-03-02",
    "sessions/talk",
    "sessions/2.1",
]
QUERIES = [
    "session=talk,2.1",
    "session=talk",
    "agency=unhcr",
    "agency=ilo,unhcr&role=jury",
    "role=jury",
    "room=gold&round-table=7&day=2026-03-02",
]
FORMS = ["", "?lang=fr", "?lang=fr,en", "?rev=1", "?plenary=no", "?alarm=5", "?cancelled=drop"]


def addresses():
    """All that answers as long as everything is in the agenda."""
    yield from ["/", "/forum/", "/forum/changes.html", "/forum/?lang=fr", "/?lang=fr"]
    yield from ["/forum/table.html", "/forum/table.csv?transpose=yes", "/forum/table.html?part=9"]
    for feed in FEEDS:
        yield from (f"/forum/{feed}.ics{form}" for form in FORMS)
        yield from (f"/forum/{feed}{end}" for end in (".atom", ".changes.json", ".changes.txt"))
        yield f"/forum/{feed}.atom?lang=fr"
        if feed != "agenda":
            yield from (f"/forum/{feed}.html", f"/forum/{feed}.html?lang=fr")
    for query in QUERIES:
        yield from (f"/forum/select.ics?{query}", f"/forum/?{query}")
        yield from (f"/forum/select.ics?{query}&{more}" for more in ("lang=fr", "rev=1"))


class Client:
    """Asks each time on a connection of its own: a refusal ends it."""

    def __init__(self, served):
        self.served = served

    def ask(self, target, *fields):
        return server.ask(self.served, target, *fields)


class Forum:
    """An agenda with its history."""

    def __init__(self, folder):
        self.file = pathlib.Path(folder, "forum.json")
        self.history = pathlib.Path(folder, "history.db")
        self.feeds = pathlib.Path(folder, "feeds")

    def publish(self, data, now):
        self.file.write_text(json.dumps(data))
        self.run(now, "publish", self.file, "--by", "test")

    def build(self, now):
        self.run(now, "build", self.file, "-o", self.feeds)
        return {str(path.relative_to(self.feeds)) for path in self.feeds.rglob("*.*")}

    def run(self, now, command, *operands):
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(now)}
        done = subprocess.run(
            [CONFEED, command, *operands, "--history", self.history],
            env=env,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def client(self):
        with server.serving(self.file, options=["--history", self.history]) as served:
            yield Client(served)


@contextlib.contextmanager
def forum():
    with server.scratch() as folder:
        yield Forum(folder)


def body_of(client, target):
    answer = client.ask(target)
    assert answer.status == 200, (target, answer)
    return answer.body.decode()


def name_of(calendar):
    return re.search(r"^X-WR-CALNAME:(.*)\r$", calendar, re.M)[1]


# --- what leaves the agenda ----------------------------------------------------------------------


def test_every_address_outlives_what_it_is_about():
    with forum() as it:
        it.publish(FULL, BEGIN)
        with it.client() as client:
            names = {target: client.ask(target).status for target in addresses()}
            assert set(names.values()) == {200}, names
        # As it goes; when it is over; and when more has changed since.
        later = [{**REST, "agenda": {**HEAD, "location": str(i)}} for i in range(3)]
        for data, now in zip(later, (BEGIN + HOUR, BEGIN + 60 * DAY, BEGIN + 400 * DAY)):
            it.publish(data, now)
            with it.client() as client:
                refused = {target: client.ask(target).status for target in addresses()}
                assert set(refused.values()) == {200}, refused
                etag = client.ask("/forum/rooms/gold.ics").headers["etag"]
                assert client.ask("/forum/rooms/gold.ics", f"If-None-Match: {etag}").status == 304


def test_what_is_left_is_there_under_the_name_that_it_had():
    with forum() as it:
        it.publish(FULL, BEGIN)
        it.publish(REST, BEGIN + HOUR)
        # Whoever reads it from the history, and whoever has just published.
        it.publish({**REST, "agenda": {**HEAD, "location": "Brussels"}}, BEGIN + 60 * DAY)
        with it.client() as client:
            for target, name, events in (
                ("/forum/agencies/unhcr.ics", "UNHCR – Forum", 0),
                ("/forum/rooms/gold.ics", "Gold Room – Forum", 0),
                ("/forum/sessions/talk.ics", "A talk – Forum", 0),
                ("/forum/select.ics?agency=unhcr", "UNHCR – Forum", 0),
                ("/forum/select.ics?role=jury", "Member of the Jury – Forum", 0),
                ("/forum/select.ics?session=talk,2.1", "Later or A talk – Forum", 1),
                ("/forum/select.ics?room=gold&lang=fr", "Gold Room – Forum", 0),
            ):
                calendar = body_of(client, target)
                assert name_of(calendar) == name, (target, name_of(calendar))
                assert calendar.count("BEGIN:VEVENT") == events, target
                assert calendar.count("BEGIN:VTIMEZONE") == 1, target
            page = body_of(client, "/forum/agencies/unhcr.html")
            assert "<h1 dir=\"auto\">UNHCR</h1>" in page
            assert "This is no longer in the agenda." in page
            assert "<option value=\"unhcr\" selected>UNHCR</option>" in body_of(
                client, "/forum/?agency=unhcr"
            )
            assert client.ask("/forum/agencies/unhcr.ics?rev=1").body.count(b"BEGIN:VEVENT") == 1


def test_files_outlive_what_they_are_about():
    with forum() as it:
        it.publish(FULL, BEGIN)
        before = it.build(BEGIN)
        assert "forum/rooms/gold.html" in before
        for data, now in ((REST, BEGIN + HOUR), ({**REST, "days": []}, BEGIN + 400 * DAY)):
            it.publish(data, now)
            assert before <= it.build(now)


def test_what_never_was_is_refused_as_before():
    with forum() as it:
        it.publish(FULL, BEGIN)
        it.publish(REST, BEGIN + 60 * DAY)
        with it.client() as client:
            for query, words in (
                ("agency=unhrc", 'In forum there is no agency "unhrc"'),
                ("role=jurors", 'In forum there is no role "jurors"'),
                ("agencyy=ilo", 'There is no parameter "agencyy" (did you mean "agency"?)'),
                ("agency=ilo&lang=f_r", "lang is one or a few languages such as fr,en"),
                ("fbclid=1", "This address does not say what to select."),
            ):
                answer = client.ask(f"/forum/select.ics?{query}")
                assert answer.status == 400 and words in answer.body.decode(), (query, answer)
            for lang in ("", ",", "fr,", "-", "a", "fr--be", "toolonglang", "f_r", "%C3%A9"):
                assert client.ask(f"/forum/agenda.ics?lang={lang}").status == 400, lang
            for lang in ("fr", "de-AT-1996", "zh-Hans-CN,x-mine", "i-klingon", "EN"):
                assert client.ask(f"/forum/agenda.ics?lang={lang}").status == 200, lang
            assert client.ask("/forum/agencies/unhrc.ics").status == 404
            # Of the first revision it never was.
            assert client.ask("/forum/select.ics?agency=unhcr&rev=3").status == 400


def test_the_private_calendar_of_an_agency_that_went_stays():
    for visibility in ("public", "agency"):
        role = {"agency": "unhcr", "role": "jury", "visibility": visibility}
        day = {"date": "2026-03-02", "slots": [{"start": "09:00", "end": "10:00"}]}
        day["slots"][0]["sessions"] = [{**TALK, "contributions": [role]}]
        with forum() as it:
            it.publish({**FULL, "days": [day, LATER]}, BEGIN)
            path = re.search(r"/private/[a-z2-7]+\.ics", it.run(BEGIN, "token", "new", "forum", "unhcr"))[0]
            for data, now, events in ((None, 0, 1), (REST, HOUR, 1), ({**REST, "days": []}, 60 * DAY, 0)):
                if data is not None:
                    it.publish(data, BEGIN + now)
                with it.client() as client:
                    calendar = body_of(client, path)
                    assert calendar.count("BEGIN:VEVENT") == events, (visibility, calendar)
                    assert name_of(calendar) == "UNHCR – Forum (private)"
                    body_of(client, f"{path}?lang=fr&fbclid=1")


def test_ticked_sessions_and_their_news_after_the_first_of_them_went():
    cases = pathlib.Path(os.environ["TOP"]) / "tests" / "http" / "ticked"
    with forum() as it:
        target = "/c1/select.ics?session=s1,s2"
        for number, now in ((1, BEGIN - 30 * DAY), (2, BEGIN - 2 * DAY), (3, BEGIN + 15 * DAY)):
            it.file.write_bytes((cases / f"{number}.yaml").read_bytes())
            it.run(now, "publish", it.file, "--by", "test")
            with it.client() as client:
                calendar = body_of(client, target)
                begins = "T090000" if number < 3 else "T140000"
                assert f"DTSTART;TZID=Europe/Brussels:20260601{begins}" in calendar, calendar


# --- what others add -----------------------------------------------------------------------------

ADDED = [
    "fbclid=IwAR0",
    "gclid=1",
    "utm_source=mail&utm_medium=x",
    "mc_cid=1&mc_eid=2",
    "_=1700000000",
    "_ga=2.1.3",
    "nocache=1",
    "msclkid",
    "igshid=%3D%3D",
]


def with_query(target, more):
    return target + ("&" if "?" in target else "?") + more


def test_what_trackers_add_makes_no_difference():
    with forum() as it:
        it.publish(FULL, BEGIN)
        with it.client() as client:
            for target in (
                "/forum/agenda.ics",
                "/forum/select.ics?agency=ilo&role=jury",
                "/forum/agenda.ics?lang=fr&rev=1",
                "/forum/rooms/gold.html",
                "/forum/?agency=ilo",
                "/forum/agenda.atom",
                "/",
            ):
                plain = client.ask(target)
                spellings = [with_query(target, more) for more in ADDED]
                spellings += [target + "&", target + "&&", with_query(target, "&&fbclid=1&")]
                for spelling in spellings if "?" in target else spellings[: len(ADDED)]:
                    answer = client.ask(spelling)
                    assert (answer.status, answer.body) == (200, plain.body), (spelling, answer)
                    assert answer.headers.get("etag") == plain.headers.get("etag"), spelling
            for escaped in ("agency=ilo&amp;role=jury", "agency=ilo&amp;role=jury&amp;"):
                assert (
                    client.ask(f"/forum/select.ics?{escaped}").body
                    == client.ask("/forum/select.ics?agency=ilo&role=jury").body
                )


def test_unknown_names_matter_only_where_something_is_selected():
    with forum() as it:
        it.publish(FULL, BEGIN)
        with it.client() as client:
            for target in ("/forum/agenda.ics", "/forum/rooms/gold.html", "/forum/", "/"):
                assert client.ask(f"{target}?from=newsletter").body == client.ask(target).body
            assert client.ask("/forum/select.ics?agency=ilo&from=newsletter").status == 400
            # Ours, but not of this address: it would not do what it says.
            for target in ("/forum/rooms/gold.html?rev=1", "/forum/agenda.ics?agency=ilo"):
                assert client.ask(target).status == 400, target


# --- other spellings -----------------------------------------------------------------------------


def test_escapes_of_what_needs_none_are_undone():
    with forum() as it:
        it.publish(FULL, BEGIN)
        with it.client() as client:
            for target, plain in (
                ("/forum/sessions/2%2E1.ics", "/forum/sessions/2.1.ics"),
                ("/%66orum/agencies/%69lo%2eics", "/forum/agencies/ilo.ics"),
                ("/forum/select.ics?%61gency=%69lo", "/forum/select.ics?agency=ilo"),
                ("/forum/select.ics?agency=ilo%2Cunhcr", "/forum/select.ics?agency=ilo,unhcr"),
                ("/forum/agenda.ics?r%65v=%31", "/forum/agenda.ics?rev=1"),
            ):
                answer, other = client.ask(target), client.ask(plain)
                assert (answer.status, answer.body) == (200, other.body), (target, answer)
            for target in (
                "/forum%2Fagenda.ics",
                "/forum/agencies%2f..%2fagenda.ics",
                "/forum/agencies/%2e%2e/agenda.ics",
                "/forum/agencies/../agenda.ics",
                "/forum/%2e/agenda.ics",
                "/forum/agenda.ics%00",
                "/forum/agenda%2525.ics",
                "/forum/agencies/%252e%252e/agenda.ics",
                "/%2e%2e/%2e%2e/etc/passwd",
            ):
                assert client.ask(target).status == 404, target


def test_capital_letters_lead_to_the_right_address():
    def with_sessions(*names):
        sessions = [{"id": name, "title": name} for name in names]
        slot = {"start": "09:00", "end": "10:00", "sessions": sessions}
        return {**FULL, "days": [FULL["days"][0], {**LATER, "slots": [slot]}]}

    with forum() as it:
        it.publish(with_sessions("X", "2.1"), BEGIN)
        it.publish(with_sessions("x", "2.1", "Open"), BEGIN + HOUR)
        with it.client() as client:
            for target, location in (
                ("/Forum/Agencies/ILO.ICS", "/forum/agencies/ilo.ics"),
                ("/forum/sessions/open.ics?lang=fr", "/forum/sessions/Open.ics?lang=fr"),
                ("/forum/sessions/OPEN.HTML", "/forum/sessions/Open.html"),
                ("/forum/Rooms/gold.Atom", "/forum/rooms/gold.atom"),
                ("/FORUM/select.ics?agency=ilo", "/forum/select.ics?agency=ilo"),
                ("/forum/SELECT.ICS?agency=ilo", "/forum/select.ics?agency=ilo"),
                ("/forum/Agenda.ics?rev=1", "/forum/agenda.ics?rev=1"),
                ("/FORUM/", "/forum/"),
                ("/FORUM", "/forum/"),
                ("/Forum/Index.html", "/forum/"),
                ("/%46orum/agenda.ics", "/forum/agenda.ics"),
            ):
                answer = client.ask(target)
                assert answer.status == 301, (target, answer)
                assert answer.headers["location"] == location, (target, answer)
                assert client.ask(location).status == 200, location
            for target in ("/forum/sessions/x.ics", "/forum/sessions/X.ics"):
                assert client.ask(target).status == 200, target
            for target in ("/forum/SESSIONS/nobody.ics", "/NOBODY/", "/Private/abc.ics"):
                assert client.ask(target).status == 404, target
            assert client.ask("/Forum/select.ics?agencyy=ilo").status == 400


if __name__ == "__main__":
    server.run(__name__)
