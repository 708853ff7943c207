#!/usr/bin/python3
"""Histories that are deleted, moved, replaced or cut short under a service: it notices, says so once,
serves on, publishes nothing into what is not there, and goes on when there is one again."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import time

import drill

# It looks every second; a machine with much to do gets more.
SECONDS = 10

WAITS = (
    "; until it is back, or a copy of it is moved there, nothing is published, and what was stays "
    "served"
)


class Bench:
    """A service of a history with two revisions and a backup of the first, and of its file."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.history = self.folder / "history.db"
        self.file = self.folder / "agenda.yaml"
        self.older = self.folder / "older.db"
        self.trees = drill.reference(folder, 4)
        for version in (1, 2):
            drill.publish(self.history, drill.save(self.file, drill.agenda(version)), version)
            if version == 1:
                shutil.copy(self.history, self.older)
        env = drill.environment(drill.time_of(3))
        self.service = drill.Service(folder, "--history", self.history, self.file, env=env)
        assert self.ready() == (200, None)

    def ready(self):
        answer = drill.server.ask(self.service, "/readyz")
        return answer.status, json.loads(answer.body).get("lack")

    def assert_serves(self, version):
        body = self.service.body("/meeting/agenda.ics")
        assert drill.digest(body) == self.trees[version]["meeting/agenda.ics"]

    def wait_until_missed(self, words):
        """That it is not ready, and says why, in time and once."""
        began = time.monotonic()
        lack = f"{self.history}: {words}"
        drill.wait_for(lambda: self.ready() == (503, lack), f"not ready: {lack} ({self.ready()})")
        assert time.monotonic() - began < SECONDS, "noticed too late"
        assert self.count(f"confeed: error: {lack}") == 1, self.service.messages()

    def count(self, line):
        return self.service.messages().count(line)

    def wait_until_ready(self):
        drill.wait_for(lambda: self.ready() == (200, None), f"being ready ({self.ready()})")

    def earlier(self):
        """What is answered for a revision that was not asked for before."""
        return drill.server.ask(self.service, "/meeting/agencies/ilo.ics?rev=1").status

    def save_third(self):
        drill.save(self.file, drill.agenda(3))
        self.service.wait_for_message("agenda.yaml: not published, the last revision stays")


@contextlib.contextmanager
def bench():
    with drill.scratch() as folder:
        made = Bench(folder)
        try:
            yield made
        finally:
            made.service.kill()


def test_a_history_that_is_moved_away_and_back():
    with bench() as it:
        away = it.folder / "away.db"
        it.history.rename(away)
        it.wait_until_missed("the history is gone" + WAITS)
        it.assert_serves(2)
        assert it.earlier() == 503
        it.save_third()
        it.assert_serves(2)
        assert drill.revisions(away) == [2, 1], "published into what is no longer there"
        assert not it.history.exists(), "a history was made where none was"
        away.rename(it.history)
        it.wait_until_ready()
        drill.wait_for(lambda: it.service.number() == 3, "what was saved meanwhile")
        it.assert_serves(3)
        assert it.earlier() == 200
        assert it.count(f"confeed: {it.history}: the history is back") == 1
        assert drill.revisions(it.history) == [3, 2, 1]
        drill.verify(it.history)


def test_a_history_that_is_deleted_and_a_copy_of_it_put_there():
    with bench() as it:
        copy = it.folder / "copy.db"
        shutil.copy(it.history, copy)
        it.history.unlink()
        it.wait_until_missed("the history is gone" + WAITS)
        copy.rename(it.history)
        it.wait_until_ready()
        drill.save(it.file, drill.agenda(3))
        it.service.wait_for_message("confeed: meeting: revision 3, ")
        drill.wait_for(lambda: it.service.number() == 3, "revision 3")
        assert drill.revisions(it.history) == [3, 2, 1]
        drill.verify(it.history)


def test_a_copy_that_is_moved_over_the_history():
    """It holds what is served: it is taken up without a pause."""
    with bench() as it:
        copy = it.folder / "copy.db"
        shutil.copy(it.history, copy)
        copy.rename(it.history)
        message = it.service.wait_for_message("another file was moved there")
        assert message == (
            f"confeed: {it.history}: another file was moved there, and is the history from now on"
        )
        it.wait_until_ready()
        drill.publish(it.history, drill.save(it.file, drill.agenda(3)), 3)
        drill.wait_for(lambda: it.service.number() == 3, "what is published into the copy")
        it.assert_serves(3)
        drill.verify(it.history)


