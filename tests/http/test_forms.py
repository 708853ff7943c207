#!/usr/bin/python3
"""Calendars in other languages and with alarms: what they say is worked out here from the agenda
file alone, and read by python3-icalendar."""

import datetime
import json
import os
import pathlib
import random
import re
import subprocess
import sys

import server
from server import CONFEED, Client, ask, scratch

TOP = pathlib.Path(os.environ["TOP"])
sys.path.insert(0, str(TOP / "tests" / "clients"))

import icalendar  # noqa: E402

import comparison  # noqa: E402
import expected  # noqa: E402
from test_icalendar import read_octets  # noqa: E402

SOURCES = ["data/tutorial.yaml", "tests/golden/feeds/languages.yaml"]
SEED = 2007
FORUM = TOP / "data" / "gfmd-2007.yaml"


# --- languages -----------------------------------------------------------------------------------


def with_spanish(data, rng):
    """Some texts in a third language, some of these as it is spoken somewhere."""
    for key, value in list(data.items()) if isinstance(data, dict) else enumerate(data):
        if key in expected.TEXTS and isinstance(value, dict) and rng.random() < 0.5:
            lang = rng.choice(("es", "es-MX"))
            value[lang] = f"{lang}: {expected.text_of(value)}"
        elif isinstance(value, (dict, list)):
            with_spanish(value, rng)
    return data


def write(folder, data):
    path = pathlib.Path(folder, f"{data['agenda']['id']}.json")
    path.write_text(json.dumps(as_json(data)), encoding="utf-8")
    return path


def as_json(data, key=None):
    """PyYAML's base loader gives texts for all; confeed wants numbers and truth values as such."""
    if isinstance(data, dict):
        return {name: as_json(item, name) for name, item in data.items()}
    if isinstance(data, list):
        return [as_json(item) for item in data]
    if key in ("present", "all-day"):
        return data == "true"
    return int(data) if key in ("capacity", "delegation") else data


def test_every_feed_says_in_each_language_what_the_agenda_says():
    rng = random.Random(SEED)
    found = comparison.Comparison("python3-icalendar")
    agendas = [with_spanish(expected.load(TOP / file), rng) for file in SOURCES]
    wishes = ["fr", "en", "es", "es-mx", "fr-be,es", "es,fr", "en,fr", "fr,en"]
    with scratch() as folder:
        files = [write(folder, data) for data in agendas]
        with server.serving(*files) as served, Client(served) as client:
            for data in agendas:
                words = [expected.translated(data, wish.split(",")) for wish in wishes]
                # Each in turn: there are more of them than the service keeps at once.
                for feeds in zip(*map(expected.feeds, words)):
                    for wish, feed in zip(wishes, feeds):
                        answer = client.ask(f"/{feed.path}?lang={wish}")
                        assert answer.status == 200, (feed.path, wish, answer)
                        found.feed(feed, *read_octets(answer.body))
    print(found.summary())
    assert not found.failed()


def test_a_selection_is_told_in_a_language():
    with server.serving(TOP / SOURCES[0]) as served, Client(served) as client:
        asked = "/tutorial/select.ics?kind=plenary,session&lang="
        english, french = (client.ask(asked + lang) for lang in ("en", "fr"))
        assert (english.status, french.status) == (200, 200)
        assert "SUMMARY:Opening" in english.body.decode()
        assert "SUMMARY:Ouverture" in french.body.decode()
        assert client.ask("/tutorial/select.ics?lang=fr").status == 400


def test_one_list_of_languages_gives_one_calendar_however_it_is_spelt():
    with server.serving(TOP / SOURCES[0]) as served, Client(served) as client:
        spellings = ["lang=fr,en", "lang=FR%2Cen", "lang=fr&lang=en", "lang=fr&lang=fr,en,fr"]
        spellings += ["breaks=yes&lang=fr,en&cancelled=mark", "cancelled=mark&lang=fr,en"]
        answers = [client.ask(f"/tutorial/agenda.ics?{spelling}") for spelling in spellings]
        assert {answer.status for answer in answers} == {200}, answers
        assert len({(answer.headers["etag"], answer.body) for answer in answers}) == 1
        again = client.ask(
            "/tutorial/agenda.ics?lang=fr,en", f"If-None-Match: {answers[0].headers['etag']}"
        )
        assert again.status == 304


