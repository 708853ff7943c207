#!/usr/bin/python3
"""A date stands for the very octets that it was sent with, or none is sent: whatever changes them,
who asks with an earlier date gets them."""

import contextlib
import email.utils
import os
import subprocess
import time

import saving
import server
from server import Client, ask

ILO = "/meeting/agencies/ilo.ics"
DATED = ["/meeting/agenda.ics", ILO, "/meeting/", "/meeting/changes.html",
         "/meeting/agenda.ics?cancelled=drop", "/meeting/select.ics?agency=ilo",
         "/meeting/agencies/ilo.html", "/meeting/agenda.atom", "/meeting/table.html",
         "/meeting/table.csv?agency=ilo"]
SAVES = 5


def http_date(moment):
    return email.utils.formatdate(moment, usegmt=True)


def seconds_of(answer):
    """When it was last modified, Unix seconds; None if it does not say."""
    date = answer.headers.get("last-modified")
    return email.utils.parsedate_to_datetime(date).timestamp() if date else None


@contextlib.contextmanager
def meeting(with_history, options=()):
    """An agenda and a server of it, which has run for a second."""
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        more = ["--history", f"{folder}/h.db"] if with_history else []
        with saving.serving(agenda, [*more, *options]) as served:
            saving.wait_for_the_next_second(time.time())
            yield served, agenda


def assert_changed(client, target, dates):
    """None of the dates stands for what is there now."""
    whole = client.ask(target)
    for date in dates:
        answer = client.ask(target, f"If-Modified-Since: {http_date(date)}")
        assert (answer.status, answer.body) == (200, whole.body), (target, date, answer)


def test_without_a_history_nothing_has_a_date():
    with meeting(with_history=False) as (served, agenda), Client(served) as client:
        # At first the file is of 1970; of these times two are kept, and one is older.
        for number, mtime in enumerate((None, None, 1_500_000_000, 1_500_000_000, 86_400)):
            whole = client.ask("/meeting/agenda.ics")
            saving.save(agenda, "A meeting", f"A{number} meeting", mtime)
            saving.wait_for_another(client, "/meeting/agenda.ics", whole.headers["etag"])
            for target in ("/", *DATED[:4], *DATED[5:7]):
                assert seconds_of(client.ask(target)) is None, target
                assert_changed(client, target, [time.time(), 1_184_198_400, 1_500_000_000])
            saving.save(agenda, f"A{number} meeting", "A meeting", mtime)
            saving.wait_for_another(client, "/meeting/agenda.ics",
                             client.ask("/meeting/agenda.ics").headers["etag"])


def test_a_date_rises_with_each_change_however_fast_they_come():
    with meeting(with_history=True) as (served, agenda), Client(served) as client:
        dates = {target: [] for target in DATED}
        for number in range(SAVES):
            etags = {target: client.ask(target).headers["etag"] for target in DATED}
            saving.save(agenda, "Temporary labour", f"Temporary {number} labour", mtime=1_500_000_000)
            for target in DATED:
                answer = saving.wait_for_another(client, target, etags[target])
                date = seconds_of(answer)
                # The stamps of changes within a second are ahead of the clock, and are not told.
                assert date is None or date <= time.time(), answer
                assert date is None or not dates[target] or date > dates[target][-1], answer
                dates[target] += [date] if date is not None else []
                if date is not None:
                    same = client.ask(target, f"If-Modified-Since: {http_date(date)}")
                    assert same.status == 304, same
                assert_changed(client, target, [*dates[target][:-1], time.time() + 86_400])
            saving.save(agenda, f"Temporary {number} labour", "Temporary labour")
            saving.wait_for_another(client, ILO, client.ask(ILO).headers["etag"])
        assert all(dates.values()), dates


def test_what_has_not_changed_since_the_start_has_no_date():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        for url in ("https://a.example", "https://b.example"):
            options = ["--history", f"{folder}/h.db", "--public-url", url]
            with saving.serving(agenda, options) as served, Client(served) as client:
                for target in DATED:
                    assert seconds_of(client.ask(target)) is None, target
                    assert_changed(client, target, [1_184_198_400, time.time()])
                saving.wait_for_the_next_second(time.time())
                saving.save(agenda, "labour migration", "labour migration again")
                etag = client.ask(ILO).headers["etag"]
                date = seconds_of(saving.wait_for_another(client, ILO, etag))
                assert date is not None
                # One that is the same as before the start has none still.
                assert seconds_of(client.ask("/meeting/agencies/world-bank.ics")) is None
        # The same revision, in other octets under another address.
        options[-1] = "https://c.example"
        with saving.serving(agenda, options) as served, Client(served) as client:
            assert_changed(client, ILO, [date])


def test_a_name_alone_is_a_change():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        saving.save(agenda, "name: International Labour Organization", "name: {en: Labour, fr: Travail}")
        options = ["--history", f"{folder}/h.db"]
        with saving.serving(agenda, options) as served, Client(served) as client:
            saving.wait_for_the_next_second(time.time())
            dates = []
            french = ILO + "?lang=fr"
            for old, new, target in (("ILO", "I.L.O.", ILO), ("Travail", "Du travail", french),
                                     ("I.L.O.", "Ilo", ILO), ("Du travail", "Travail", french)):
                etag = client.ask(target).headers["etag"]
                saving.save(agenda, old, new)
                answer = saving.wait_for_another(client, target, etag)
                assert seconds_of(answer) is None or seconds_of(answer) not in dates, (new, answer)
                assert_changed(client, target, dates)
                saving.wait_for_the_next_second(time.time())
                dates += [date for date in [seconds_of(answer)] if date is not None]
            assert dates


def test_a_stamp_ahead_of_the_clock_is_not_told():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        history = f"{folder}/h.db"

        def publish(days_ahead):
            now = str(int(time.time()) + days_ahead * 86_400)
            subprocess.run([server.CONFEED, "publish", agenda, "--history", history], check=True,
                           capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": now})

        publish(0)
        saving.save(agenda, "Temporary", "Very temporary")
        publish(1)
        with saving.serving(agenda, ["--history", history]) as served:
            with Client(served) as client:
                whole = client.ask(ILO)
                assert seconds_of(whole) is None, whole
                saving.save(agenda, "Very temporary", "Most temporary")
                answer = saving.wait_for_another(client, ILO, whole.headers["etag"])
                assert seconds_of(answer) is None, answer
                assert_changed(client, ILO, [time.time() + days * 86_400 for days in (0, 1, 2)])


server.run(__name__)
