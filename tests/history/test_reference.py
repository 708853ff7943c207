#!/usr/bin/python3
"""Random agendas, edited and published again and again, undone and withdrawn, while governments
change the rules of their zones: every feed holds what it promises to.

Judged by a reference that knows nothing but the promises (reference.py), by subscribers that only
ever apply what they read, and by the octets.

From the environment: TEST_SEED; TEST_HISTORIES, how many agendas are taken through their
publications (400); TEST_HISTORY_SECONDS, after which no more are begun (60).
"""

import copy
import os
import pathlib
import random
import shutil
import sys
import time
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))

import comparison
import draft
import feed_text
import random_edits
import reference
import selections
import taking_back
from publishers import ALWAYS, DAY, Commands, Fault, Tool
from subscriber import Subscriber

HOUR = 3600
YEAR_2038 = 2148595200

# One sequence in so many is published and built by the commands as well.
COMMANDS_EVERY = 50

COUNTED = (
    "sequences, publications, of the same, of new rules, undone, withdrawn, withdrawn since, feeds, "
    "events, tombstones, selections, refused, faults"
).split(", ")


# New rules for each zone: what others have, which differ from its own in every hour.
OTHER_RULES = {
    "Europe/Brussels": "Europe/Athens",
    "America/New_York": "America/Chicago",
    "Asia/Kolkata": "Asia/Kathmandu",
}
SYSTEM_ZONES = pathlib.Path(os.environ.get("TZDIR", "/usr/share/zoneinfo"))


