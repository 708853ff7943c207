#!/usr/bin/python3
"""Selections: what they hold is worked out here from the agenda file alone."""

import itertools
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import urllib.parse
import uuid

import server
from selection_model import KINDS, TERMS, entries_of, fits, random_query, spelt, values_of, with_defaults
from server import Client, ask

TOP = pathlib.Path(os.environ["TOP"])
sys.path.insert(0, str(TOP / "tests" / "clients"))

import expected  # noqa: E402

AGENDA = TOP / "data" / "gfmd-2007.yaml"
SELECT = "/gfmd-2007/select.ics"
SEED = 2007


# --- the model -----------------------------------------------------------------------------------


def uids_of(data, asked):
    """The identifiers of what the parameters ask for."""
    settled = with_defaults(asked)
    keys = [entry.id for entry in entries_of(data) if entry.is_in(settled)]
    if not ({"round-table", "day", "room", "session", "kind"} | TERMS) & asked.keys():
        keys += [
            "preparations/" + expected.preparation_key(item)
            for item in data.get("preparations", [])
            if expected.dated(item) and fits(item["agency"], item["role"], asked)
        ]
    return sorted(str(uuid.uuid5(expected.NAMESPACE, f"gfmd-2007/{key}")) for key in keys)


def with_terms(data, rng):
    """The agenda with types, tags and languages, for JSON."""
    for day in data["days"]:
        for slot in day["slots"]:
            for session in [*slot.get("sessions", []), *filter(None, map(slot.get, KINDS))]:
                if rng.random() < 0.6:
                    session["type"] = rng.choice(["poster", "Q & A"])
                session["tags"] = rng.sample(["ai", "l’été", "a+b"], rng.choice([0, 1, 2]))
                session["languages"] = rng.sample(["en", "pt-BR"], rng.choice([0, 1]))
                session["interpretation"] = rng.sample(["fr"], rng.choice([0, 1]))
    return as_json(data)


def as_json(data, key=None):
    """expected.load gives texts for all; confeed wants numbers and truth values as such."""
    if isinstance(data, dict):
        return {name: as_json(item, name) for name, item in data.items()}
    if isinstance(data, list):
        return [as_json(item) for item in data]
    if key in ("present", "all-day"):
        return data == "true"
    return int(data) if key in ("capacity", "delegation") else data


# --- what the service says -----------------------------------------------------------------------


def event_uids(body):
    events = re.findall(rb"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", body, re.DOTALL)
    return sorted(re.search(rb"^UID:(.*)\r$", event, re.MULTILINE)[1].decode() for event in events)


def unfolded(body):
    return body.replace(b"\r\n ", b"").decode().split("\r\n")


def test_random_selections_hold_what_the_agenda_says_however_they_are_spelt():
    rng = random.Random(SEED)
    data = with_terms(expected.load(AGENDA), rng)
    values = values_of(data)
    with server.scratch() as folder:
        path = pathlib.Path(folder, "gfmd-2007.json")
        path.write_text(json.dumps(data), encoding="utf-8")
        compare_random_selections(path, data, values, rng)


def compare_random_selections(path, data, values, rng):
    with server.serving(path) as served, Client(served) as client:
        for _ in range(300):
            asked = random_query(values, rng)
            spellings = [spelt(asked, rng) for _ in range(3)]
            answers = [client.ask(f"{SELECT}?{spelling}") for spelling in spellings]
            assert {answer.status for answer in answers} == {200}, (spellings, answers)
            assert event_uids(answers[0].body) == uids_of(data, asked), spellings[0]
            assert len({answer.headers["etag"] for answer in answers}) == 1, spellings
            assert len({answer.body for answer in answers}) == 1, spellings


def test_all_orders_of_parameters_give_one_etag():
    parts = ["agency=ilo,iom", "role=rapporteur,chair", "day=2007-07-10", "cancelled=drop"]
    with server.serving(AGENDA) as served, Client(served) as client:
        targets = ["&".join(order) for order in itertools.permutations(parts)]
        etags = {client.ask(f"{SELECT}?{target}").headers["etag"] for target in targets}
        assert len(etags) == 1, etags


def test_what_is_the_default_need_not_be_said():
    pairs = [
        (f"{SELECT}?agency=ilo", f"{SELECT}?breaks=no&agency=ilo&plenary=yes"),
        (f"{SELECT}?round-table=1", f"{SELECT}?round-table=1&plenary=no"),
        ("/gfmd-2007/agencies/ilo.ics", "/gfmd-2007/agencies/ilo.ics?plenary=yes&breaks=no"),
        ("/gfmd-2007/agenda.ics", "/gfmd-2007/agenda.ics?breaks=yes"),
    ]
    with server.serving(AGENDA) as served, Client(served) as client:
        for short, long in pairs:
            one, other = client.ask(short), client.ask(long)
            assert (one.status, one.body) == (other.status, other.body), (short, long)
            assert one.headers["etag"] == other.headers["etag"], (short, long)


