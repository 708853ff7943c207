#!/usr/bin/python3
"""A history of an earlier version is as good as on its first day: what is recorded in it of changes,
feeds and events is what this version makes of the same revisions.

earlier.sql was written by the version before, and is never written anew: a test that fails here says
that every history that people keep would be called damaged.
"""

import contextlib
import os
import pathlib
import sqlite3
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def main():
    with tempfile.TemporaryDirectory() as name:
        history = pathlib.Path(name, "h.db")
        with contextlib.closing(sqlite3.connect(history)) as database:
            database.executescript((HERE / "earlier.sql").read_text(encoding="utf-8"))
            count = database.execute("SELECT count(*) FROM change").fetchone()[0]
        assert count > 20, count
        command = [os.environ["CONFEED"], "history", "--verify", "--history", history]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and done.stderr == "", done
        assert done.stdout == f"{history}: nothing is wrong\n", done
        print(f"{count} lists of changes are as they were recorded")


if __name__ == "__main__":
    main()
