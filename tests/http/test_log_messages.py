#!/usr/bin/python3
"""What the service says of failures that many clients run into: each once."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import time

import server
from server import Client, Server, ask


def publish(folder, history, title):
    agenda = server.write_agenda(folder)
    text = agenda.read_text(encoding="utf-8")
    agenda.write_text(text.replace("Temporary labour migration", title))
    command = [server.CONFEED, "publish", agenda, "--history", history]
    subprocess.run(command, check=True, capture_output=True)


def tamper(history, sql):
    with contextlib.closing(sqlite3.connect(history)) as database, database:
        database.execute(sql)


@contextlib.contextmanager
def serving_three_revisions():
    """A service, and its history."""
    with server.scratch() as folder:
        history = f"{folder}/history.db"
        for title in ("One", "Two", "Three"):
            publish(folder, history, title)
        running = Server(options=["--history", history, "--manual"])
        try:
            yield running, history
        finally:
            running.process.kill()
            running.process.wait()


def errors_of(running):
    running.signal(signal.SIGTERM)
    status, errors = running.wait()
    assert status == 0, errors
    return errors.splitlines()


def test_a_revision_that_cannot_be_read_is_told_once_however_many_ask():
    with serving_three_revisions() as (running, history):
        tamper(history, "UPDATE record SET text = '{' WHERE kind = 'session' AND last = 2")
        for _ in range(10):
            for path in ("agenda", "agencies/ilo", "rooms/gold"):
                assert ask(running, f"/meeting/{path}.ics?rev=1").status == 503
                assert ask(running, f"/meeting/{path}.ics?rev=2").status == 200
        errors = errors_of(running)
        assert len(errors) == 1 and errors[0].startswith("confeed: error: "), errors


def wait_until_read(running, target):
    """What could not be read is tried again after a second."""
    end = time.monotonic() + server.PATIENCE
    while ask(running, target).status != 200:
        assert time.monotonic() < end, f"{target} is not there"
        time.sleep(0.05)


def test_it_is_told_again_after_it_could_be_read():
    with serving_three_revisions() as (running, history):
        broken = "UPDATE record SET kind = 'broken' WHERE kind = 'session' AND last = 2"
        mended = "UPDATE record SET kind = 'session' WHERE kind = 'broken'"
        tamper(history, broken)
        assert ask(running, "/meeting/agenda.ics?rev=1").status == 503
        assert ask(running, "/meeting/days/2007-07-10.ics?rev=1").status == 503
        assert ask(running, "/meeting/agenda.ics?rev=2").status == 200
        tamper(history, mended)
        wait_until_read(running, "/meeting/rooms/gold.ics?rev=1")
        # It is kept until something is published.
        publish(os.path.dirname(history), history, "Four")
        wait_until_read(running, "/meeting/agenda.ics?rev=4")
        tamper(history, broken)
        assert ask(running, "/meeting/agencies/ilo.ics?rev=1").status == 503
        assert ask(running, "/meeting/sessions/1.2.ics?rev=1").status == 503
        errors = errors_of(running)
        assert len(errors) == 2 and errors[0] == errors[1], errors


def test_a_list_of_subscribers_that_cannot_be_written_disturbs_nobody():
    with server.scratch() as folder:
        options = ["--history", f"{folder}/history.db", "--subscribers", f"{folder}/none/list"]
        running = Server(server.write_agenda(folder), options=options)
        with Client(running) as client:
            for _ in range(5):
                assert client.ask("/meeting/agenda.ics").status == 200
        errors = errors_of(running)
        told = [line for line in errors if "none/list" in line]
        assert told == [
            f"confeed: error: {folder}/none/list: cannot be made: No such file or directory; who has "
            "fetched what is not written there"
        ], errors


server.run(__name__)
