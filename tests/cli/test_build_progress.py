#!/usr/bin/python3
"""Long work shows on a terminal how far it is, and nowhere else."""

import os
import pty
import re
import subprocess
import sys
import tempfile

CONFEED = os.environ["CONFEED"]
GENERATE = os.path.join(os.environ["TOP"], "tests/bench/generate")


def generate(folder, sessions):
    path = os.path.join(folder, f"{sessions}.yaml")
    subprocess.run([GENERATE, "--sessions", str(sessions), "-o", path], check=True)
    return path


def read_all(terminal):
    """What was written to the other end of a terminal until it was closed."""
    output = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            return output
        if not piece:
            return output
        output += piece


def build_on_terminal(agenda, folder):
    ours, theirs = pty.openpty()
    command = [CONFEED, "build", agenda, "-o", folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = read_all(ours).decode()
    result = process.stdout.read().decode()
    assert process.wait() == 0, shown
    os.close(ours)
    return shown, result


def test_long_work_shows_its_progress_and_wipes_it(folder):
    shown, result = build_on_terminal(generate(folder, 600), os.path.join(folder, "long"))
    steps = re.findall(r"\r(\d+) of (\d+) files", shown)
    assert steps, shown
    assert len({total for _, total in steps}) == 1, steps
    assert [int(done) for done, _ in steps] == sorted(int(done) for done, _ in steps), steps
    assert shown.endswith("\r\033[K"), repr(shown[-20:])
    assert re.fullmatch(r".*/long: \d+ written, 0 unchanged, 0 removed\n", result), result


def test_short_work_shows_nothing(folder):
    shown, _ = build_on_terminal(generate(folder, 20), os.path.join(folder, "short"))
    assert shown == "", shown


def test_without_a_terminal_nothing_is_shown(folder):
    command = [CONFEED, "build", generate(folder, 600), "-o", os.path.join(folder, "quiet")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == "", done.stderr


def main():
    for test in (
        test_long_work_shows_its_progress_and_wipes_it,
        test_short_work_shows_nothing,
        test_without_a_terminal_nothing_is_shown,
    ):
        with tempfile.TemporaryDirectory() as folder:
            test(folder)
        print("ok  ", test.__name__.replace("_", " "))


if __name__ == "__main__":
    sys.exit(main())
