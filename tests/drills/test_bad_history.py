#!/usr/bin/python3
"""Histories that cannot be used, or not be written: each command says so and ends with 3; a service
serves the files all the same, and says it once."""

import collections
import contextlib
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import time

import drill

REVISIONS = 3


def make_history(folder):
    """A good history of REVISIONS revisions, and what build makes of each."""
    trees = drill.reference(folder, REVISIONS)
    return pathlib.Path(folder, "reference.db"), trees


# --- what is wrong with them, and what is said ------------------------------------------------


def make_newer(path):
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
        database.commit()


def make_foreign(path):
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE revision(agenda TEXT)")
        database.commit()


def make_short(path):
    with open(path, "r+b") as file:
        file.truncate(path.stat().st_size // 2)


def make_tiny(path):
    with open(path, "r+b") as file:
        file.truncate(50)


def make_headless(path):
    with open(path, "r+b") as file:
        file.write(b"\xff" * 100)


def make_rootless(path):
    """The page of the schema is overwritten behind the header."""
    with open(path, "r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3900)


def make_text(path):
    path.write_text("This is no database, but a text of more than a hundred octets.\n" * 40)


def make_folder(path):
    path.unlink()
    path.mkdir()


def make_pipe(path):
    path.unlink()
    os.mkfifo(path)


NOT_A_HISTORY = "not a history of confeed: choose another file, or restore a copy"
DAMAGED = r'the history is damaged \(.+\): restore a copy of it; "confeed history --verify" says more'

BAD = [
    (make_newer, r"made by a newer version of confeed \(schema 99, this one knows \d+\): use that version"),
    (make_foreign, "another program's database, not a history of confeed: choose another file"),
    (make_short, DAMAGED),
    (make_tiny, DAMAGED),
    (make_headless, NOT_A_HISTORY),
    (make_rootless, DAMAGED),
    (make_text, NOT_A_HISTORY),
    (make_folder, "not a file: choose another name"),
    (make_pipe, "not a file: choose another name"),
]


def commands(history, file, folder):
    """Every command that uses a history, and what its message ends with."""
    built = pathlib.Path(folder, "built")
    return [
        (("publish", "--history", history, file), "; nothing was published"),
        (("history", "--history", history), ""),
        (("history", "--history", history, "--verify"), ""),
        (("history", "--history", history, "show", "meeting@1"), ""),
        (("diff", "--history", history, "meeting@1", file), ""),
        (("build", "--history", history, "-o", built), ""),
        (("build", "--history", history, "-o", built, file), ""),
    ]


def check_commands(history, file, folder, words):
    before = history.read_bytes() if history.is_file() else None
    for command, rest in commands(history, file, folder):
        ending = drill.run(*command)
        assert ending.status == 3 and ending.output == "", (command, ending)
        message = rf"confeed: error: {re.escape(str(history))}: {words}{re.escape(rest)}\n"
        assert re.fullmatch(message, ending.errors), (command, ending, message)
    assert not pathlib.Path(folder, "built").exists()
    assert before == (history.read_bytes() if history.is_file() else None), "it was written"


def check_whole(octets, session):
    """That a calendar is whole, with this session in it."""
    assert octets.startswith(b"BEGIN:VCALENDAR\r\n"), octets
    assert octets.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n"), octets
    assert session.encode() in octets, octets


def check_service(history, file, pattern):
    """The service does not start, and says why."""
    ending = drill.run("serve", "--listen", "127.0.0.1:0", "--history", history, file)
    assert ending.status == 3 and ending.output == "", ending
    assert re.fullmatch(pattern + "\n", ending.errors), (ending, pattern)


def test_histories_that_cannot_be_used():
    with drill.scratch() as folder:
        good, _ = make_history(folder)
        file = pathlib.Path(folder, "agenda.yaml")
        for make, words in BAD:
            drill.save(file, drill.agenda(4))
            name = make.__name__.removeprefix("make_")
            history = pathlib.Path(folder, f"{name}.db")
            shutil.copy(good, history)
            make(history)
            check_commands(history, file, folder, words)
            message = rf"confeed: error: {re.escape(str(history))}: {words}"
            check_service(history, file, message)
            print(f"{name}: {len(commands(history, file, folder))} commands refused, and serve")


def test_a_history_whose_folder_is_not_there():
    with drill.scratch() as folder:
        history, file = pathlib.Path(folder, "none", "history.db"), pathlib.Path(folder, "a.yaml")
        drill.save(file, drill.agenda(4))
        path = re.escape(str(history))
        missing = (
            f"confeed: error: {path}: there is no history; "
            "--history or CONFEED_HISTORY says where it is\n"
        )
        unmade = f"confeed: error: {path}: cannot be made: No such file or directory"
        for command, rest in commands(history, file, folder):
            ending = drill.run(*command)
            assert ending.status == 3 and ending.output == "", (command, ending)
            expected = unmade + rest + "\n" if command[0] in ("publish", "build") else missing
            assert re.fullmatch(expected, ending.errors), (command, ending)
        check_service(history, file, unmade)


# --- flipped octets ---------------------------------------------------------------------------


def flip(path, random):
    """Changes up to four octets somewhere; gives where."""
    octets = bytearray(path.read_bytes())
    places = sorted(random.randrange(100, len(octets)) for _ in range(random.randint(1, 4)))
    for place in places:
        octets[place] ^= random.randrange(1, 256)
    path.write_bytes(octets)
    return places


def check_flipped(history, tree, folder):
    """How a history fares in which octets were flipped: refused, right, or wrong."""
    built = pathlib.Path(folder, "flipped")
    shutil.rmtree(built, ignore_errors=True)
    seen = drill.run("history", "--verify", "--history", history)
    assert seen.status in (0, 3), seen
    ending = drill.run("build", "--history", history, "-o", built)
    if ending.status != 0:
        assert ending.status == 3 and ending.output == "", ending
        assert ending.errors.startswith("confeed: error: ") and str(history) in ending.errors, ending
        return "refused"
    if drill.tree(built) == tree:
        return "right"
    found = drill.tree(built)
    differing = [p for p in sorted(set(found) | set(tree)) if tree.get(p) != found.get(p)]
    # No text of the agenda differs, but times or words of changes do: all revisions are needed to
    # find that.
    assert seen.status == 3, (differing, seen)
    if all(re.search(r"\.(html|atom|changes\.(json|txt))$", path) for path in differing):
        return "words of what changed differ, as --verify sees"
    return "times differ, as --verify sees"


def test_histories_with_flipped_octets():
    counts = collections.Counter()
    with drill.scratch() as folder:
        good, trees = make_history(folder)
        history = pathlib.Path(folder, "flipped.db")
        for _ in range(drill.rounds(150, 20)):
            for name in ("-wal", "-shm"):
                pathlib.Path(f"{history}{name}").unlink(missing_ok=True)
            shutil.copy(good, history)
            places = flip(history, CHANCE)
            outcome = check_flipped(history, trees[REVISIONS], folder)
            counts[outcome] += 1
    print(f"flipped octets: {dict(counts)}")


# --- histories that cannot be written ---------------------------------------------------------

NOT_KEPT = "confeed: error: {} cannot be written: what is published now will not be kept"


def check_read_only(history, file, folder, trees, demote=()):
    """All that reads works, and what publishes is refused; a service serves what is saved."""
    ending = drill.end(drill.start_as(demote, "publish", "--history", history, file))
    assert (ending.status, ending.output) == (3, ""), ending
    path = re.escape(str(history))
    assert re.fullmatch(
        f"confeed: error: {path} cannot be written; nothing was published\n", ending.errors
    ), ending
    listed = drill.end(drill.start_as(demote, "history", "--history", history))
    assert (listed.status, listed.errors) == (0, ""), listed
    assert drill.numbers_in(listed.output) == list(range(REVISIONS, 0, -1))
    verified = drill.end(drill.start_as(demote, "history", "--verify", "--history", history))
    assert (verified.status, verified.errors) == (0, ""), verified
    compared = drill.end(drill.start_as(demote, "diff", "--history", history, "meeting@1", file))
    assert (compared.status, compared.errors) == (1, ""), compared
    built = pathlib.Path(folder, "built")
    drill.must("build", "--history", history, "--manual", "-o", built)
    assert drill.tree(built) == trees[REVISIONS]
    with drill.service(folder, "--history", history, file, demote=demote) as service:
        assert service.number() == REVISIONS + 1
        check_whole(service.body("/meeting/agenda.ics"), "Session 4 of version 4")
        drill.save(file, drill.agenda(5))
        drill.wait_for(lambda: service.number() == REVISIONS + 2, "what was saved")
        check_whole(service.body("/meeting/agenda.ics"), "Session 0 of version 5")
        messages = service.stop()
        assert messages[0] == NOT_KEPT.format(history), messages
        assert len(messages) == 3 and all("meeting: revision" in m for m in messages[1:]), messages


def test_a_history_on_a_file_system_that_cannot_be_written():
    with drill.scratch() as folder:
        drill.take_private_mounts()
        good, trees = make_history(folder)
        disk = pathlib.Path(folder, "disk")
        disk.mkdir()
        shutil.copy(good, disk / "history.db")
        file = drill.save(pathlib.Path(folder, "agenda.yaml"), drill.agenda(4))
        with drill.mounted(disk, "--bind", "-o", "ro", disk):
            check_read_only(disk / "history.db", file, folder, trees)


def test_a_history_of_somebody_else():
    demote = drill.as_nobody()
    with drill.scratch() as folder:
        os.chmod(folder, 0o755)
        good, trees = make_history(folder)
        disk = pathlib.Path(folder, "disk")
        disk.mkdir()
        shutil.copy(good, disk / "history.db")
        os.chmod(disk / "history.db", 0o644)
        file = drill.save(pathlib.Path(folder, "agenda.yaml"), drill.agenda(4))
        check_read_only(disk / "history.db", file, folder, trees, demote)

        # What others publish goes before what was not kept, be it under the same number; and of
        # another agenda it changes nothing here.
        other = drill.save(pathlib.Path(folder, "other.yaml"), drill.agenda(5))
        other.write_text(other.read_text().replace('"id": "meeting"', '"id": "other"'))
        drill.save(file, drill.agenda(4))
        with drill.service(
            folder, "--history", disk / "history.db", file, demote=demote
        ) as service:
            assert service.number() == REVISIONS + 1
            drill.must("publish", "--history", disk / "history.db", other)
            drill.wait_for(
                lambda: drill.server.ask(service, "/other/agenda.ics").status == 200, "the other"
            )
            check_whole(service.body("/meeting/agenda.ics"), "Session 4 of version 4")
            drill.save(other, drill.agenda(5))
            drill.must("publish", "--history", disk / "history.db", other)
            drill.wait_for(
                lambda: b"Session 0 of version 5" in service.body("/meeting/agenda.ics"),
                "what somebody else has published",
            )
            assert len(service.stop()) == 2, service.messages()

        # One that may not even be read.
        os.chmod(disk / "history.db", 0o600)
        path = re.escape(str(disk / "history.db"))
        for command, _ in commands(disk / "history.db", file, folder)[1:5]:
            ending = drill.end(drill.start_as(demote, *command))
            assert (ending.status, ending.output) == (3, ""), (command, ending)
            assert re.fullmatch(
                f"confeed: error: {path}: .*(unable to open|Permission denied).*\n", ending.errors
            ), (command, ending)


def test_a_history_that_somebody_holds():
    """It cannot be written for a while: what was served stays, and what was saved is published then."""
    with drill.scratch() as folder:
        history, _ = make_history(folder)
        file = drill.save(pathlib.Path(folder, "agenda.yaml"), drill.agenda(REVISIONS))
        with drill.service(folder, "--history", history, file) as service:
            before = service.body("/meeting/agenda.ics")
            with lock_of(history):
                drill.save(file, drill.agenda(4))
                message = service.wait_for_message("not published")
            assert message == (
                f"confeed: error: {file}: not published, the last revision stays: {history}: "
                "another program holds it; it is tried again until it works"
            ), message
            assert service.body("/meeting/agenda.ics") == before
            service.wait_for_message("confeed: meeting: revision 4, ")
            drill.wait_for(lambda: service.number() == 4, "revision 4 being served")
            check_whole(service.body("/meeting/agenda.ics"), "Session 4 of version 4")
            assert len(service.stop()) == 2, service.messages()
        assert drill.revisions(history) == [4, 3, 2, 1]
        drill.verify(history)


@contextlib.contextmanager
def lock_of(history):
    """Somebody who writes to it and does not come to an end."""
    with contextlib.closing(sqlite3.connect(history, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def test_a_history_that_becomes_damaged_under_a_service():
    """What was served stays, and the message comes once, although it looks every second; when the
    damage is gone all goes on."""
    with drill.scratch() as folder:
        good, _ = make_history(folder)
        history = pathlib.Path(folder, "history.db")
        shutil.copy(good, history)
        file = drill.save(pathlib.Path(folder, "agenda.yaml"), drill.agenda(REVISIONS))
        with drill.service(folder, "--history", history, file) as service:
            before = service.body("/meeting/agenda.ics")
            with contextlib.closing(sqlite3.connect(history)) as database, database:
                database.execute(
                    "INSERT INTO revision "
                    "SELECT agenda, 4, stamp + 1, keep, by, why, 'none', rules, clock, "
                    "least, membership "
                    "FROM revision WHERE number = 3"
                )
            message = service.wait_for_message("error")
            assert message == (
                f"confeed: error: {history}: the history is damaged (revision 4 of meeting: it is "
                "not what was published): restore a copy of it"
            ), message
            began = time.monotonic()
            drill.wait_for(lambda: time.monotonic() > began + 3.5, "three more looks at it")
            assert service.messages() == [message], service.messages()
            assert service.body("/meeting/agenda.ics") == before
            assert drill.server.ask(service, "/readyz").status == 503
            with contextlib.closing(sqlite3.connect(history)) as database, database:
                database.execute("DELETE FROM revision WHERE number = 4")
            drill.save(file, drill.agenda(4))
            service.wait_for_message("confeed: meeting: revision 4, ")
            drill.wait_for(lambda: service.number() == 4, "revision 4 being served")
            drill.wait_for(
                lambda: drill.server.ask(service, "/readyz").status == 200, "its being ready"
            )
            assert len(service.stop()) == 2, service.messages()


CHANCE = drill.chance()

if __name__ == "__main__":
    drill.run_tests(__name__)
