#!/usr/bin/python3
"""What was withdrawn is nowhere: no address, past revision, change feed, built file, and no octet of
the history or of what lies beside it tells it. What was not, stays."""

import contextlib
import pathlib
import re
import shutil
import subprocess
import time

import leaks
import server
from server import CONFEED, PATIENCE, ask, scratch, serving

AGENDA = """\
agenda: {{id: forum, title: The Forum, timezone: Europe/Brussels, location: "{place}"}}
agencies:
  - {{id: ilo, short: ILO, name: International Labour Organization}}
  - {{id: iom, short: Murmur, name: {{en: "Mumbling & Co", fr: Murmurante}}, url: "https://murm.example/"}}
  - {{id: wto, short: WTO}}
rooms: [{{id: gold, name: Gold Room}}, {{id: blue, name: Blue Room}}]
round-tables: [{{id: "1", title: Labour}}]
days:
  - date: 2037-07-10
    slots:
      - {{start: "09:00", end: "10:00", plenary: {{id: opening, title: Opening,
         contributions: [{{agency: iom, role: speaker}}]}}}}
      - start: "10:30"
        end: "12:00"
        sessions:
          - {{id: "1.1", round-table: "1", title: {{en: "{title}", fr: Zéphyrine}}, room: {room},
             abstract: "It is\\nQuasar & <b>quick</b>", url: "https://quux.example/q?a=1",
             contributions: [{{agency: ilo, role: chair, note: Hushed}},
                             {{agency: {speaker}, role: speaker, note: Whispered}}]}}
          - {{id: plain, title: Humdrum, room: blue,
             contributions: [{{agency: wto, role: chair}}, {{agency: iom, role: input}}]}}
{more}
          - {{id: closed, title: Cabal, abstract: Veiled, visibility: agency,
             contributions: [{{agency: ilo, role: speaker}}, {{agency: wto, role: input}}]}}
preparations:
  - {{agency: ilo, role: comments, title: {{en: Murky, fr: Murquois}}, note: Noted, due: 2037-06-01}}
  - {{agency: iom, role: event, title: Reception, date: 2037-07-09}}
  - {{agency: wto, role: input, id: wto-1, title: Graphs, note: Graphed, due: 2037-06-02}}
"""
GONE = '          - {id: gone, title: "A zephyr that left", contributions: [{agency: ilo, role: chair}]}'
USUAL = {"title": "Zephyr", "room": "gold", "speaker": "wto", "more": GONE, "place": "Brussels"}
REVISIONS = [
    USUAL,
    USUAL | {"title": "Zephyr, renamed"},
    USUAL | {"title": "Zephyr, renamed", "room": "blue", "speaker": "iom"},
    USUAL | {"title": "Zephyr, renamed", "room": "blue", "more": "", "place": "Zephyrville"},
    USUAL | {"title": "ZEPHYR", "room": "gold", "more": "", "place": "Zephyrville"},
]
WORDS_OF_SESSION = ["Zephyr,", "Zéphyrine", "Quasar", "quick", "quux", "Hushed", "Whispered"]
WORDS_OF_AGENCY = ["Murmur", "Mumbling", "murm.example", "Reception"]
WORDS_OF_PREPARATION = ["Murky", "Murquois", "Noted"]
OTHERS = ["Humdrum", "Gold Room", "Labour", "Opening"]