class Zones:
    """Zone files for the program, and for zoneinfo, whose rules can change."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.are_new = True
        os.environ["TZDIR"] = str(self.folder)
        zoneinfo.reset_tzpath(to=[str(self.folder)])
        self.turn()

    def turn(self):
        """The other rules are in force."""
        self.are_new = not self.are_new
        for name, other in OTHER_RULES.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            shutil.copy(SYSTEM_ZONES / (other if self.are_new else name), path)
        zoneinfo.ZoneInfo.clear_cache()


class Sequence:
    """One agenda through its publications."""

    def __init__(self, rng, tool, folder, counts, with_commands, zones=None):
        self.rng = rng
        self.tool = tool
        self.zones = zones
        self.have_turned = False
        self.folder = folder
        self.counts = counts
        self.commands = Commands(folder) if with_commands else None
        self.draft = random_edits.new_draft(rng)
        queries = range(rng.choice([3, 5]))
        self.queries = [selections.Query.random(rng, self.draft) for _ in queries]
        self.reference = reference.Reference(self.queries)
        self.subscribers = {}  # address → those who read always, and those who do now and then
        self.files = {}
        self.withdrawn = set()  # what no file may tell any more: see taking_back.TOKEN
        self.feeds = {}  # address → FeedText
        self.all_anew = False  # every calendar is told anew
        self.keep = rng.choice([14, 14, 14, 14, 0, 1, 40, None])
        self.now = reference.instant(self.draft.dates[0]) - rng.randrange(20 * DAY)
        self.right = None  # what the clock would show that is ahead

    def run(self):
        history = self.folder / "history.db"
        self.tool.open(history)
        for number in range(self.rng.randrange(3, 9)):
            if number > 0 and self.rng.random() < 0.1 and not self.reference.is_retired:
                self.change_rules()
            if number > 0 and self.rng.random() < 0.12:
                self.undo()
            if number > 0 and self.rng.random() < 0.12:
                self.withdraw()
            if number > 0:
                self.change()
            self.publish(history)
        for line in self.tool.verify():
            raise Fault(f"history --verify would say: {line}")

    # --- one publication -------------------------------------------------------------------------

    def change(self):
        """Time goes by, and the file is edited, or only written anew."""
        if self.rng.random() < 0.85:
            random_edits.edit(self.rng, self.draft)
        if self.rng.random() < 0.05 and self.keep == 14:
            self.keep = self.rng.choice([0, 1])
        self.now = self.next_time()

    def change_rules(self):
        """The zone files are others; the agenda is published again without a word."""
        self.now = self.next_time()
        self.zones.turn()
        self.have_turned = True
        self.reference.publish_rules(self.now, self.keep_seconds())
        wanted = (self.reference.number, self.reference.stamp)
        found = self.tool.publish_rules(self.now, self.keep_seconds())
        if wanted != found:
            raise Fault(f"for new rules published {found}, and not {wanted}")
        self.files = self.tool.resources()
        self.counts["publications"] += 1
        self.counts["of new rules"] += 1
        if self.commands:
            self.commands.publish(self.path, self.now, self.keep_seconds())
        self.compare_files()
        self.compare_all()

    def undo(self):
        """An earlier revision is published again, and its file is written, or left as it is."""
        number = self.rng.randrange(self.reference.number) + 1
        draft = self.reference.drafts[number]
        self.now = self.next_time()
        is_new = self.reference.revert(number, self.now)
        self.expect(is_new, self.tool.revert(self.now, number))
        if self.commands:
            self.commands.revert(self.now, number)
        self.take_files(is_new)
        self.counts["undone"] += is_new
        if self.rng.random() < 0.5:
            self.write_like(draft)
        else:
            self.read_again()

    def withdraw(self):
        """Something is taken out of all revisions, and out of the file, or the agenda ends."""
        drafts = self.reference.drafts.values()
        kind, what = self.choose_withdrawal(list(drafts))
        if kind == "retire" and self.reference.is_retired:
            return  # the command would say so, and do nothing
        self.now = self.next_time()
        before = taking_back.tokens_in(drafts)
        if kind == "retire":
            self.reference.retire(self.now)
            is_new = True
            self.expect(is_new, self.tool.retire(self.now))
            if self.commands:
                self.commands.retire(self.now)
        else:
            is_new = self.take_out(kind, what)
        self.all_anew = True
        self.take_files(is_new)
        self.all_anew = False
        self.counts["withdrawn"] += is_new
        self.find_no(before - taking_back.tokens_in(drafts), [self.history.read_bytes()])
        if self.rng.random() < 0.7:
            self.write_like(self.reference.draft)
        else:
            self.read_again()

    def take_out(self, kind, what):
        """Out of all revisions, or of those from one on. Whether it was there."""
        last = self.reference.number
        is_narrow = kind != "agenda" and self.rng.random() < 0.6
        since = self.rng.choice([last, self.rng.randrange(last) + 1]) if is_narrow else 1
        withdrawal = taking_back.Withdrawal(kind, what, last + 1)
        every = copy.deepcopy(withdrawal)
        drafts = self.reference.drafts.values()
        left = taking_back.tokens_in(every.redacted(draft) for draft in drafts)
        self.withdrawn |= taking_back.tokens_in(drafts) - left
        is_there, is_anywhere = (self.reference.says(withdrawal, n) for n in (since, 1))
        found, first = self.tool.withdraw(self.now, kind, what, since)
        if first not in (None, since, 1 if is_anywhere else since):
            raise Fault(f"rewritten from {first} on, and not from {since}")
        # The reference does not know what is told of changes only.
        is_new = is_there or (is_anywhere and found is not None)
        if is_new:
            self.reference.withdraw(withdrawal, self.now, first)
            self.forget(withdrawal.renamed)
            self.counts["withdrawn since"] += first > 1
        self.expect(is_new, found)
        if self.commands and is_new:
            self.commands.withdraw(self.now, kind, what, since)
        return is_new

    def forget(self, renamed):
        """A preparation that was known by its title cannot be known again: its title is nowhere."""
        for subscribers in self.subscribers.values():
            for subscriber in subscribers:
                for key in renamed:
                    subscriber.view.pop(taking_back.uid_of_preparation(key), None)

    def choose_withdrawal(self, drafts):
        """Of something that was there in any revision."""
        rng = self.rng
        kinds = ["session"] * 4 + ["agency"] * 3 + ["person"] * 3 + ["text"] * 4
        kind = rng.choice([*kinds, "agenda", "retire"])
        draft = rng.choice(drafts)
        if kind == "text":
            texts = sorted(taking_back.texts_of(draft))
            # Of these it can be told whether anything still tells them.
            marked = [text for text in texts if taking_back.TOKEN.search(text)]
            what = rng.choice(rng.choice([texts, marked or texts]))
            # Nobody sees a soft hyphen, nor does whoever searches.
            what = rng.choice([what, what.upper(), what.split()[-1], f"{what[0]}\xad{what[1:]}"])
            kind = "retire" if taking_back.fold(what) in taking_back.PLACEHOLDER else kind
        elif kind in ("session", "agency", "person"):
            parts = {"session": draft.sessions, "agency": draft.agencies, "person": draft.people}
            what = random_edits.maybe(rng, parts[kind])
            kind = kind if what else "retire"
        else:
            what = None
            said = {text for draft in drafts for text in taking_back.texts_of(draft)}
            kind = kind if said - {taking_back.PLACEHOLDER} else "retire"
        return kind, what

    def write_like(self, draft):
        """The file says what is published; what was taken out of it before is still at hand."""
        taken_out = self.draft.taken_out
        self.draft = copy.deepcopy(draft)
        self.draft.taken_out = taken_out

    def read_again(self):
        """The file, which has not changed, is found by a service that starts: nothing follows."""
        self.expect(False, self.tool.reread(self.path, self.now, self.keep_seconds()))
        if self.commands:
            self.commands.reread(self.path, self.now)
            self.compare_files()

    def find_no(self, tokens, others=()):
        """What was withdrawn is nowhere: not in what is served, nor in the history."""
        bodies = [*self.files.items(), *(("the history", octets) for octets in others)]
        for token in sorted(tokens):
            for address, body in bodies:
                if token.encode() in body:
                    raise Fault(f"{address}: holds {token}, which was withdrawn")

    def next_time(self):
        rng = self.rng
        kind = rng.random()
        if self.right and kind < 0.7:
            # Somebody has noticed that the clock was ahead.
            right, self.right = self.right, None
            return right + rng.randrange(3 * DAY)
        if kind < 0.65:
            return self.now + rng.randrange(3 * DAY)
        if kind < 0.78:
            return self.now + rng.randrange(31 * DAY)
        if kind < 0.88:
            return self.now - HOUR
        if kind < 0.9:
            self.right = self.right or self.now
            return YEAR_2038 + rng.randrange(DAY)
        if kind < 0.94:
            return self.reference.stamp + rng.choice([-1, 0, 1])
        # Just before, when, or just after something is over.
        ends = [reference.end_of(event) for event in self.reference.live["agenda"].values()]
        end = rng.choice(sorted(ends) or [self.now])
        return end + self.keep_seconds() % ALWAYS + rng.choice([-1, 0, 1])

    def keep_seconds(self):
        return ALWAYS if self.keep is None else self.keep * DAY

    def publish(self, history):
        path = self.folder / "agenda.yaml"
        data = self.draft.data(self.rng if self.rng.random() < 0.5 else None)
        path.write_text(draft.file_text(self.rng, data), encoding="utf-8")
        keep = self.keep_seconds()
        self.path, self.history = path, history
        is_new = self.reference.publish(self.draft, self.now, keep)
        self.expect(is_new, self.tool.publish(path, self.now, keep))
        if self.rng.random() < 0.5:
            self.tool.open(history)
        if self.commands:
            self.commands.publish(path, self.now, keep)
        self.take_files(is_new)

    def expect(self, is_new, found):
        wanted = (self.reference.number, self.reference.stamp) if is_new else None
        if wanted != found:
            raise Fault(f"published {found}, and not {wanted} (revision, stamp; None: the same)")

    def take_files(self, is_new):
        """Compares all that is served by now."""
        before, self.files = self.files, self.tool.resources()
        # Whoever publishes it again means it.
        self.withdrawn -= taking_back.tokens_in([self.reference.draft])
        self.find_no(self.withdrawn)
        self.counts["publications"] += 1
        self.compare_files()
        if not is_new:
            self.counts["of the same"] += 1
            if before != self.files:
                raise Fault("the same agenda has changed a file")
            return
        self.compare_all()

    def compare_files(self):
        if self.commands is None:
            return
        files = self.commands.resources()
        for address in sorted(files.keys() | self.files.keys()):
            if files.get(address) != self.files.get(address):
                raise Fault(f"{address}: the commands write something else than the tool")

    def compare_all(self):
        before = self.feeds
        self.feeds = {
            path.removeprefix("forum/").removesuffix(".ics"): feed_text.FeedText(body)
            for path, body in self.files.items()
            if path.endswith(".ics")
        }
        shown = self.reference.shown()
        asked = {path: shown.pop(path) for path in list(shown) if path.startswith(reference.ASKED)}
        self.compare_selections(asked)
        if shown.keys() != self.feeds.keys():
            wrong = sorted(shown.keys() ^ self.feeds.keys())
            raise Fault(f"not the feeds there should be: {wrong}")
        for path in sorted(shown):
            self.counts["feeds"] += 1
            self.compare_events(path, shown[path], self.feeds[path])
            self.compare_octets(path, before.get(path), self.feeds[path])
        for path in sorted(shown.keys() | self.subscribers.keys()):
            self.ask_subscribers(path)

    def compare_selections(self, wanted):
        """Those that somebody asks for, each in one of many forms."""
        bodies = self.tool.select([query.text(self.rng) for query in self.queries])
        for query, body in zip(self.queries, bodies):
            path = reference.ASKED + query.text()
            is_known = self.reference.knows(query)
            if is_known != (body is not None):
                raise Fault(f"{path}: is {'refused' if is_known else 'answered'}")
            self.counts["selections" if is_known else "refused"] += 1
            if is_known:
                self.compare_events(path, wanted[path], feed_text.FeedText(body))

    # --- one feed --------------------------------------------------------------------------------

    def compare_events(self, path, wanted, feed):
        for uid in sorted(wanted.keys() | feed.events.keys()):
            if uid not in wanted:
                raise Fault(f"{path}: must not have {feed_text.event_of(feed.events[uid])}")
            if uid not in feed.events:
                raise Fault(f"{path}: should have {wanted[uid]}")
            self.counts["events"] += 1
            self.counts["tombstones"] += "goes on" in wanted[uid]
            compare_event(path, wanted[uid], feed_text.event_of(feed.events[uid]))

    def compare_octets(self, path, before, feed):
        """A calendar is another if, and only if, its own LAST-MODIFIED is later; but a withdrawal
        tells all of them anew."""
        is_same = before is not None and feed.rest == before.rest and not self.all_anew
        wanted = before.changed if is_same else self.reference.stamp
        if feed.changed != wanted:
            what = "not changed" if is_same else "changed, is new or is told anew"
            raise Fault(f"{path}: has {what}, and LAST-MODIFIED is {feed.changed}, not {wanted}")

    def ask_subscribers(self, path):
        def is_over(event):
            changed = reference.instant(event["LAST-MODIFIED"])
            # By new rules a tombstone is told for another hour than it is kept for.
            end = self.reference.end_of_keep(event, changed)
            keeps = self.reference.keeps(event, changed) and not (
                self.have_turned and self.reference.clock > end - DAY
            )
            uid = event["UID"]
            is_hidden = self.reference.hides(path, uid)
            return not keeps or is_hidden or (path, uid) in self.reference.vanished

        steady, lazy = self.subscribers.setdefault(path, (Subscriber(), Subscriber()))
        feed = self.feeds.get(path)
        for fault in steady.read(feed, is_over):
            raise Fault(f"{path}: {fault}")
        if feed is None:
            del self.subscribers[path]
        elif self.rng.random() < 0.3:
            # What was told as cancelled may be over before it looks again.
            for fault in lazy.read(feed, lambda event: True):
                raise Fault(f"{path}, read now and then: {fault}")


def compare_event(path, wanted, found):
    wanted = dict(wanted)
    wanted.pop("terms", None)
    wanted.pop(reference.FOR_AGENCIES, None)
    if wanted.pop("goes on", None) is not None:
        # Before what it said before it tells what has become of it.
        fate, gap, said = (found["DESCRIPTION"] or "").partition("\n\n")
        found = {**found, "DESCRIPTION": said if fate and gap else None}
    for name, value in wanted.items():
        if found[name] != value:
            raise Fault(
                f"{path}: {wanted['SUMMARY']!r}: {name} is {found[name]!r}, and should be {value!r}"
            )


def run_sequences(seed, wanted, seconds, counts, zones):
    begin = time.monotonic()
    tool = Tool()
    for number in range(wanted):
        if time.monotonic() - begin > seconds:
            print(f"stopped after {number} of {wanted} sequences: {seconds:.0f} s are over")
            break
        counts["sequences"] += 1
        with comparison.temporary_folder() as folder:
            rng = random.Random(f"{seed}/{number}")
            with_commands = number % COMMANDS_EVERY == 0
            sequence = Sequence(rng, tool, pathlib.Path(folder), counts, with_commands, zones)
            try:
                sequence.run()
            except (Fault, feed_text.Unreadable) as fault:
                revision = sequence.reference.number
                print(f"sequence {number}, revision {revision}: {fault}", flush=True)
                counts["faults"] += 1
        if tool.has_ended():
            break
    status = tool.end()
    if status != 0:
        print(f"tool_publish ended with {status}")
        counts["faults"] += 1


def main():
    seed = os.environ.get("TEST_SEED") or str(random.SystemRandom().randrange(2**32))
    wanted = int(os.environ.get("TEST_HISTORIES", "400"))
    seconds = float(os.environ.get("TEST_HISTORY_SECONDS", "60"))
    counts = dict.fromkeys(COUNTED, 0)
    print(f"TEST_SEED={seed}", flush=True)
    with comparison.temporary_folder() as folder:
        run_sequences(seed, wanted, seconds, counts, Zones(folder))
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    sys.exit(1 if counts["faults"] or not counts["tombstones"] else 0)


if __name__ == "__main__":
    main()
