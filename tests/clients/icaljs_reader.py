"""Reads calendars with ical.js, by way of read_icaljs.mjs."""

import json
import os
import pathlib
import subprocess
import sys

SCRIPT = pathlib.Path(__file__).with_name("read_icaljs.mjs")
# Where the Makefile installs what package.json names.
MODULES = pathlib.Path(os.environ.get("BUILD_DIR", "build/release")).parent / "node/clients"
SKIPPED = 77


def is_there():
    return (MODULES / "node_modules/ical.js/package.json").exists()


def need():
    """Skips the test where npm could not install."""
    if not is_there():
        print(f"ical.js is not in {MODULES}/node_modules: npm could not install it")
        sys.exit(SKIPPED)


def read_files(files):
    """Calendars as (calendar, events), in the order of the files."""
    done = subprocess.run(
        ["node", SCRIPT, MODULES],
        input=json.dumps([str(file) for file in files]),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"ical.js failed:\n{done.stderr}")
    return [(found["calendar"], found["events"]) for found in json.loads(done.stdout)]
