"""Writes agendas as workbooks and reads them again, through the command line."""

import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(os.environ.get("TOP", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", TOP / "build/release")).resolve()
CONFEED = os.environ.get("CONFEED", str(BUILD / "confeed"))
SKIPPED = 77


class Refused(Exception):
    """A workbook, or an agenda, has mistakes; the text tells them, a line for each."""


def run(*arguments, data=b""):
    done = subprocess.run([CONFEED, *map(str, arguments)], input=data, capture_output=True, check=False)
    told = done.stderr.decode()
    if done.returncode != 0:
        raise Refused(told)
    return done.stdout, told.splitlines()


def export(path):
    """The octets of the workbook of an agenda file."""
    return run("export", path)[0]


def read(data, *options):
    """The agenda file that is made of a workbook, and what is told of it but its size."""
    text, told = run("import", "--from", "workbook", *options, "-", data=data)
    return text.decode(), [line for line in told if "-: sessions: " not in line]


def canonical(path):
    """What an agenda file says, in the one form that says it."""
    command = [BUILD / "tests/text/tool_canonical", path]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def same(path, data, folder):
    """Says how what is read of a workbook differs from an agenda file; None if it does not."""
    try:
        text, told = read(data)
    except Refused as refused:
        return str(refused)
    back = pathlib.Path(folder) / "back.yaml"
    back.write_text(text, encoding="utf-8")
    was, now = canonical(path).split("\n"), canonical(back).split("\n")
    lines = [f"- {line}" for line in was if line not in now] + [f"+ {line}" for line in now if line not in was]
    lines = lines or ["in another order"] * (was != now)
    return "\n".join(told + [line[:500] for line in lines[:10]]) or None


def skip_without_libraries():
    """Ends the test as skipped if the program neither writes nor reads workbooks."""
    try:
        read(export(TOP / "data/tutorial.yaml"))
    except Refused as refused:
        if "built without" not in str(refused):
            raise
        print(str(refused).strip())
        sys.exit(SKIPPED)