def test_an_older_state_that_is_moved_over_the_history():
    """What was served is not taken back, until somebody starts again with it."""
    with bench() as it:
        newer = it.folder / "newer.db"
        shutil.copy(it.history, newer)
        before = it.older.read_bytes()
        shutil.copy(it.older, it.folder / "move.db")
        (it.folder / "move.db").rename(it.history)
        lost = "no longer holds revision 2 of meeting, which stays served: put back the history "
        it.wait_until_missed(lost + "that does, or start again with this one")
        it.assert_serves(2)
        assert it.earlier() == 503
        it.save_third()
        it.assert_serves(2)
        assert it.history.read_bytes() == before, "published after what is not there"
        newer.rename(it.history)
        it.wait_until_ready()
        drill.wait_for(lambda: it.service.number() == 3, "what was saved meanwhile")
        it.assert_serves(3)
        drill.verify(it.history)


def test_another_history_that_is_moved_over_it():
    """It has the same agenda under the same number, and says something else."""
    with bench() as it:
        other, file = it.folder / "other.db", it.folder / "other.yaml"
        for version in (3, 4):
            drill.publish(other, drill.save(file, drill.agenda(version)), version)
        other.rename(it.history)
        lost = "no longer holds revision 2 of meeting, which stays served: put back the history "
        it.wait_until_missed(lost + "that does, or start again with this one")
        it.assert_serves(2)
        assert it.earlier() == 503, "another's content"
        it.save_third()
        assert drill.revisions(it.history) == [2, 1]
        it.service.stop()
        with drill.service(it.folder, "--history", it.history, "--manual") as again:
            assert b"of version 4" in again.body("/meeting/agenda.ics")


def test_what_is_no_history_in_its_place():
    with bench() as it:
        good = it.history.read_bytes()
        junk = it.folder / "junk"
        junk.write_text("no history\n" * 100)
        junk.rename(it.history)
        said = "not a history of confeed: choose another file, or restore a copy"
        it.wait_until_missed(said + WAITS)
        it.save_third()
        it.history.write_bytes(b"")
        it.wait_until_missed("there is no history in it" + WAITS)
        assert it.history.read_bytes() == b"", "a history was made where none was"
        # Written over, as cp does, not moved there.
        it.history.write_bytes(good)
        it.wait_until_ready()
        drill.wait_for(lambda: it.service.number() == 3, "what was saved meanwhile")
        drill.verify(it.history)


def test_a_history_that_is_cut_short_and_mended():
    with bench() as it:
        good = it.history.read_bytes()
        for octets in (len(good) // 2 // 4096 * 4096, 0):
            os.truncate(it.history, octets)
            it.wait_until_missed("the history has been cut short" + WAITS)
            it.assert_serves(2)
            assert it.earlier() == 503
            with open(it.history, "r+b") as file:
                file.write(good)
            it.wait_until_ready()
            messages = it.service.messages()
            assert messages[-1] == f"confeed: {it.history}: the history is back", messages
            assert it.earlier() == 200
            it.service.kill()
            it.service = drill.Service(it.folder, "--history", it.history, it.file)


def test_a_service_that_is_killed_leaves_nothing_for_a_backup():
    """A backup that is moved into its place is what it was, at once and with nothing removed."""
    with bench() as it:
        drill.save(it.file, drill.agenda(3))
        drill.wait_for(lambda: it.service.number() == 3, "revision 3")
        it.service.signal(signal.SIGKILL)
        it.service.process.wait()
        names = sorted(path.name for path in it.folder.glob("history.db*"))
        assert [n for n in names if not n.endswith(".subscribers")] == ["history.db"], names
        shutil.copy(it.older, it.folder / "move.db")
        (it.folder / "move.db").rename(it.history)
        assert drill.revisions(it.history) == [1]
        drill.verify(it.history)
        built = it.folder / "built"
        drill.must("build", "--history", it.history, "-o", built)
        assert drill.tree(built) == it.trees[1]


if __name__ == "__main__":
    drill.run_tests(__name__)