# What is withdrawn, what must be nowhere then, and what must still be there.
CASES = [
    (["--session", "1.1"], WORDS_OF_SESSION, [*OTHERS, *WORDS_OF_AGENCY, *WORDS_OF_PREPARATION]),
    (["--agency", "iom"], WORDS_OF_AGENCY, [*OTHERS, *WORDS_OF_SESSION, *WORDS_OF_PREPARATION]),
    (["--preparation", "ilo/comments/Murky"], WORDS_OF_PREPARATION, [*OTHERS, *WORDS_OF_AGENCY]),
    (["--preparation", "wto-1"], ["Graphs", "Graphed"], [*OTHERS, *WORDS_OF_AGENCY]),
    (["--text", "zePHyr"], ["Zephyr"], [*OTHERS, "Zéphyrine", "Quasar", *WORDS_OF_AGENCY]),
    (["--text", "it is quasar"], ["Quasar", "quick"], [*OTHERS, "Zephyr", *WORDS_OF_AGENCY]),
    (["--text", "ze\u0301phyrine"], ["Zéphyrine"], [*OTHERS, "Zephyr", *WORDS_OF_AGENCY]),
    (["--session", "1.1", "--agency", "ilo"], ["Hushed"], [*OTHERS, "Whispered", "Zephyr"]),
    (["--session", "closed"], ["Cabal", "Veiled"], [*OTHERS, "Zephyr"]),
    (None, ["Zephyr", "Humdrum", "Gold Room", "Labour O", "Cabal", "The Forum",
            *WORDS_OF_SESSION, *WORDS_OF_AGENCY, *WORDS_OF_PREPARATION], []),
]