def test_any_calendar_can_be_had_with_plenaries_and_breaks_or_without():
    data = expected.load(AGENDA)
    cases = {
        "agencies/ilo.ics?plenary=no": {"agency": ["ilo"], "plenary": False, "breaks": False},
        "agencies/ilo.ics?breaks=yes": {"agency": ["ilo"], "plenary": True, "breaks": True},
        "round-tables/1.ics?plenary=yes": {"round-table": ["1"], "plenary": True},
        "days/2007-07-10.ics?breaks=no": {"day": ["2007-07-10"], "breaks": False},
        "agenda.ics?plenary=no&breaks=no": {"plenary": False, "breaks": False},
    }
    with server.serving(AGENDA) as served, Client(served) as client:
        for target, asked in cases.items():
            answer = client.ask(f"/gfmd-2007/{target}")
            assert answer.status == 200, (target, answer)
            assert event_uids(answer.body) == uids_of(data, asked), target


def test_a_selection_says_what_it_is():
    with server.serving(AGENDA) as served:
        answer = ask(served, f"{SELECT}?role=rapporteur&agency=ilo&download=1")
        lines = unfolded(answer.body)
        assert "NAME:ILO as Rapporteur – GFMD 2007" in lines, lines[:20]
        assert any(line.startswith("SUMMARY:[Rapporteur") for line in lines), lines
        disposition = answer.headers["content-disposition"]
        assert disposition == 'attachment; filename="gfmd-2007-select.ics"', disposition


def test_what_is_wrong_is_said_in_words_with_what_there_is():
    cases = {
        "": "This address does not say what to select.\n",
        "plenary=yes": "This address does not say what to select.\n",
        "agncy=ilo": 'There is no parameter "agncy" (did you mean "agency"?); there are: agency, '
        "person, role, round-table, day, room, session, kind, type, tag, language, not-agency, "
        "not-person, not-role, not-round-table, not-day, not-room, not-session, not-kind, not-type, not-tag, "
        "not-language, plenary, breaks, lang, alarm, cancelled, rev, at, download.\n",
        "lang=f_r&agency=ilo": 'lang is one or a few languages such as fr,en, not "f_r".\n',
        "langs=fr&agency=ilo": 'There is no parameter "langs" (did you mean "lang"?); there are: ',
        "not-tag=x": 'In gfmd-2007 there is no tag "x"; there is none.\n',
        "not-type=": "not-type has no value.\n",
        "tag=a%0Ab": '"a%0Ab" cannot be a value of tag: words are text in UTF-8, without control ',
        "not-agency=iloo": 'In gfmd-2007 there is no agency "iloo" (did you mean "ilo"?); there ',
        "agency": "agency has no value.\n",
        "agency=": "agency has no value.\n",
        "agency=ilo,": "In the list of agency there is an empty value.\n",
        "agency=ilo&plenary=maybe": 'plenary is yes or no, not "maybe".\n',
        "agency=ilo&rev=1&rev=1": "rev is there more than once.\n",
        "agency=il%00o": '"il%00o" cannot be a value of agency: ids are made of letters, digits, ',
        "room=gold+room": '"gold+room" cannot be a value of room: ',
        "agency=" + ",".join("x" * 101): "There are more than 100 values.\n",
        "round-table=4": 'In gfmd-2007 there is no round table "4"; there are: 1, 2, 3.\n',
        "kind=plenry": 'In gfmd-2007 there is no kind "plenry" (did you mean "plenary"?); there '
        "are: session, plenary, break.\n",
        "agency=ilo,iloo": 'In gfmd-2007 there is no agency "iloo" (did you mean "ilo"?); there '
        "are: bangladesh, ",
    }
    with server.serving(AGENDA) as served:
        for query, words in cases.items():
            answer = ask(served, f"{SELECT}?{query}")
            assert answer.status == 400, (query, answer)
            assert answer.headers["content-type"] == "text/plain; charset=utf-8", answer
            assert answer.body.decode().startswith(words), (query, answer.body)
        assert ask(served, SELECT).status == 400
        assert ask(served, "/gfmd-2008/select.ics?agency=ilo").status == 404


def publish(file, history):
    command = [server.CONFEED, "publish", "--keep", "always", "--history", history, file]
    subprocess.run(command, check=True, capture_output=True)


def test_a_selection_can_be_had_as_it_was_and_what_left_it_is_told():
    with server.scratch() as folder:
        history = f"{folder}/history.db"
        file = server.write_agenda(folder)
        publish(file, history)
        select = "/meeting/select.ics?agency=ilo&room=gold"
        text = file.read_text()
        file.write_text(text.replace("            room: gold\n", ""))
        assert file.read_text() != text
        publish(file, history)
        with server.serving("--history", history) as served, Client(served) as client:
            was = client.ask(f"{select}&rev=1")
            now = client.ask(select)
            assert (was.status, now.status) == (200, 200), (was, now)
            assert event_uids(was.body) == event_uids(now.body), (was.body, now.body)
            assert b"STATUS:CANCELLED" not in was.body, was.body
            assert "STATUS:CANCELLED" in unfolded(now.body), now.body
            told = "It is no longer part of this selection\\, and goes on."
            assert any(told in line for line in unfolded(now.body)), now.body
            assert client.ask(f"{select}&rev=2").body == now.body


server.run(__name__)
