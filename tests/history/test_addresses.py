#!/usr/bin/python3
"""Random agendas, edited and published again and again, undone and withdrawn: an address that ever
answered 200 answers 200 or 304 after every later publication, whatever has left the agenda, and
with nothing of what was withdrawn.

From the environment: TEST_SEED; TEST_ADDRESS_SEQUENCES, how many agendas are taken through their
publications (40); TEST_ADDRESS_SECONDS, after which no more are begun (40).
"""

import contextlib
import copy
import os
import pathlib
import random
import signal
import sys
import time
import urllib.parse

for folder in ("clients", "http"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / folder))

import comparison
import draft
import random_edits
import server
import selections
import taking_back
from publishers import DAY, Commands, Fault

FORMATS = [".html", ".atom", ".changes.json", ".changes.txt"]
FORMS = ["", "?lang=fr", "?lang=fr,en", "?lang=sw", "?plenary=no", "?cancelled=drop&alarm=10"]
KEEPS = [14 * DAY, 14 * DAY, 0, DAY]

# More than that are not asked for again at once; which, is left to chance.
ASKED_AGAIN = 400


def feeds_of(agenda):
    yield "agenda"
    for folder, part in (
        ("agencies", agenda.agencies),
        ("people", agenda.people),
        ("rooms", agenda.rooms),
        ("round-tables", agenda.tables),
        ("days", agenda.days),
        ("sessions", agenda.sessions),
    ):
        yield from (f"{folder}/{name}" for name in sorted(part))


def listed(rng, values, most=3):
    """Some of them, as an address has them."""
    chosen = rng.sample(values, rng.randint(1, min(most, len(values))))
    return rng.choice([",", "%2C"]).join(urllib.parse.quote(value, safe="") for value in chosen)


def queries_of(rng, agenda):
    """Selections that somebody may make of an agenda as it is."""

    def terms(name):
        found = (selections.terms_of(item)[name] for item in agenda.sessions.values())
        return sorted(set().union(*found))

    held = sorted({who for item in agenda.sessions.values() for who in item["contributions"]})
    values = {
        "session": sorted(agenda.sessions),
        "agency": sorted(agenda.agencies),
        "person": sorted(agenda.people),
        "room": sorted(agenda.rooms),
        "round-table": sorted(agenda.tables),
        "day": sorted(agenda.days),
        "role": sorted({*agenda.roles, "chair"}),
        "type": terms("type"),
        "tag": terms("tag"),
        "language": terms("language"),
    }
    for name, ids in values.items():
        if ids:
            yield f"{name}={listed(rng, ids)}"
            yield f"not-{name}={listed(rng, ids)}"
    for agency, person, role in held[:2]:
        names = {**draft.contributor(agency, person), "role": role}
        yield "&".join(f"{name}={value}" for name, value in names.items())
    some = [name for name in values if values[name] and rng.random() < 0.5]
    if some:
        yield "&".join(
            f"{rng.choice(['', '', 'not-'])}{name}={listed(rng, values[name], 1)}" for name in some
        )


def addresses_of(rng, agenda, number):
    """What answers while the agenda is so."""
    yield from ["/", "/forum/", "/forum/changes.html"]
    for feed in feeds_of(agenda):
        yield f"/forum/{feed}.ics{rng.choice(FORMS)}"
        yield f"/forum/{feed}.ics"
        yield f"/forum/{feed}.ics?rev={number}"
        ending = rng.choice(FORMATS)
        if (feed, ending) != ("agenda", ".html"):
            yield f"/forum/{feed}{ending}"
    for query in queries_of(rng, agenda):
        yield f"/forum/select.ics?{query}{rng.choice(['', '&lang=fr', '&utm_source=x'])}"
        yield f"/forum/select.ics?{query}&rev={number}"
        yield f"/forum/?{query}"


@contextlib.contextmanager
def serving(path, *options):
    """A service that may say only that the file is held back, since it says nothing new."""
    served = server.Server(path, options=options)
    try:
        yield served
        served.signal(signal.SIGTERM)
        status, said = served.wait()
        if status != 0 or said and not said.endswith("; it is held back until it changes\n"):
            raise Fault(f"serve ended with {status}: {said}")
    finally:
        served.process.kill()
        served.process.wait()