def confeed(*arguments):
    """Standard output of a run that ends well and complains of nothing."""
    done = subprocess.run(
        [CONFEED, *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    complaint = "" if arguments[0] != "token" else done.stderr
    assert (done.returncode, done.stderr) == (0, complaint), (arguments, done)
    return done.stdout


class Forum:
    """A history with private calendars, and the address of each."""

    def __init__(self, folder, agenda=AGENDA):
        self.folder = pathlib.Path(folder)
        self.history = self.folder / "history.db"
        self.file = self.folder / "forum.yaml"
        for number, words in enumerate(REVISIONS, 1):
            self.file.write_text(agenda.format(**words))
            confeed("publish", self.file, "--history", self.history, "-m", f"Why {number}")
        options = ["--history", self.history]
        self.private = [confeed("token", "new", "forum", a, *options).strip() for a in ("ilo", "wto")]

    def copy(self, name):
        """The same in another folder, to be withdrawn from."""
        other = object.__new__(Forum)
        other.folder = self.folder / name
        other.folder.mkdir()
        other.history = shutil.copy(self.history, other.folder / "history.db")
        other.private = self.private
        return other

    def octets(self):
        """The files of the history and all that lies beside it."""
        return b"".join(p.read_bytes() for p in self.folder.iterdir() if p.name.startswith("history"))

    def build(self):
        tree = self.folder / "tree"
        confeed("build", "--history", self.history, "-o", tree)
        return tree

    def withdraw(self, what):
        words = ["withdraw", "forum", *what] if what is not None else ["retire", "forum", "--withdraw"]
        return confeed(*words, "--history", self.history, "--by", "bob")


def targets(tree, last, first=1):
    """Every address, of files that build wrote, and of what is made on demand; with the numbers of
    revisions from the first to the last."""
    queries = [f"rev={n}" for n in range(first, last + 1)] + ["lang=fr", "lang=en", "cancelled=title"]
    yield from ["/", "/forum/", "/forum/?lang=fr", "/forum/?q=plain", "/sitemap.xml"]
    for path in sorted(p for p in tree.rglob("*") if p.is_file() and not p.name.startswith(".")):
        target = "/" + str(path.relative_to(tree))
        yield target
        if path.suffix == ".ics":
            yield from (f"{target}?{query}" for query in queries)
    for choice in ["agency=ilo", "agency=iom", "role=chair", "session=1.1,gone", "day=2037-07-10",
                   "room=gold", "round-table=1", "kind=session"]:
        yield from (f"/forum/select.ics?{choice}&{query}" for query in queries)


def told_by(service, made, words, tree, last, first=1):
    """Where which of the words are told: {word: number of addresses}."""
    found = {}
    looked = 0
    for target in [*targets(tree, last, first), *made.private]:
        answer = ask(service, target, "User-Agent: Thunderbird/115.0", "Accept-Encoding: identity")
        assert answer.status in (200, 301, 308, 400, 404), (target, answer)
        looked += answer.status == 200
        for word in leaks.words_in(words, answer.body + repr(answer.headers).encode()):
            found[word] = found.get(word, 0) + 1
    return found, looked


def words_of_files(words, tree):
    """The words in what was built, in the manifests too."""
    return leaks.words_in(words, b"\n".join(p.read_bytes() for p in tree.rglob("*") if p.is_file()))


def sequences(calendar):
    """UID → (SEQUENCE, the event without its stamps)."""
    text = re.sub(r"\r\n ", "", calendar.decode())
    events = {}
    for event in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.DOTALL):
        number = int(re.search(r"^SEQUENCE:(\d+)", event, re.MULTILINE)[1])
        rest = re.sub(r"(SEQUENCE|DTSTAMP|LAST-MODIFIED):.*\r\n", "", event)
        events[re.search(r"UID:(\S+)", event)[1]] = (number, rest)
    return events


def check_sequences(before, after):
    """SEQUENCE rises where an event says something else, and never falls."""
    for uid, (number, event) in after.items():
        was, said = before.get(uid, (-1, ""))
        assert number > was or (number == was and event == said), (was, said, number, event)


def wait_for_revision(service, number):
    end = time.monotonic() + PATIENCE
    while ask(service, f"/forum/agenda.ics?rev={number}").status != 200:
        assert time.monotonic() < end, f"revision {number} is not served"
        time.sleep(0.05)


def check(forum, number, what, gone, staying):
    made = forum.copy(f"case-{number}")
    tree = made.build()
    last = len(REVISIONS)
    with serving(options=["--history", str(made.history)]) as service:
        before, looked = told_by(service, made, gone, tree, last)
        held = leaks.words_in(gone, made.octets())
        assert sorted({*before} | {*held}) == sorted(gone), (what, sorted({*gone} - {*before}))
        events = sequences(ask(service, "/forum/agenda.ics").body)
        made.withdraw(what)
        wait_for_revision(service, last + 1)
        after, looked_after = told_by(service, made, gone, tree, last + 1)
        assert after == {}, (what, after)
        if what is not None:
            check_sequences(events, sequences(ask(service, "/forum/agenda.ics").body))
        still, _ = told_by(service, made, staying, tree, last + 1)
        assert sorted(still) == sorted(staying), (what, sorted({*staying} - {*still}))
    assert leaks.words_in(gone, made.octets()) == [], (what, "in the history")
    assert words_of_files(gone, made.build()) == [], (what, "in what was built")
    confeed("history", "--verify", "--history", made.history)
    listed = confeed("history", "--history", made.history)
    assert "(withdrawn: " in listed.splitlines()[0] and not leaks.words_in(gone, listed.encode()), listed
    print(f"     {what}: told {sum(before.values())} times by {looked} addresses; then 0 by {looked_after}")


def test_what_was_withdrawn_is_nowhere():
    with scratch() as folder:
        forum = Forum(folder)
        for number, (what, gone, staying) in enumerate(CASES):
            check(forum, number, what, gone, staying)


def test_it_can_be_withdrawn_again_and_again():
    with scratch() as folder:
        forum = Forum(folder)
        for what, _, _ in CASES:
            # What is gone with something else cannot be found any more.
            with contextlib.suppress(AssertionError):
                forum.withdraw(what)
            confeed("history", "--verify", "--history", forum.history)
        every = [word for _, gone, _ in CASES for word in gone]
        left = leaks.words_in(every, forum.octets())
        assert left == [], left


def test_the_history_goes_on():
    """What follows is verified in full."""
    with scratch() as folder:
        forum = Forum(folder)
        forum.withdraw(["--text", "zephyr"])
        for words in [REVISIONS[0], REVISIONS[2]]:
            text = AGENDA.format(**words).replace("ephyr", "other").replace(GONE, "")
            forum.file.write_text(text)
            confeed("publish", forum.file, "--history", forum.history)
            confeed("history", "--verify", "--history", forum.history)
        assert leaks.words_in(["Zephyr"], forum.octets()) == []


def test_since_a_revision():
    with scratch() as folder:
        forum = Forum(folder)
        forum.withdraw(["--session", "1.1", "--since", "4"])
        confeed("history", "--verify", "--history", forum.history)
        told = {}
        with serving(options=["--history", str(forum.history)]) as service:
            for number in range(1, len(REVISIONS) + 2):
                body = ask(service, f"/forum/agenda.ics?rev={number}").body
                told[number] = bool(leaks.words_in(["Quasar"], body))
        # The session left a room and an agency with revisions 4 and 5, and what it was then still
        # shows there: so nothing of it can stay.
        assert told == dict.fromkeys(range(1, 7), False), told


def check_since(name, other, what, since):
    """Where the last revision renames something and what goes is withdrawn from one on, earlier ones
    still tell it, and nothing else does."""
    agenda = AGENDA.replace("title: Opening", "title: Salutation")
    words = [name]
    with scratch() as folder:
        forum = Forum(folder, agenda)
        forum.file.write_text(agenda.format(**REVISIONS[-1]).replace(*other))
        confeed("publish", forum.file, "--history", forum.history)
        last = len(REVISIONS) + 1
        tree = forum.build()
        with serving(options=["--history", str(forum.history)]) as service:
            before, _ = told_by(service, forum, words, tree, last, since)
            assert [*before] == words, before
            said = forum.withdraw([*what, "--since", since])
            assert f"from {since} on say is rewritten" in said, said
            wait_for_revision(service, last + 1)
            after, looked = told_by(service, forum, words, tree, last + 1, since)
            assert after == {}, (what, after)
            body = ask(service, f"/forum/agenda.ics?rev={since - 1}").body
            assert leaks.words_in(words, body) == words, body
        assert words_of_files(words, forum.build()) == []
        confeed("history", "--verify", "--history", forum.history)
        print(f"     {what}: told {sum(before.values())} times; then 0 by {looked} addresses")


def test_since_leaves_nothing_but_earlier_revisions():
    # Only the change of revision 6 tells it.
    check_since("Salutation", ("Salutation", "Unfolding"), ["--text", "salutation"], 6)
    check_since("Salutation", ("Reception", "Party"), ["--text", "salutation"], 3)


def check_private(agenda):
    with scratch() as folder:
        forum = Forum(folder, agenda)
        text = agenda.format(**REVISIONS[4])
        private = text.replace('{id: "1.1", round-table', '{id: "1.1", visibility: agency, round-table')
        forum.file.write_text(private)
        done = subprocess.run(
            [CONFEED, "publish", forum.file, "--history", forum.history],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )
        command = re.search(r"to take it out of them: confeed (withdraw forum --session 1\.1 .*)\n", done.stderr)
        assert done.returncode == 0 and command, done
        confeed(*command[1].split())
        confeed("history", "--verify", "--history", forum.history)
        tree = forum.build()
        with serving(options=["--history", str(forum.history)]) as service:
            public = forum.copy("none")
            public.private = []
            found, _ = told_by(service, public, WORDS_OF_SESSION, tree, 7)
            assert found == {}, found
            body = ask(service, forum.private[0]).body
            assert leaks.words_in(["Quasar", "Hushed"], body) == ["Hushed", "Quasar"], body


def test_what_is_private_by_now_stays_for_who_sees_it():
    check_private(AGENDA)


def test_it_stays_where_nothing_was_private_before():
    """What agencies see then began as a copy of what everybody saw."""
    closed = AGENDA.index("          - {{id: closed")
    check_private(AGENDA[:closed] + AGENDA[AGENDA.index("preparations:"):])


if __name__ == "__main__":
    server.run(__name__)
