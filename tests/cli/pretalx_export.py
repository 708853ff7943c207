"""Conferences as pretalx exports them: through its API, older and newer, and to its widgets."""

import datetime
import json

import conference

STATES = {"confirmed": "confirmed", "tentative": "accepted", "cancelled": "canceled"}
FORMS = ("v0", "v1 expanded", "v1", "widget")


def stamp(rng, moment, zone):
    """A moment with the offset of the conference, of UTC, or of elsewhere."""
    elsewhere = datetime.timezone(datetime.timedelta(minutes=15 * rng.randint(-40, 50)))
    text = moment.astimezone(rng.choice((zone, datetime.UTC, elsewhere))).isoformat()
    return text.replace("+00:00", "Z") if rng.random() < 0.5 else text


def text(rng, value):
    """A text in one language or in several, of which the conference's is English."""
    return rng.choice((value, {"en": value}, {"de": f"{value} (de)", "en": value}, {"en": value, "fr": ""}))


def maybe_digits(rng, number):
    return str(number) if rng.random() < 0.1 else number


def pages(rng, results):
    """Results in pages of random length, or without."""
    if rng.random() < 0.2:
        return [results]
    made, size = [], rng.randint(1, 5)
    for at in range(0, max(len(results), 1), size):
        made.append({"count": len(results), "next": None, "previous": None, "results": results[at : at + size]})
    return made


class Export:
    def __init__(self, rng, made):
        self.rng = rng
        self.made = made
        self.form = rng.choice(FORMS)
        self.ids = {name: index for index, name in enumerate(made.rooms, 10)}
        self.tracks = {name: index for index, name in enumerate(made.tracks, 30)}
        self.types = {name: index for index, name in enumerate(conference.TYPES, 50)}
        self.tags = {name: index for index, name in enumerate(conference.WORDS, 70)}
        for session in made.sessions:
            self.vary(session)

    def vary(self, session):
        """Gives a session what this form can say, and no more."""
        if session.kind == "session" and self.form != "widget":
            session.status = self.rng.choice(conference.STATUSES)
        if session.kind == "session" and self.form != "v0":
            first = session.slots[0].start.date()
            for _ in range(self.rng.choice((0, 0, 0, 1, 2))):
                other = conference.slot(self.rng, self.made.zone, self.made.rooms, first)
                if all((known.start, known.room) != (other.start, other.room) for known in session.slots):
                    session.slots.append(other)
        for person in self.made.people:
            person.affiliation = ""
        if self.form == "widget":
            session.type, session.tags = "", []

    def times(self, slot):
        made = {"start": stamp(self.rng, slot.start, self.made.zone)}
        if self.rng.random() < 0.9:
            made["end"] = stamp(self.rng, slot.end, self.made.zone)
        return made | {"duration": slot.minutes}

    def rooms(self):
        return [{"id": number, "name": text(self.rng, name), "capacity": 20} for name, number in self.ids.items()]

    def speaker(self, person):
        return {"code": person.code, "name": person.name, "biography": None, "answers": []}

    def event(self):
        return {"slug": "demo", "name": {"en": "Demo"}, "timezone": self.made.zone.key, "locale": "en"}

    def talk(self, session):
        """A submission, but for its slots, as both APIs have it."""
        return {
            "code": session.code,
            "title": session.title,
            "state": STATES[session.status],
            "abstract": "",
            "content_locale": None,
        }

    def old_talk(self, session):
        slot = session.slots[0]
        made = self.times(slot) | {"room": text(self.rng, slot.room), "room_id": self.ids[slot.room]}
        return self.talk(session) | {
            "speakers": [self.speaker(person) for person in session.speakers],
            "submission_type": text(self.rng, session.type),
            "track": text(self.rng, session.track) if session.track else None,
            "tags": session.tags,
            "slot": made,
        }

    def v0(self):
        old = [self.old_talk(s) for s in self.made.sessions if s.kind == "session"]
        breaks = [
            self.times(s.slots[0]) | {"room": text(self.rng, s.slots[0].room), "description": text(self.rng, s.title)}
            for s in self.made.sessions
            if s.kind == "break"
        ]
        return {"talks": pages(self.rng, old), "schedule": {"version": "1", "slots": old, "breaks": breaks}}

    def slots(self, session, **more):
        return [
            self.times(slot)
            | {"id": session.number * 100 + index, "room": maybe_digits(self.rng, self.ids[slot.room])}
            | more
            for index, slot in enumerate(session.slots)
        ]

    def new_talk(self, session):
        expanded = self.form == "v1 expanded"
        made = self.talk(session) | {
            "speakers": [self.speaker(p) if expanded else p.code for p in session.speakers],
            "submission_type": self.types[session.type],
            "track": self.tracks[session.track] if session.track else None,
            "tags": [self.tags[tag] for tag in session.tags],
            "slots": self.slots(session) if expanded else [session.number * 100],
        }
        if expanded and session.track:
            made["track"] = {"id": made["track"], "name": text(self.rng, session.track)}
        return made

    def named(self, ids, **more):
        return [{"id": number, "name": text(self.rng, name)} | more for name, number in ids.items()]

    def v1(self):
        slots = []
        for session in self.made.sessions:
            if session.kind == "break":
                slots += self.slots(session, submission=None, description=text(self.rng, session.title))
            else:
                slots += self.slots(session, submission=session.code)
        return {
            "submissions": pages(self.rng, [self.new_talk(s) for s in self.made.sessions if s.kind == "session"]),
            "speakers": pages(self.rng, [self.speaker(person) for person in self.made.people]),
            "rooms": pages(self.rng, self.rooms()),
            "tracks": pages(self.rng, self.named(self.tracks, color="#000")),
            "submission-types": pages(self.rng, self.named(self.types, default_duration=30)),
            "tags": pages(self.rng, [{"id": number, "tag": name} for name, number in self.tags.items()]),
            "slots": pages(self.rng, slots),
        }

    def widget(self):
        talks = []
        for session in self.made.sessions:
            for made in self.slots(session):
                if session.kind == "session":
                    made |= {"code": session.code, "speakers": [p.code for p in session.speakers], "state": None}
                    made["track"] = self.tracks.get(session.track)
                talks.append(made | {"title": session.title})
        return {
            "talks": talks,
            "timezone": self.made.zone.key,
            "tracks": self.named(self.tracks, color=None),
            "rooms": self.rooms(),
            "speakers": [self.speaker(person) for person in self.made.people],
        }

    def source(self):
        made = {"v0": self.v0, "widget": self.widget}.get(self.form, self.v1)() | {"event": self.event()}
        joined = list(made.items())
        self.rng.shuffle(joined)
        if self.form == "widget" or self.rng.random() < 0.4:
            return json.dumps(dict(joined))
        documents = [page for _, value in joined for page in (value if isinstance(value, list) else [value])]
        if self.rng.random() < 0.5:
            return json.dumps(documents)
        return self.rng.choice(("", "\n", "\n\n ")).join(json.dumps(document) for document in documents)
