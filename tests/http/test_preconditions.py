#!/usr/bin/python3
"""The conditions of a request, in the order of RFC 9110 §13.2.2: what Python makes of them is what
the service answers."""

import datetime
import email.utils
import os
import random
import re

import saving
import server
from server import Client, ask

TARGETS = [
    "/meeting/agenda.ics",
    "/meeting/agencies/ilo.ics?download=1",
    "/meeting/agenda.ics?cancelled=drop",
    "/meeting/select.ics?agency=ilo",
    "/meeting/",
    "/meeting/agencies/ilo.html",
    "/",
]

EARLY = datetime.datetime(2007, 7, 11, tzinfo=datetime.UTC)

TRIES = 1500


def http_date(moment):
    return email.utils.format_datetime(moment, usegmt=True)


# --- what is right, told in another way than the service does ---------------------------------

TAG = re.compile(r'(W/)?("[^"\x00-\x20\x7f]*")')


def tags_of(values):
    """The entity tags of a list, each as (is_weak, tag); "*"; None if it is no such list."""
    text = ", ".join(values).strip(" \t")
    if text == "*":
        return "*"
    tags, rest = [], text
    while rest := rest.lstrip(" \t,"):
        tag = TAG.match(rest)
        if tag is None:
            return None
        tags.append((tag[1] is not None, tag[2]))
        rest = rest[tag.end() :].lstrip(" \t")
        if rest and rest[0] != ",":
            return None
    return tags or None


def date_of(values):
    """None if there is none, or not just one that can be read."""
    if len(values) != 1:
        return None
    try:
        return datetime.datetime.strptime(values[0], "%a, %d %b %Y %H:%M:%S GMT").replace(
            tzinfo=datetime.UTC
        )
    except ValueError:
        return None


def expected_status(fields, etag, modified):
    """RFC 9110 §13.2.2, step by step, for GET and HEAD; without ranges. `modified`: the date that was
    sent, or None. Only that very date is taken for it."""
    values = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    wanted = tags_of(values.get("If-Match", []))
    if wanted is not None:
        if wanted != "*" and (False, etag) not in wanted:
            return 412
    else:
        date = date_of(values.get("If-Unmodified-Since", []))
        if None not in (date, modified) and modified > date:
            return 412
    held = tags_of(values.get("If-None-Match", []))
    if held is not None:
        # Apache makes the tag of what it compresses longer.
        same = [etag, f'{etag[:-1]}-gzip"', f'{etag[:-1]}-br"']
        if held == "*" or any(tag in same for _, tag in held):
            return 304
        return 200
    date = date_of(values.get("If-Modified-Since", []))
    return 304 if date is not None and modified == date else 200


# --- conditions of chance ---------------------------------------------------------------------


def some_tags(chance, etag):
    words = [etag, f"W/{etag}", '"x"', 'W/"y"', "*", "", '"', "abc", etag[:-1], f"{etag} {etag}",
             f'{etag[:-1]}-gzip"', f'W/{etag[:-1]}-br"', f'{etag[:-1]}-x"']
    count = chance.choice((1, 1, 1, 2, 3))
    weights = [8, 3, 6, 2, 2, 1, 1, 1, 1, 1, 2, 1, 1]
    return chance.choice((", ", ",", " ,\t")).join(chance.choices(words, weights, k=count))


def some_date(chance, moment):
    """This time, or one around it."""
    if chance.random() < 0.1:
        return "yesterday"
    seconds = chance.choice((-86400, -1, 0, 0, 1, 86400))
    return http_date(moment + datetime.timedelta(seconds=seconds))


def some_fields(chance, etag, moment):
    fields = []
    for name in ("If-Match", "If-Unmodified-Since", "If-None-Match", "If-Modified-Since"):
        for _ in range(chance.choice((0, 0, 1, 1, 1, 2))):
            is_tag = name.endswith("Match")
            fields.append((name, some_tags(chance, etag) if is_tag else some_date(chance, moment)))
    chance.shuffle(fields)
    return fields


def test_conditions_of_chance_are_answered_as_the_standard_says():
    seed = int(os.environ.get("TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"TEST_SEED={seed}", flush=True)
    chance = random.Random(seed)
    seen = {}
    with server.scratch() as folder, saving.serving_dated(server.write_agenda(folder)) as served:
        with Client(served) as client:
            dated = date_of([client.ask(TARGETS[0]).headers["last-modified"]])
            for _ in range(TRIES):
                target, method = chance.choice(TARGETS), chance.choice(("GET", "HEAD"))
                coding = chance.choice(([], ["Accept-Encoding: gzip"]))
                whole = client.ask(target, *coding)
                etag = whole.headers["etag"]
                modified = date_of(list(filter(None, [whole.headers.get("last-modified")])))
                assert modified == (None if target == "/" else dated), (target, whole)
                fields = some_fields(chance, etag, dated)
                lines = [f"{name}: {value}" for name, value in fields]
                answer = client.ask(target, *coding, *lines, method=method)
                expected = expected_status(fields, etag, modified)
                assert answer.status == expected, (method, target, fields, etag, answer)
                seen[expected] = seen.get(expected, 0) + 1
                if expected == 200 and method == "GET":
                    assert answer.body == whole.body, (target, fields)
                assert "connection" not in answer.headers, answer
    assert all(seen.get(status, 0) > TRIES / 10 for status in (200, 304, 412)), seen


def test_a_date_goes_before_a_range_where_there_is_one():
    late = f"If-Unmodified-Since: {http_date(EARLY)}"
    with server.scratch() as folder, saving.serving_dated(server.write_agenda(folder)) as served:
        for target in TARGETS:
            status = 206 if target == "/" else 412
            assert ask(served, target, "Range: bytes=0-9", late).status == status, target


def one_server(function):
    """Runs a test with a server of one small agenda."""

    def wrapped():
        with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
            function(served)

    return wrapped


@one_server
def test_a_refusal_says_what_to_do_and_is_not_kept(served):
    for target in TARGETS:
        answer = ask(served, target, 'If-Match: "x"')
        assert answer.status == 412, answer
        assert b"If-Match" in answer.body and answer.body.endswith(b".\n"), answer
        assert answer.headers["cache-control"] == "no-store", answer
        assert "etag" not in answer.headers, answer


@one_server
def test_a_condition_goes_before_a_range(served):
    for target in TARGETS:
        etag = ask(served, target).headers["etag"]
        some = "Range: bytes=0-9"
        assert ask(served, target, some, f"If-Match: {etag}").status == 206
        assert ask(served, target, some, 'If-Match: "x"').status == 412
        assert ask(served, target, "Range: bytes=99999999-", 'If-Match: "x"').status == 412
        assert ask(served, target, some, f"If-None-Match: {etag}").status == 304


@one_server
def test_where_nothing_can_be_compared_conditions_change_nothing(served):
    for target, status in (
        ("/nothing", 404), ("/meeting", 301), ("/meeting/agenda.ics?q=1", 400), ("/healthz", 200),
    ):
        for field in ('If-Match: "x"', f"If-Unmodified-Since: {http_date(EARLY)}"):
            assert ask(served, target, field).status == status, (target, field)
    assert ask(served, TARGETS[0], 'If-Match: "x"', method="POST").status == 405


server.run(__name__)
