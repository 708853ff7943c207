"""Agendas that are saved while they are served, with a history: only what has changed since the
server started has a date."""

import contextlib
import os
import signal
import time

import server


def save(path, old, new, mtime=None):
    """In place of the file, as an editor does it."""
    text = path.read_text()
    assert old in text, old
    draft = path.with_suffix(".draft")
    draft.write_text(text.replace(old, new))
    if mtime is not None:
        os.utime(draft, (mtime, mtime))
    draft.rename(path)


def wait_for_another(client, target, etag):
    """The answer once it has another tag than this one."""
    deadline = time.monotonic() + server.PATIENCE
    while (answer := client.ask(target)).headers["etag"] == etag:
        assert time.monotonic() < deadline, f"{target} stays {etag}"
        time.sleep(0.02)
    return answer


def wait_for_the_next_second(moment):
    while int(time.time()) <= int(moment):
        time.sleep(0.02)


@contextlib.contextmanager
def serving(agenda, options):
    """Like server.serving, but with a history it tells what it publishes."""
    served = server.Server(agenda, options=options)
    try:
        yield served
        served.signal(signal.SIGTERM)
        assert served.wait()[0] == 0
    finally:
        served.process.kill()
        served.process.wait()


@contextlib.contextmanager
def serving_dated(agenda):
    """A server of an agenda that has been saved with another title since it started."""
    with serving(agenda, ["--history", agenda.with_suffix(".db")]) as served:
        wait_for_the_next_second(time.time())
        save(agenda, "A meeting", "The meeting")
        with server.Client(served) as client:
            target = f"/{agenda.stem}/agenda.ics"
            while "last-modified" not in client.ask(target).headers:
                time.sleep(0.02)
        yield served
