"""An agenda that is being edited, and the files that say what it says."""

import copy
import datetime
import json

import yaml

# Those that random edits use.
BUILT_IN_ROLES = ["chair", "speaker", "input"]

TERM_KEYS = ["type", "tags", "languages", "interpretation"]

PARTS = ["agencies", "people", "rooms", "tables", "days", "sessions", "preparations"]


SESSION = {
    "kind": "sessions",
    "day": None,
    "times": ("09:00", "10:30"),
    "days": 1,
    "within": False,
    "title": "Work",
    "room": None,
    "round-table": None,
    "status": "confirmed",
    "contributions": {},  # (agency, person, role), of which one may be "": what more it says
    "more": {},
}


def new_session(**values):
    """A session of a draft; what is not given is as in most."""
    return {**copy.deepcopy(SESSION), **values}


class Draft:
    """An agenda that is being edited. What is taken out of it is kept, to be brought back."""

    def __init__(self, dates, zone):
        self.dates = dates  # among which its days are
        self.head = {"id": "forum", "title": "Forum", "timezone": zone}
        self.roles = {}
        self.agencies = {}
        self.people = {}
        self.rooms = {}
        self.tables = {}
        self.days = {}
        self.sessions = {}
        self.preparations = {}
        self.taken_out = {name: {} for name in PARTS}

    def part(self, name):
        return getattr(self, name)

    def mend(self, rng):
        """Drops what refers to what is no longer there."""
        for person in self.people.values():
            if person.get("agency") not in self.agencies:
                person.pop("agency", None)
        for session in self.sessions.values():
            if session["room"] not in self.rooms:
                session["room"] = None
            if session["round-table"] not in self.tables or session["kind"] != "sessions":
                session["round-table"] = None
            session["contributions"] = {
                who: contribution
                for who, contribution in session["contributions"].items()
                if self._are_there(*who[:2])
                and (who[2] in self.roles or who[2] in BUILT_IN_ROLES)
                and session["kind"] != "break"
            }
        for name in [name for name, item in self.sessions.items() if item["day"] not in self.days]:
            if self.days and rng.random() < 0.5:
                self.sessions[name]["day"] = rng.choice(sorted(self.days))
            else:
                self.taken_out["sessions"][name] = self.sessions.pop(name)
        for key, item in list(self.preparations.items()):
            if not self._are_there(item.get("agency", ""), item.get("person", "")):
                self.taken_out["preparations"][key] = self.preparations.pop(key)

    def _are_there(self, agency, person):
        return agency in {"", *self.agencies} and person in {"", *self.people}

    # --- what it says ----------------------------------------------------------------------------

    def data(self, rng=None):
        """The file as dicts, lists and texts; its lists in random order if rng is given."""

        def ordered(items):
            items = list(items)
            if rng:
                rng.shuffle(items)
            return items

        def listed(part, key="id"):
            return ordered({key: name, **item} for name, item in part.items())

        data = {
            "agenda": self.head,
            "roles": listed(self.roles),
            "agencies": listed(self.agencies),
            "people": listed(self.people),
            "rooms": listed(self.rooms),
            "round-tables": listed(self.tables),
            "days": [{**day, "slots": []} for day in listed(self.days, "date")],
            "preparations": ordered(self.preparations.values()),
        }
        for day in data["days"]:
            day["slots"] = ordered(self._slots(day["date"], ordered))
        return dict(ordered(data.items()))

    def _slots(self, date, ordered):
        together = {}
        for name, session in ordered(self.sessions.items()):
            if session["day"] != date:
                continue
            times = session["times"], session["days"]
            slot = slot_data(session)
            if session["kind"] != "sessions":
                yield {**slot, session["kind"]: session_data(name, session)}
            elif times in together:
                together[times].append(session_data(name, session))
            else:
                together[times] = [session_data(name, session)]
                yield {**slot, "sessions": together[times]}

    def canonical(self):
        """The same for two drafts that say the same."""
        sessions = {
            name: [session["day"], span(session), session["kind"], session_data(name, session)]
            for name, session in self.sessions.items()
        }
        for item in sessions.values():
            item[-1] = {**item[-1], "contributions": None}
        contributions = {
            name: {" ".join(who): item for who, item in session["contributions"].items()}
            for name, session in self.sessions.items()
        }
        named = [self.roles, self.agencies, self.people, self.rooms, self.tables]
        parts = [self.head, *named, self.days]
        items = self.preparations.values()
        preparations = sorted(json.dumps(item, sort_keys=True) for item in items)
        return json.dumps([*parts, sessions, contributions, preparations], sort_keys=True)


def contributor(agency, person):
    """The keys that say who contributes; "" for none."""
    return {key: name for key, name in (("agency", agency), ("person", person)) if name}


def slot_data(session):
    """The slot that a session has for itself."""
    times = session["times"]
    slot = {"start": times[0], "end": times[1]} if times else {"all-day": True}
    if session["days"] > 1:
        last = datetime.date.fromisoformat(session["day"])
        last += datetime.timedelta(days=session["days"] - 1)
        slot["until"] = last.isoformat()
        if times:
            hours, minutes = times[1].split(":")
            slot["end"] = f"{int(hours) % 24:02}:{minutes}"
    return slot


def span(session):
    """When it is, from the midnight of its day on: "25:00" is "01:00" of the day after."""
    if not session["times"]:
        return session["days"]
    start, end = session["times"]
    hours, minutes = map(int, end.split(":"))
    if session["days"] > 1:
        hours = hours % 24 + 24 * (session["days"] - 1)
    return [start, hours, minutes]


def session_data(name, session):
    data = {"id": name, "title": session["title"], **session["more"]}
    for key in ("room", "round-table", "status"):
        if session[key] and session[key] != "confirmed":
            data[key] = session[key]
    for key in TERM_KEYS:
        if session.get(key):
            data[key] = session[key]
    if session["within"] and session["times"] and session["times"][0] == "09:00":
        data["start"] = "09:15"
    if session["contributions"]:
        data["contributions"] = [
            {**contributor(agency, person), "role": role, **item}
            for (agency, person, role), item in session["contributions"].items()
        ]
    return data


def file_text(rng, data):
    """The file, in one of many forms."""
    form = rng.random()
    if form < 0.6:
        return json.dumps(data, ensure_ascii=False)
    if form < 0.75:
        return json.dumps(data, indent=rng.choice([1, 4]))
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(data, Dumper=dumper, width=rng.choice([40, 100]), sort_keys=form < 0.85)
    return "# A comment.\n\n" + text if rng.random() < 0.5 else text
