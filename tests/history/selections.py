"""Selections of the random agendas: what an address asks for, and which entries it names.

A plain reading of the manual (SELECTIONS), value by value and by ids.
"""

import urllib.parse

import expected
import random_edits

KINDS = {"Session": "session", "Plenary": "plenary", "Break": "break"}
TERMS = ("type", "tag", "language")

# Names of who contributes, and of what a contribution has.
WHO = ("agency", "person")
PARTS = (*WHO, "role")

# Names that say where and when: they narrow plenaries and breaks, too.
PLACES = ("day", "room", "session", "kind")


def values_of(dates):
    """All that an address may ever name; not all of it is in every agenda."""
    return {
        "agency": random_edits.AGENCY_IDS,
        "person": random_edits.PERSON_IDS,
        "role": random_edits.ROLES,
        "round-table": random_edits.TABLE_IDS,
        "day": dates,
        "room": random_edits.ROOM_IDS,
        "session": random_edits.SESSION_IDS,
        "kind": sorted(KINDS.values()),
        "type": random_edits.TYPES,
        "tag": random_edits.TAGS,
        "language": random_edits.LANGUAGES,
    }


def terms_of(data):
    """What a session's record has of each kind of term."""
    return {
        "type": {data["type"]} if data.get("type") else set(),
        "tag": set(data.get("tags", [])),
        "language": {*data.get("languages", []), *data.get("interpretation", [])},
    }


def named_in(draft):
    """(name, value) of all that a draft has; those without kinds and built-in roles."""
    for name, part in (
        ("agency", draft.agencies),
        ("person", draft.people),
        ("role", draft.roles),
        ("round-table", draft.tables),
        ("day", draft.days),
        ("room", draft.rooms),
        ("session", draft.sessions),
    ):
        yield from ((name, value) for value in part)
    for session in draft.sessions.values():
        for name, terms in terms_of(session).items():
            yield from ((name, term) for term in terms)


class Query:
    """chosen, excluded: name → set of values; plenary, breaks: "yes", "no" or None."""

    def __init__(self, chosen, excluded, plenary=None, breaks=None):
        self.chosen = chosen
        self.excluded = excluded
        self.plenary = plenary
        self.breaks = breaks

    @classmethod
    def random(cls, rng, draft):
        """Mostly of what a draft has."""
        values = values_of(draft.dates)
        if rng.random() < 0.8:
            there = set(named_in(draft)) | {("role", "chair"), ("tag", "ai"), ("type", "poster")}
            there |= {("kind", kind) for kind in values["kind"]}
            values = {n: [v for v in values[n] if (n, v) in there] for n in values}
            values = {n: some for n, some in values.items() if some}

        def some(names):
            return {
                name: set(rng.sample(values[name], min(len(values[name]), rng.choice([1, 1, 2]))))
                for name in rng.sample(sorted(names), rng.choice([0, 1, 1, 2]))
            }

        excluded = some(values)
        chosen = some(values) if excluded else {"tag": {rng.choice(values["tag"])}}
        return cls(chosen, excluded, *(rng.choice([None, None, "yes", "no"]) for _ in range(2)))

    def text(self, rng=None):
        """The query of an address, one of many that ask for the same."""
        parts = []
        for prefix, named in (("", self.chosen), ("not-", self.excluded)):
            for name, values in sorted(named.items()):
                quoted = [urllib.parse.quote(value, safe="") for value in sorted(values)]
                parts.append(f"{prefix}{name}={','.join(quoted)}")
        parts += [f"{key}={v}" for key in ("plenary", "breaks") if (v := getattr(self, key))]
        if rng:
            rng.shuffle(parts)
        return "&".join(parts)

    def values(self):
        return {(n, v) for named in (self.chosen, self.excluded) for n in named for v in named[n]}

    def existed(self, contributors):
        """Whether the calendar of chosen agencies and people was there, of which these, as (name,
        value), had been so far."""
        return all(
            any((name, value) in contributors for value in self.chosen[name])
            for name in WHO
            if name in self.chosen
        )

    def viewpoint_in(self, agenda):
        """The single person that is chosen or, where none is, the single agency, if the agenda has
        them."""
        name = "person" if "person" in self.chosen else "agency"
        there = agenda.people if name == "person" else agenda.agencies
        values = self.chosen.get(name, ())
        return (name, *values) if len(values) == 1 and not values.isdisjoint(there) else None

    # --- entries ---------------------------------------------------------------------------------

    def has_session(self, agenda, session):
        has = self._has(agenda, session)
        if any(not self.chosen[n] & has[n] for n in PLACES if n in self.chosen):
            return False
        if any(self.excluded[n] & has[n] for n in self.excluded):
            return False
        if session.kind == "Break":
            return self._choice(self.breaks, self._has_breaks())
        passes = self._has_contribution(session) and all(
            self.chosen[n] & has[n] for n in ("round-table", *TERMS) if n in self.chosen
        )
        if session.kind == "Plenary":
            asks = any(n in self.chosen for n in (*PARTS, *TERMS))
            return self._choice(self.plenary, self._has_plenaries()) or (asks and passes)
        return passes

    def has_preparation(self, item):
        return self.chosen.keys() <= set(PARTS) and all(
            (name not in self.chosen or item.get(name) in self.chosen[name])
            and item.get(name) not in self.excluded.get(name, ())
            for name in PARTS
        )

    def _has(self, agenda, session):
        """name → the values that would name it."""
        data = session.data
        items = data.get("contributions", [])
        return {
            **{name: {item.get(name) for item in items} for name in WHO},
            "role": {item["role"] for item in items if self._meets(item, WHO)},
            "round-table": {data.get("round-table")},
            "day": {day for day in agenda.days if expected.is_on(session, day)},
            "room": {data.get("room")},
            "session": {data["id"]},
            "kind": {KINDS[session.kind]},
            **terms_of(data),
        }

    def _has_contribution(self, session):
        return not any(name in self.chosen for name in PARTS) or any(
            self._meets(item, PARTS) for item in session.data.get("contributions", [])
        )

    def _meets(self, item, names):
        """Whether a contribution has a chosen value of each name for which some are chosen."""
        return all(
            name not in self.chosen or item.get(name) in self.chosen[name] for name in names
        )

    @staticmethod
    def _choice(asked, by_default):
        return by_default if asked is None else asked == "yes"

    def _has_plenaries(self):
        return (
            not any(name in self.chosen for name in ("round-table", *TERMS))
            or any(name in self.chosen for name in PARTS)
            or "plenary" in self.chosen.get("kind", ())
        )

    def _has_breaks(self):
        return (
            not self.chosen
            or "session" in self.chosen
            or "break" in self.chosen.get("kind", ())
        )