def test_a_language_that_is_not_there_makes_no_difference():
    with server.serving(TOP / SOURCES[0], FORUM) as served, Client(served) as client:
        def entries(target):
            return client.ask(target).body.partition(b"BEGIN:VEVENT")[2]

        for lang, same in (("fr,de", "fr"), ("de,fr", "fr"), ("de,pt-BR", "en"), ("x-ours", "en")):
            asked = entries(f"/tutorial/agenda.ics?lang={lang}")
            assert asked == entries(f"/tutorial/agenda.ics?lang={same}") != b"", lang
        assert entries("/gfmd-2007/agenda.ics?lang=en") == entries("/gfmd-2007/agenda.ics")


def test_pages_and_lists_of_changes_are_told_in_a_language_too():
    with server.serving(TOP / SOURCES[0]) as served, Client(served) as client:
        page = client.ask("/tutorial/?lang=fr").body.decode()
        assert "Ouverture" in page and "Ouverture" not in client.ask("/tutorial/").body.decode()
        assert client.ask("/tutorial/?lang=de").body == client.ask("/tutorial/").body
        assert client.ask("/tutorial/?lang=f_r").status == 400


def test_a_region_that_no_text_is_in_is_as_its_language():
    with server.serving(TOP / SOURCES[0]) as served, Client(served) as client:
        tags = ["fr"] + [f"fr-{a}{b}" for a in "abc" for b in "abcd"]
        bodies = [client.ask(f"/tutorial/agenda.ics?lang={tag}").body for tag in tags]
        assert len(set(bodies)) == 1 and b"SUMMARY:Ouverture" in bodies[0]


# --- alarms --------------------------------------------------------------------------------------


def alarms_of(octets):
    """(identifier, minutes before it, what is displayed) of each alarm."""
    for event in icalendar.Calendar.from_ical(octets).walk("VEVENT"):
        for alarm in event.walk("VALARM"):
            assert alarm["ACTION"] == "DISPLAY"
            before = -alarm["TRIGGER"].dt / datetime.timedelta(minutes=1)
            yield str(event["UID"]), before, str(alarm["DESCRIPTION"])


def test_each_session_has_the_alarm_that_is_asked_for_and_nothing_else_changes():
    with server.serving(FORUM, TOP / SOURCES[0]) as served, Client(served) as client:
        for feed in [*expected.feeds(FORUM), *expected.feeds(TOP / SOURCES[0])]:
            plain = client.ask(f"/{feed.path}").body
            asked = client.ask(f"/{feed.path}?alarm=15").body
            wanted = [
                (event["UID"], 15, event["SUMMARY"])
                for event in feed.events
                if event["TRANSP"] == "OPAQUE"
            ]
            assert list(alarms_of(asked)) == wanted, feed.path
            assert re.sub(rb"BEGIN:VALARM.*?END:VALARM\r\n", b"", asked, flags=re.S) == plain
            assert not list(alarms_of(plain))


def test_an_alarm_is_in_selections_and_languages_too():
    with server.serving(TOP / SOURCES[0]) as served, Client(served) as client:
        answer = client.ask("/tutorial/select.ics?kind=plenary&lang=fr&alarm=1440")
        assert answer.status == 200, answer
        displayed = [(before, words) for _, before, words in alarms_of(answer.body)]
        assert (1440, "Ouverture") in displayed, displayed


