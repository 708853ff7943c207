"""Asks tool_tables what the readers of tables make of files, in bounded memory."""

import json
import os
import pathlib
import resource
import subprocess

TOP = pathlib.Path(os.environ.get("TOP", pathlib.Path(__file__).resolve().parents[2]))
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", TOP / "build/release"))
TOOL = BUILD / "tests/text/tool_tables"
# The most that a workbook may take: its file, what is kept of 256 MiB, and some.
MEMORY_MAX = 1024 * 1024 * 1024
SECONDS_MAX = 240


def limit_memory():
    # The sanitizers map terabytes for themselves.
    if BUILD.name in ("release", "debug", "cov"):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))


def read(files):
    """What the readers make of files, each a kind, a delimiter or "", and octets."""
    parts = []
    for kind, delimiter, data in files:
        parts.append(f"{kind} {ord(delimiter or chr(0))} {len(data)}\n".encode() + data)
    run = subprocess.run(
        [TOOL],
        input=b"".join(parts),
        stdout=subprocess.PIPE,
        preexec_fn=limit_memory,
        timeout=SECONDS_MAX,
        check=False,
    )
    # An agreed separator of lines: texts may hold others that splitlines() knows.
    answers = [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]
    assert run.returncode == 0, f"exit status {run.returncode} at file {len(answers)}"
    assert len(answers) == len(files)
    return answers


def read_workbook(data):
    return read([("workbook", "", data)])[0]


def has_workbooks():
    """Whether the program was built with libzip; says so if not."""
    has = "without libzip" not in read_workbook(b"").get("error", "")
    if not has:
        print("the program was built without libzip: it reads no workbooks")
    return has


def cells(sheet):
    """The cells of a sheet as {(row, column): (kind, text)}."""
    found = {}
    for number, *row in sheet["rows"]:
        for column, kind, text in row:
            found[number, column] = (kind, text)
    return found
