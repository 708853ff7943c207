#!/usr/bin/python3
"""What "confeed show" makes of the terminal: width, colour, a reader that goes away."""

import fcntl
import json
import os
import pathlib
import pty
import random
import re
import signal
import struct
import subprocess
import tempfile
import termios
import unicodedata
import unittest

CONFEED = os.environ["CONFEED"]
AGENDA = "data/gfmd-2007.yaml"
ESCAPE = re.compile(r"\033\[[0-9;]*m")
UNWANTED = ("COLUMNS", "NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG")


def environment(**variables):
    env = {k: v for k, v in os.environ.items() if k not in UNWANTED}
    return {**env, "LC_ALL": "C.UTF-8", **variables}


def show(*arguments, **variables):
    """What is printed where standard output is no terminal."""
    command = [CONFEED, "show", *arguments]
    return subprocess.run(
        command, env=environment(**variables), check=True, stdout=subprocess.PIPE
    ).stdout.decode()


def show_on_terminal(*arguments, columns=100, **variables):
    """What is printed on a terminal that is so wide."""
    reader, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [CONFEED, "show", *arguments],
        env=environment(**{"TERM": "xterm", **variables}),
        stdin=subprocess.DEVNULL,
        stdout=terminal,
    )
    os.close(terminal)
    said = bytearray()
    with open(reader, "rb", buffering=0) as stream:
        while True:
            try:
                piece = stream.read(65536)
            except OSError:  # how Linux tells that the other end is closed
                break
            if not piece:
                break
            said += piece
    assert process.wait() == 0
    return said.decode().replace("\r\n", "\n")


def cells(text):
    """How many cells a text takes, told without the program's own tables."""
    count = 0
    for character in text:
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            continue
        count += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return count


def rule_width(text):
    """The width that a schedule fills, as its rules show it."""
    return max(len(line) for line in ESCAPE.sub("", text).split("\n") if set(line) == {"─"})


class Width(unittest.TestCase):
    def test_is_80_without_a_terminal(self):
        self.assertEqual(rule_width(show(AGENDA)), 80)

    def test_is_that_of_the_terminal(self):
        self.assertEqual(rule_width(show_on_terminal(AGENDA, columns=97)), 97)

    def test_is_80_on_a_terminal_that_does_not_know(self):
        self.assertEqual(rule_width(show_on_terminal(AGENDA, columns=0)), 80)

    def test_is_what_columns_says(self):
        self.assertEqual(rule_width(show(AGENDA, COLUMNS="132")), 132)
        self.assertEqual(rule_width(show_on_terminal(AGENDA, COLUMNS="61")), 61)

    def test_is_not_what_columns_says_if_that_is_no_number(self):
        for value in ("", "0", "-5", "wide", "80x"):
            self.assertEqual(rule_width(show(AGENDA, COLUMNS=value)), 80, value)

    def test_has_bounds(self):
        self.assertEqual(rule_width(show(AGENDA, COLUMNS="1")), 40)
        self.assertEqual(rule_width(show(AGENDA, COLUMNS="4000000000")), 200)


class Colour(unittest.TestCase):
    def test_is_used_on_a_terminal(self):
        text = show_on_terminal(AGENDA, columns=80)
        self.assertIn("\033[1mTuesday 10 July 2007\033[0m", text)
        self.assertEqual(ESCAPE.sub("", text), show(AGENDA))

    def test_is_not_used_elsewhere(self):
        self.assertNotIn("\033", show(AGENDA, TERM="xterm"))

    def test_is_not_used_with_no_color(self):
        self.assertNotIn("\033", show_on_terminal(AGENDA, NO_COLOR="1"))

    def test_is_used_with_an_empty_no_color(self):
        self.assertIn("\033", show_on_terminal(AGENDA, NO_COLOR=""))

    def test_is_not_used_on_a_dumb_terminal(self):
        self.assertNotIn("\033", show_on_terminal(AGENDA, TERM="dumb"))

    def test_is_used_or_not_as_asked_for(self):
        self.assertNotIn("\033", show_on_terminal(AGENDA, "--color=never"))
        self.assertIn("\033", show(AGENDA, "--color=always", NO_COLOR="1", TERM="dumb"))
        self.assertNotIn("\033", show(AGENDA, "--color=auto"))


class ClosedPipe(unittest.TestCase):
    def test_ends_it_quietly(self):
        reader, writer = os.pipe()
        os.close(reader)
        result = subprocess.run(
            [CONFEED, "show", AGENDA],
            env=environment(),
            stdout=writer,
            stderr=subprocess.PIPE,
            restore_signals=True,
        )
        os.close(writer)
        self.assertEqual(result.stderr, b"")
        self.assertEqual(result.returncode, -signal.SIGPIPE)


