#!/usr/bin/python3
"""Another program holds the history: the service goes on answering what it has to make first, and
publishes what was saved once it is let go of, by itself."""

import contextlib
import pathlib
import sqlite3
import threading
import time

import drill
from drill import server

# For so long the lock is held.
SECONDS = drill.extent(20, 2.5, "seconds")


class Asker(threading.Thread):
    """Asks for one selection after the other, each of which is new, and notes how long that took."""

    def __init__(self, service, target):
        super().__init__()
        self.service = service
        self.target = target
        self.is_over = threading.Event()
        self.waits = []
        self.failure = None

    def run(self):
        try:
            for minutes in range(1, 100_000):
                if self.is_over.wait(0.02):
                    return
                began = time.monotonic()
                # What is made for one language or alarm is kept: each time another.
                target = f"{self.target}&alarm={minutes % 10_000}"
                answer = server.ask(self.service, target)
                assert answer.status == 200, (target, answer)
                self.waits.append(time.monotonic() - began)
        except Exception as error:
            self.failure = error

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.join()


@contextlib.contextmanager
def lock(history, kind):
    with contextlib.closing(sqlite3.connect(history, isolation_level=None)) as other:
        other.execute(f"BEGIN {kind}")
        yield
        other.execute("ROLLBACK")


def hold_while_serving(kind):
    with drill.scratch() as folder:
        history, file = pathlib.Path(folder, "history.db"), pathlib.Path(folder, "agenda.yaml")
        drill.save(file, drill.agenda(1))
        with drill.service(folder, "--history", history, file) as service:
            with Asker(service, "/meeting/select.ics?agency=ilo") as asker:
                with lock(history, kind):
                    began = time.monotonic()
                    drill.save(file, drill.agenda(2))
                    message = service.wait_for_message("not published")
                    time.sleep(max(0, began + SECONDS - time.monotonic()))
                    during = len(asker.waits)
                    assert service.number() == 1
                released = time.monotonic()
                drill.wait_for(lambda: service.number() == 2, "revision 2")
                late = time.monotonic() - released
            messages = service.stop()
        assert asker.failure is None, asker.failure
        assert message == (
            f"confeed: error: {file}: not published, the last revision stays: {history}: another "
            "program holds it; it is tried again until it works"
        ), message
        assert len(messages) == 3 and "meeting: revision 2, " in messages[2], messages
        assert drill.revisions(history) == [2, 1]
        drill.verify(history)
    worst = max(asker.waits[:during])
    # Who waits for the lock waits for nearly all of that, or for some seconds.
    assert worst < min(SECONDS / 2, 2), worst
    print(
        f"{kind}: {during} selections in {SECONDS} s, the slowest in {worst * 1000:.0f} ms; "
        f"published {late:.1f} s after the release"
    )


def test_a_history_that_is_held():
    for kind in ("IMMEDIATE", "EXCLUSIVE") if drill.is_full() else ("EXCLUSIVE",):
        hold_while_serving(kind)


def test_a_service_that_is_started_meanwhile():
    """It serves what was published last, and publishes what is in the file later."""
    with drill.scratch() as folder:
        history, file = pathlib.Path(folder, "history.db"), pathlib.Path(folder, "agenda.yaml")
        drill.publish(history, drill.save(file, drill.agenda(1)), 1)
        drill.save(file, drill.agenda(2))
        with contextlib.ExitStack() as stack:
            with lock(history, "IMMEDIATE"):
                service = stack.enter_context(drill.service(folder, "--history", history, file))
                assert service.number() == 1
                service.wait_for_message("not published, the last revision stays")
            drill.wait_for(lambda: service.number() == 2, "revision 2")
            assert len(service.stop()) == 2, service.messages()
        drill.verify(history)


def test_what_others_have_published_meanwhile_is_not_published_again():
    with drill.scratch() as folder:
        history, file = pathlib.Path(folder, "history.db"), pathlib.Path(folder, "agenda.yaml")
        drill.save(file, drill.agenda(1))
        with drill.service(folder, "--history", history, file) as service:
            with lock(history, "IMMEDIATE"):
                drill.save(file, drill.agenda(2))
                service.wait_for_message("not published")
            # Ends before the service tries again, or is told that it came second.
            drill.run("publish", "--history", history, file)
            drill.wait_for(lambda: service.number() == 2, "revision 2")
            service.wait_for_message("revision 2, |is published by now")
            assert len(service.stop()) == 3, service.messages()
        assert drill.revisions(history) == [2, 1]


if __name__ == "__main__":
    drill.run_tests(__name__)