def test_what_is_no_alarm_is_refused():
    with server.serving(FORUM) as served:
        for value in ("", "-5", "40321", "5m", "%2535", "15&alarm=15"):
            answer = ask(served, f"/gfmd-2007/agenda.ics?alarm={value}")
            assert answer.status == 400, (value, answer)
            assert b"\nalarm: minutes, at most 40320 (" in answer.body, (value, answer)
        for path in ("index.html", "changes.html", "agencies/ilo.html", ""):
            assert ask(served, f"/gfmd-2007/{path}?alarm=15").status == 400, path


# --- both ----------------------------------------------------------------------------------------


def test_the_source_of_a_calendar_gives_that_calendar():
    url = "https://feeds.example.org"
    with server.serving(TOP / SOURCES[0], options=["--public-url", url]) as served:
        with Client(served) as client:
            for path in (
                "agenda.ics?alarm=5&lang=fr&cancelled=drop",
                "agenda.ics?cancelled=title",
                "select.ics?alarm=5&kind=plenary&lang=fr",
                "agenda.ics?breaks=no&lang=fr",
            ):
                answer = client.ask(f"/tutorial/{path}")
                source = icalendar.Calendar.from_ical(answer.body)["SOURCE"]
                assert source.startswith(url + "/"), source
                assert client.ask(source[len(url) :]).body == answer.body, (path, source)


AGENDA = """\
agenda: {{id: forum, title: Forum, timezone: Europe/Brussels}}
agencies: [{{id: ilo, short: ILO}}]
days:
  - date: 2027-07-10
    slots:
      - start: "09:00"
        end: "10:00"
        sessions:
          - {{id: a, title: {{en: Wages, fr: {title}}}, contributions: [{{agency: ilo, role: chair}}]}}
          - {{id: b, title: {{en: Secret, fr: Caché}}, visibility: agency,
             contributions: [{{agency: ilo, role: speaker}}]}}
"""


def publish(folder, title):
    path = pathlib.Path(folder, "forum.yaml")
    path.write_text(AGENDA.format(title=title), encoding="utf-8")
    history = pathlib.Path(folder, "history.db")
    for command in (["publish", path, "--history", history],):
        done = subprocess.run([CONFEED, *command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done
    return history


def properties(octets, title):
    for event in icalendar.Calendar.from_ical(octets).walk("VEVENT"):
        if str(event["SUMMARY"]).endswith(title):
            return int(event["SEQUENCE"]), event["LAST-MODIFIED"].dt
    raise AssertionError(f"there is no {title} in {octets}")


def test_what_changes_in_one_language_is_a_change_in_all():
    with scratch() as folder:
        publish(folder, "Salaires")
        history = publish(folder, "Salaire")
        with server.serving(options=["--history", str(history)]) as served:
            path = "/forum/agencies/ilo.ics"
            french = properties(ask(served, f"{path}?lang=fr").body, "Salaire")
            before = properties(ask(served, f"{path}?lang=fr&rev=1").body, "Salaires")
            assert (before[0], french[0]) == (0, 1) and french[1] > before[1]
            assert properties(ask(served, path).body, "Wages") == french
            changes = ask(served, "/forum/agencies/ilo.changes.txt").body.decode()
            assert "Salaires" in changes and "Salaire" in changes, changes


def test_a_private_calendar_has_languages_and_alarms_too():
    with scratch() as folder:
        history = publish(folder, "Salaires")
        command = [CONFEED, "token", "new", "forum", "ilo", "--history", str(history)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        path = re.search(r"/private/[a-z2-7]+\.ics", done.stdout)[0]
        with server.serving(options=["--history", str(history)]) as served:
            answer = ask(served, f"{path}?lang=fr&alarm=10")
            displayed = sorted(words for _, _, words in alarms_of(answer.body))
            assert displayed == ["[Chair] Salaires", "[Speaker] Caché"], answer.body.decode()
            assert answer.headers["cache-control"].startswith("private"), answer
            assert ask(served, f"{path}?lang=de").body == ask(served, f"{path}").body
            public = ask(served, "/forum/agencies/ilo.ics?lang=fr&alarm=10").body.decode()
            assert "Salaires" in public and "Caché" not in public


server.run(__name__)