# Parts of words: narrow, wide, combining, invisible, right to left; blanks that must not break.
PIECES = "a b é e\u0301 o\u0308\u0323 ß ж ω ﷺ 日 本 。 「 ｱ Ａ 한 각 ا ש 🎓 👩\u200d🔬 \u200b \u00a0 \u202f - – … & / ( )"


class RandomAgenda:
    """An agenda file of random texts, times and references."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.ids = 0

    def text(self, words):
        pieces = PIECES.split(" ")
        return " ".join(
            "w" + "".join(self.random.choices(pieces, k=self.random.choice((1, 2, 5, 9, 40))))
            for _ in range(self.random.randint(1, words))
        )

    def contributions(self):
        pairs = [(a, r) for a in range(6) for r in ("chair", "input", "background-paper")]
        return [
            {
                "agency": f"a{agency}",
                "role": role,
                "status": self.random.choice(("confirmed", "offered", "requested", "tentative")),
                "note": self.text(20),
            }
            for agency, role in self.random.sample(pairs, self.random.randint(0, 8))
        ]

    def session(self, kind):
        self.ids += 1
        number = self.random.choice(("1.", "1.long-number-", "s"))
        session = {
            "id": f"{number}{self.ids}",
            "title": self.text(12),
            "abstract": self.text(30),
            "status": self.random.choice(("confirmed", "tentative", "cancelled")),
            "room": self.random.choice(("r0", "r1")),
        }
        if kind != "break":
            session["contributions"] = self.contributions()
        if kind == "session" and self.random.random() < 0.7:
            session["round-table"] = self.random.choice(("1", "2"))
        return session

    def slot(self):
        hour = self.random.randint(0, 30)
        slot = {"start": f"{hour:02}:30", "end": f"{hour + self.random.randint(1, 17):02}:15"}
        kind = self.random.choice(("session", "session", "plenary", "break"))
        if self.random.random() < 0.1:
            slot = {"all-day": True}
        if kind == "session":
            count = self.random.choice((1, 2, 3, 12))
            slot["sessions"] = [self.session(kind) for _ in range(count)]
        else:
            slot[kind] = self.session(kind)
        return slot

    def preparation(self):
        self.ids += 1
        return {
            "id": f"p{self.ids}",
            "agency": f"a{self.random.randint(0, 5)}",
            "role": "background-paper",
            "title": self.text(12),
            **self.random.choice(({}, {"date": "2024-02-29"}, {"due": "2024-03-01"})),
        }

    def write(self, path):
        data = {
            "agenda": {
                "id": "random",
                "title": self.text(12),
                "timezone": "Asia/Tokyo",
                "location": self.text(8),
            },
            "agencies": [
                {"id": f"a{i}", "short": self.text(3), "name": self.text(9)} for i in range(6)
            ],
            "rooms": [{"id": f"r{i}", "name": self.text(6)} for i in range(2)],
            "round-tables": [{"id": str(i), "title": self.text(12)} for i in (1, 2)],
            "days": [
                {
                    "date": f"2024-02-2{i}",
                    "title": self.text(9),
                    "slots": [self.slot() for _ in range(4)],
                }
                for i in range(3)
            ],
            "preparations": [self.preparation() for _ in range(6)],
        }
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


OPTIONS = (
    [],
    ["--notes"],
    ["--agency=a1"],
    ["--notes", "--color=always"],
    ["--table"],
    ["--table", "--transpose", "--empty", "--notes", "--color=always"],
)


class RandomAgendas(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "random.json"

    def test_no_line_is_wider_than_asked_for(self):
        for seed in range(12):
            RandomAgenda(seed).write(self.path)
            for columns in (40, 57, 80, 132):
                for options in OPTIONS:
                    with self.subTest(seed=seed, columns=columns, options=options):
                        self.check(columns, options)

    def check(self, columns, options):
        text = show(self.path, *options, COLUMNS=str(columns))
        self.assertTrue(text.endswith("\n"))
        for line in ESCAPE.sub("", text)[:-1].split("\n"):
            self.assertLessEqual(cells(line), columns, line)
            self.assertEqual(line, line.rstrip(" "))

    def test_ascii_is_as_wide_as_asked_for(self):
        for seed in range(12):
            RandomAgenda(seed).write(self.path)
            text = show(self.path, "--notes", COLUMNS="57", LC_ALL="C")
            self.assertTrue(text.isascii())
            self.assertLessEqual(max(len(line) for line in text.split("\n")), 57)
            text = show(self.path, "--table", COLUMNS="57", LC_ALL="C")
            self.assertTrue(text.isascii())


if __name__ == "__main__":
    unittest.main()
