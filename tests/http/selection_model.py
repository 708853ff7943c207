"""What a selection holds, by the agenda file alone, and random selections in all their spellings."""

import urllib.parse

NAMES = "agency role round-table day room session kind type tag language".split()
TERMS = {"type", "tag", "language"}
KINDS = ("plenary", "break")


class Entry:
    """A session, plenary or break of the agenda file."""

    def __init__(self, kind, day, data):
        self.id = data["id"]
        self.kind = kind
        self.day = day
        self.room = data.get("room")
        self.round_table = data.get("round-table")
        self.terms = {
            "type": [data["type"]] if "type" in data else [],
            "tag": data.get("tags", []),
            "language": data.get("languages", []) + data.get("interpretation", []),
        }
        self.parts = [(item["agency"], item["role"]) for item in data.get("contributions", [])]

    def is_in(self, asked):
        """Whether it is among what the parameters, name → list, ask for."""
        place = {"day": self.day, "room": self.room, "session": self.id, "kind": self.kind}
        if any(name in asked and value not in asked[name] for name, value in place.items()):
            return False
        if any(name.startswith("not-") and self.is_named(name[4:], asked) for name in asked):
            return False
        if self.kind == "break":
            return asked["breaks"]
        if self.kind == "plenary" and asked["plenary"]:
            return True
        if self.kind == "plenary" and not ({"agency", "role"} | TERMS) & asked.keys():
            return False
        if "round-table" in asked and self.round_table not in asked["round-table"]:
            return False
        if any(not set(self.terms[name]) & set(asked[name]) for name in TERMS & asked.keys()):
            return False
        return not {"agency", "role"} & asked.keys() or any(
            fits(agency, role, asked) for agency, role in self.parts
        )


    def is_named(self, name, asked):
        """Whether it is among what a name with "not-" before it leaves out."""
        agencies = asked.get("agency")
        has = {
            "agency": [agency for agency, _ in self.parts],
            "role": [r for agency, r in self.parts if not agencies or agency in agencies],
            "round-table": [self.round_table],
            "day": [self.day],
            "room": [self.room],
            "session": [self.id],
            "kind": [self.kind],
            **self.terms,
        }
        return not set(has[name]).isdisjoint(asked["not-" + name])


def fits(agency, role, asked):
    if agency in asked.get("not-agency", []) or role in asked.get("not-role", []):
        return False
    return agency in asked.get("agency", [agency]) and role in asked.get("role", [role])


def entries_of(data):
    for day in data["days"]:
        for slot in day["slots"]:
            for kind in ("plenary", "break"):
                if kind in slot:
                    yield Entry(kind, day["date"], slot[kind])
            for session in slot.get("sessions", []):
                yield Entry("session", day["date"], session)


def with_defaults(asked):
    kinds = asked.get("kind", [])
    is_narrow = not asked.keys().isdisjoint({"round-table"} | TERMS)
    plenary = not is_narrow or "agency" in asked or "role" in asked
    chooses = any(name in asked for name in NAMES)
    return {
        **asked,
        "plenary": asked.get("plenary", plenary or "plenary" in kinds),
        "breaks": asked.get("breaks", not chooses or "session" in asked or "break" in kinds),
    }


def values_of(data):
    entries = list(entries_of(data))
    return {
        "agency": [agency["id"] for agency in data["agencies"]],
        "role": sorted({role for entry in entries for _, role in entry.parts} | {"secondment"}),
        "round-table": [table["id"] for table in data["round-tables"]],
        "day": [day["date"] for day in data["days"]],
        "room": [room["id"] for room in data.get("rooms", [])],
        "session": [entry.id for entry in entries],
        "kind": ["session", "plenary", "break"],
        **{name: sorted({t for entry in entries for t in entry.terms[name]}) for name in TERMS},
    }


def random_query(values, rng):
    names = [name for name in NAMES if values[name]]
    names += ["not-" + name for name in names]
    asked = {}
    for name in rng.sample(names, rng.choice((1, 1, 2, 2, 3))):
        there = values[name.removeprefix("not-")]
        asked[name] = rng.sample(there, rng.randint(1, min(4, len(there))))
    for option in ("plenary", "breaks"):
        if rng.random() < 0.3:
            asked[option] = rng.random() < 0.5
    return asked


def spelt(asked, rng):
    """One of the many ways to write a query."""
    parts = []
    for name, value in asked.items():
        if isinstance(value, bool):
            parts.append(f"{name}={'yes' if value else 'no'}")
            continue
        words = value + rng.sample(value, rng.randint(0, len(value)))
        rng.shuffle(words)
        cut = rng.randint(0, len(words))
        for group in (words[:cut], words[cut:]):
            if group:
                parts.append(f"{name}={rng.choice((',', '%2C', '%2c')).join(map(escaped, group))}")
    rng.shuffle(parts)
    return "&".join(parts)


def escaped(word):
    """Some of its letters in escapes, by chance that is the same in each run."""
    return "".join(
        f"%{ord(c):02X}"
        if c.isascii() and (ord(c) + len(word)) % 7 == 0
        else urllib.parse.quote(c, safe="")
        for c in word
    )
