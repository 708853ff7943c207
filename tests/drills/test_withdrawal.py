#!/usr/bin/python3
"""Withdrawals that are killed at random moments: either all is as it was, or nothing of what was
withdrawn is left in any revision, and once the history was opened again, nowhere in its file."""

import os
import pathlib
import shutil
import statistics
import time

import drill

VERSIONS = 8

# What is withdrawn; the titles and abstracts of versions 1 to 8 hold it again and again.
WORDS = "Session 3 of version"
TITLE = WORDS.encode()

# The search for leaks complains when the program is killed meanwhile.
KILLABLE = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}


def make(folder):
    history = pathlib.Path(folder, "original.db")
    file = pathlib.Path(folder, "agenda.yaml")
    for version in range(1, VERSIONS + 1):
        drill.publish(history, drill.save(file, drill.agenda(version)), version)
    return history


def start(history):
    env = drill.environment(drill.time_of(VERSIONS + 1), **KILLABLE)
    return drill.start("withdraw", "meeting", "--text", WORDS, "--history", history, env=env)


def octets(history):
    """Of the history and what lies beside it."""
    return b"".join(p.read_bytes() for p in history.parent.glob(history.name + "*"))


def told(history):
    """What all revisions say, one after the other: a reading that repairs what a kill has left."""
    last = drill.revisions(history)[0]
    numbers = range(1, last + 1)
    shown = [
        drill.must("history", "show", n, *files, "--history", history)
        for n in numbers
        for files in ([], ["--file"])
    ]
    tree = history.with_suffix(".tree")
    drill.must("build", "--history", history, "-o", tree)
    files = [p.read_text() for p in sorted(tree.rglob("*")) if p.is_file()]
    shutil.rmtree(tree)
    return last, "\n".join(shown + files)


def kill_one(original, told_before, folder, delay, counts, number):
    history = pathlib.Path(shutil.copy(original, pathlib.Path(folder, f"{number}.db")))
    process = start(history)
    time.sleep(delay)
    process.kill()
    ending = drill.end(process)
    assert ending.status in (0, -9) and ending.errors == "", ending
    last, text = told(history)
    drill.verify(history)
    if last == VERSIONS:
        assert ending.output == "", ending
        assert text == told_before, "not as it was, although nothing was withdrawn"
        kind = "before"
    else:
        assert last == VERSIONS + 1, last
        assert WORDS not in text, "a revision still tells it"
        assert TITLE not in octets(history), "the file still holds it"
        kind = "done" if ending.status == 0 else "after"
    counts[kind] = counts.get(kind, 0) + 1
    for path in history.parent.glob(history.name + "*"):
        path.unlink()
    return kind


def usual(original, folder):
    """How long a withdrawal takes."""
    seconds = []
    for number in range(3):
        history = pathlib.Path(shutil.copy(original, pathlib.Path(folder, f"usual{number}.db")))
        began = time.monotonic()
        ending = drill.end(start(history))
        assert ending.status == 0, ending
        seconds.append(time.monotonic() - began)
        assert TITLE not in octets(history)
    return statistics.median(seconds)


def test_withdrawals_that_are_killed():
    counts = {}
    count = drill.rounds(drill.extent(200, 20, "withdrawals"), 10)
    with drill.scratch() as folder:
        original = make(folder)
        told_before = told(original)[1]
        assert TITLE in octets(original) and WORDS in told_before
        seconds = usual(original, folder)
        print(f"a withdrawal takes {seconds * 1000:.0f} ms", flush=True)
        for number in range(count):
            delay = CHANCE.uniform(0, seconds * 1.1)
            kind = kill_one(original, told_before, folder, delay, counts, number)
            seconds *= 0.97 if kind == "done" else 1.02
    print(f"{count} withdrawals that were killed: {counts}; half withdrawn: 0")


CHANCE = drill.chance()

if __name__ == "__main__":
    drill.run_tests(__name__)
