#!/usr/bin/python3
"""What random edits seldom meet, edit by edit, against the same reference and subscribers."""

import itertools
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))

import comparison
import draft
import feed_text
import test_reference
from publishers import DAY, Fault, Tool

DATES = ["2027-03-27", "2027-03-28", "2027-04-16"]

def session(**values):
    return draft.new_session(**{"day": DATES[0], **values})


def small_draft():
    agenda = draft.Draft(DATES, "Europe/Brussels")
    agenda.agencies = {"ilo": {"short": "ILO"}, "iom": {"short": "IOM"}}
    agenda.rooms = {"gold": {"name": "Gold"}, "red": {"name": "Red"}, "blue": {"name": "Blue"}}
    agenda.days = {DATES[0]: {}, DATES[2]: {}}
    agenda.sessions = {"last": session(day=DATES[2], times=("15:00", "18:00"))}
    return agenda


# Each is a generator: what it yields, it lets be published, so many days after the one before.


def over_when_it_leaves_for_the_second_time(agenda):
    agenda.sessions["a"] = session(day=DATES[2], room="gold")
    yield 0
    agenda.sessions["a"].update(day=DATES[0], room="red")
    yield 1
    del agenda.sessions["a"]
    yield 30
    del agenda.sessions["last"]
    yield 1


def over_sooner_than_what_it_was(agenda):
    agenda.sessions["a"] = session(day=DATES[2], room="gold")
    yield 0
    agenda.sessions["a"].update(day=DATES[0], room="red")
    yield 1
    del agenda.sessions["a"]
    yield 1
    agenda.head["title"] = "The Forum"
    yield 26
    agenda.head["title"] = "Forum"
    yield 10


def plenary_that_goes_after_an_agency(agenda):
    agenda.sessions["a"] = session(kind="plenary", contributions={("ilo", "", "chair"): {}})
    agenda.sessions["b"] = session(kind="plenary")
    yield 0
    ilo = agenda.agencies.pop("ilo")
    agenda.sessions["a"]["contributions"] = {}
    yield 1
    b = agenda.sessions.pop("b")
    del agenda.sessions["a"]
    yield 1
    agenda.agencies["ilo"] = ilo
    yield 1
    agenda.sessions["b"] = b
    yield 1


def plenary_that_is_one_no_more_after_an_agency(agenda):
    agenda.sessions["a"] = session(kind="plenary")
    yield 0
    del agenda.agencies["ilo"]
    yield 1
    agenda.sessions["a"]["kind"] = "sessions"
    yield 1
    agenda.sessions["a"]["status"] = "cancelled"
    yield 1


def another_zone_after_what_has_left(agenda):
    agenda.sessions["a"] = session(times=None, room="gold")
    agenda.sessions["b"] = session(room="gold")
    agenda.preparations["p"] = {"id": "p", "agency": "ilo", "role": "input", "due": DATES[1]}
    yield 0
    agenda.sessions["a"]["room"] = agenda.sessions["b"]["room"] = "red"
    del agenda.preparations["p"]
    yield 1
    agenda.head["timezone"] = "Asia/Kolkata"
    yield 1


def another_day_and_rooms_that_are_empty(agenda):
    yield 0
    agenda.days[DATES[1]] = {}
    yield 1
    del agenda.days[DATES[0]]
    yield 1


def day_that_goes_while_something_goes_on_on_it(agenda):
    agenda.days[DATES[1]] = {}
    agenda.sessions["a"] = session(days=2, room="gold")
    agenda.sessions["b"] = session(days=3, kind="plenary")
    yield 0
    day = agenda.days.pop(DATES[1])
    yield 1
    agenda.days[DATES[1]] = day
    yield 1


def several_days_that_are_gone_at_once(agenda):
    agenda.days[DATES[1]] = {}
    agenda.sessions["a"] = session(days=2, room="gold")
    agenda.sessions["b"] = session(days=3, times=None, kind="break")
    yield 0
    del agenda.sessions["a"]
    agenda.sessions["b"]["days"] = 1
    yield 1


def person_who_begins_to_contribute_for_their_own_agency(agenda):
    agenda.people = {"jane": {"name": "Jane", "agency": "ilo"}}
    by_herself, for_it = {("", "jane", "chair"): {}}, {("ilo", "jane", "chair"): {}}
    agenda.sessions["a"] = session(contributions=by_herself)
    agenda.sessions["b"] = session(kind="plenary", contributions=by_herself)
    agenda.preparations["p"] = {"id": "p", "person": "jane", "role": "input", "due": DATES[1]}
    yield 0
    agenda.sessions["a"]["contributions"] = agenda.sessions["b"]["contributions"] = for_it
    agenda.preparations["p"]["agency"] = "ilo"
    yield 1
    agenda.sessions["a"]["contributions"] = agenda.sessions["b"]["contributions"] = by_herself
    yield 1
    del agenda.people["jane"]["agency"]
    yield 1


CASES = [
    over_when_it_leaves_for_the_second_time,
    over_sooner_than_what_it_was,
    plenary_that_goes_after_an_agency,
    plenary_that_is_one_no_more_after_an_agency,
    another_zone_after_what_has_left,
    another_day_and_rooms_that_are_empty,
    day_that_goes_while_something_goes_on_on_it,
    several_days_that_are_gone_at_once,
    person_who_begins_to_contribute_for_their_own_agency,
]


def run_case(case, seed, tool, folder, counts):
    """The seed tells how files are written, and when the history is read again."""
    rng = random.Random(seed)
    sequence = test_reference.Sequence(rng, tool, folder, counts, with_commands=seed == 0)
    sequence.draft = small_draft()
    sequence.keep = 14
    sequence.now = 1805500000  # some days before DATES[0]
    history = folder / "history.db"
    tool.open(history)
    for days in case(sequence.draft):
        sequence.now += days * DAY
        sequence.publish(history)
    for line in tool.verify():
        raise Fault(f"history --verify would say: {line}")


def main():
    counts = dict.fromkeys(test_reference.COUNTED, 0)
    tool = Tool()
    for case, seed in itertools.product(CASES, range(4)):
        counts["sequences"] += 1
        with comparison.temporary_folder() as folder:
            try:
                run_case(case, seed, tool, pathlib.Path(folder), counts)
            except (Fault, feed_text.Unreadable) as fault:
                print(f"{case.__name__} ({seed}): {fault}")
                counts["faults"] += 1
    counts["faults"] += tool.end() != 0
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    sys.exit(1 if counts["faults"] else 0)


if __name__ == "__main__":
    main()