class Sequence:
    def __init__(self, rng, folder, counts):
        self.rng = rng
        self.folder = folder
        self.counts = counts
        self.commands = Commands(folder)
        self.draft = random_edits.new_draft(rng)
        self.number = 0
        self.canonical = None
        self.drafts = []
        self.again = []  # what a revert to each publishes: without what was withdrawn since
        self.tokens = set()  # what was withdrawn, and may be in no answer: see taking_back.py
        self.known = {}  # address → its entity tag when it was last asked for
        self.now = int(time.time()) - 3000 * DAY

    def run(self):
        keep = self.rng.choice(KEEPS)
        for _ in range(self.rng.randrange(3, 8)):
            self.publish(keep)
            self.ask_all()
            self.now += self.rng.choice([1, DAY, 20 * DAY, 400 * DAY])
            kind = self.rng.random()
            if kind < 0.2:
                self.undo()
            elif kind < 0.5:
                self.withdraw()
            random_edits.edit(self.rng, self.draft)

    def undo(self):
        number = self.rng.randrange(self.number) + 1
        self.commands.revert(self.now, number)
        if self.again[number - 1].canonical() != self.canonical:
            self.take_in(self.again[number - 1])
        self.counts["undone"] += 1
        self.ask_all()

    def withdraw(self):
        """Something that is there, out of all revisions and out of the file."""
        texts = sorted(filter(taking_back.TOKEN.search, taking_back.texts_of(self.draft)))
        kind, what = self.rng.choice(
            [("session", random_edits.maybe(self.rng, self.draft.sessions))] * 2
            + [("agency", random_edits.maybe(self.rng, self.draft.agencies))] * 2
            + [("person", random_edits.maybe(self.rng, self.draft.people))] * 2
            + [("text", self.rng.choice([None, *texts]))] * 2
            + [("agenda", "forum")]
        )
        if what is None or self.draft.canonical() != self.canonical:
            return
        withdrawal = taking_back.Withdrawal(kind, what, self.number + 1)
        redacted = [withdrawal.redacted(draft) for draft in self.drafts]
        if [one.canonical() for one in redacted] == [one.canonical() for one in self.drafts]:
            return
        self.commands.withdraw(self.now, kind, what)
        before = taking_back.tokens_in(self.drafts)
        self.drafts = redacted
        self.again = [withdrawal.dropped(withdrawal.redacted(draft)) for draft in self.again]
        self.tokens |= before - taking_back.tokens_in(self.drafts)
        dropped = withdrawal.dropped(self.drafts[-1])
        self.take_in(dropped)
        self.draft = copy.deepcopy(dropped)  # with nothing at hand that was taken out of it
        self.counts["withdrawn"] += 1
        self.ask_all()

    def take_in(self, agenda):
        self.canonical = agenda.canonical()
        self.number += 1
        self.drafts.append(copy.deepcopy(agenda))
        self.again.append(self.drafts[-1])

    def publish(self, keep):
        path = self.folder / "forum.json"
        path.write_text(draft.file_text(random.Random(0), self.draft.data()), encoding="utf-8")
        if self.draft.canonical() != self.canonical:
            self.take_in(self.draft)
        self.commands.publish(path, self.now, keep)
        self.path = path

    def ask_all(self):
        with serving(self.path, "--history", self.commands.history) as served:
            with server.Client(served) as client:
                self.ask_again(client)
                for address in addresses_of(self.rng, self.drafts[-1], self.number):
                    self.ask(client, address)

    def ask_again(self, client):
        again = sorted(self.known)
        for address in self.rng.sample(again, min(len(again), ASKED_AGAIN)):
            self.ask(client, address, f"If-None-Match: {self.known[address]}")

    def ask(self, client, address, *fields):
        answer = client.ask(address, *fields)
        self.counts["asked"] += 1
        if answer.status not in ((200, 304) if fields else (200,)):
            raise Fault(f"revision {self.number}: {address}: {answer}")
        for token in sorted(self.tokens):
            if token.encode() in answer.body:
                raise Fault(f"revision {self.number}: {address}: holds {token}, withdrawn")
        self.counts["unchanged"] += answer.status == 304
        self.known[address] = answer.headers["etag"]


def main():
    seed = os.environ.get("TEST_SEED") or str(random.SystemRandom().randrange(2**32))
    wanted = int(os.environ.get("TEST_ADDRESS_SEQUENCES", "40"))
    seconds = float(os.environ.get("TEST_ADDRESS_SECONDS", "40"))
    counted = ["sequences", "undone", "withdrawn", "asked", "unchanged", "faults"]
    counts = dict.fromkeys(counted, 0)
    print(f"TEST_SEED={seed}", flush=True)
    begin = time.monotonic()
    for number in range(wanted):
        if time.monotonic() - begin > seconds:
            print(f"stopped after {number} of {wanted} sequences: {seconds:.0f} s are over")
            break
        with comparison.temporary_folder() as folder:
            sequence = Sequence(random.Random(f"{seed}/{number}"), pathlib.Path(folder), counts)
            counts["sequences"] += 1
            try:
                sequence.run()
            except Fault as fault:
                print(f"sequence {number}: {fault}", flush=True)
                counts["faults"] += 1
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    sys.exit(1 if counts["faults"] or not counts["unchanged"] else 0)


if __name__ == "__main__":
    main()
