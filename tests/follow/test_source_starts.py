#!/usr/bin/python3
"""A service that starts while the source of an agenda is away: it serves what it has, and the agenda
as soon as its source is there."""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"], "tests/http")))
import server  # noqa: E402

CONFEED = os.environ["CONFEED"]

AGENDA = """\
agenda: {id: forum, title: Forum, timezone: Europe/Brussels}
source: {from: csv, file: programme.csv}
"""
PROGRAMME = "id,title,date,start,end\none,Opening,2027-03-12,09:00,10:00\n"


class Fault(Exception):
    """Something that is not as it should be."""


@contextlib.contextmanager
def serving(*files, options=()):
    served = server.Server(*files, options=options)
    try:
        yield served
    finally:
        served.signal(signal.SIGTERM)
        served.wait()


def status_of(served, path):
    try:
        with urllib.request.urlopen(f"{served.url}/{path}", timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def await_status(served, path, wanted):
    """Has it look at its sources until an address answers so."""
    deadline = time.monotonic() + server.PATIENCE
    while time.monotonic() < deadline:
        if status_of(served, path) == wanted:
            return
        served.signal(signal.SIGHUP)
        time.sleep(0.1)
    raise Fault(f"{path} does not come to answer {wanted}")


def others_are_served_meanwhile(folder):
    other = server.write_agenda(folder, "other")
    with serving(folder / "forum.yaml", other) as served:
        if status_of(served, "other/agenda.ics") != 200:
            raise Fault("another agenda is not served")
        if status_of(served, "forum/agenda.ics") != 404:
            raise Fault("an agenda without its source is served")
        (folder / "programme.csv").write_text(PROGRAMME)
        await_status(served, "forum/agenda.ics", 200)


def what_the_history_has_is_served_meanwhile(folder):
    programme, history = folder / "programme.csv", folder / "history.db"
    programme.write_text(PROGRAMME)
    command = [CONFEED, "publish", folder / "forum.yaml", "--history", history]
    subprocess.run(command, check=True, capture_output=True)
    programme.unlink()
    with serving(folder / "forum.yaml", options=("--history", str(history))) as served:
        if status_of(served, "forum/agenda.ics") != 200:
            raise Fault("what was published is not served")
        programme.write_text(PROGRAMME.replace("Opening", "The beginning"))
        await_status(served, "forum/", 200)
        deadline = time.monotonic() + server.PATIENCE
        while time.monotonic() < deadline:
            with urllib.request.urlopen(f"{served.url}/forum/agenda.ics", timeout=30) as answer:
                if b"The beginning" in answer.read():
                    return
            served.signal(signal.SIGHUP)
            time.sleep(0.1)
        raise Fault("the source is not followed once it is there")


def alone_there_is_nothing_to_serve(folder):
    command = [CONFEED, "serve", "--listen", "127.0.0.1:0", folder / "forum.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    wanted = "its source programme.csv: cannot be opened: No such file or directory"
    if done.returncode != 3 or wanted not in done.stderr:
        raise Fault(f"without its source it says {done}")


def main():
    failed = 0
    for case in (
        others_are_served_meanwhile,
        what_the_history_has_is_served_meanwhile,
        alone_there_is_nothing_to_serve,
    ):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "forum.yaml").write_text(AGENDA)
            try:
                case(pathlib.Path(folder))
            except Fault as fault:
                print(f"{case.__name__}: {fault}")
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
