"""Conferences as Indico exports them: the event with its contributions or sessions, the timetable,
or both."""

import dataclasses
import json
import zoneinfo

import conference

FORMS = ("sessions", "timetable", "contributions and timetable", "sessions and timetable")


@dataclasses.dataclass
class Block:
    """A part of a session of Indico, which is a track of ours."""

    number: int
    title: str
    slot: conference.Slot
    contents: list
    chairs: list


class Export:
    def __init__(self, rng, made):
        self.rng = rng
        self.made = made
        self.form = rng.choice(FORMS)
        self.blocks = [block for name in made.tracks for block in self.blocks_of(name)]
        in_blocks = {id(s) for block in self.blocks for s in block.contents}
        self.alone = [s for s in made.sessions if id(s) not in in_blocks]
        for session in self.alone:
            session.track = ""
        if self.form == "sessions":
            made.sessions[:] = [s for s in made.sessions if s.kind == "session"]
        self.add_blocks()
        for session in made.sessions:
            self.vary(session)
        self.asked = self.zone_of_times()

    def zone_of_times(self):
        """The API tells times in the zone of whoever asks, where some may be ambiguous."""
        slots = [s.slots[0] for s in self.made.sessions] + [block.slot for block in self.blocks]
        asked = self.rng.choice((self.made.zone, zoneinfo.ZoneInfo("Europe/Zurich"), zoneinfo.ZoneInfo("UTC")))
        moments = [moment.astimezone(asked) for slot in slots for moment in (slot.start, slot.end)]
        return asked if all(map(conference.is_shown_once, moments)) else zoneinfo.ZoneInfo("UTC")

    def vary(self, session):
        """Gives a session what this form can say, and no more."""
        if self.form == "timetable":
            session.type, session.tags = "", []

    def blocks_of(self, name):
        """The block of a session, with the contributions in its track."""
        contents = [s for s in self.made.sessions if s.track == name]
        chairs = self.rng.sample(self.made.people, self.rng.randint(0, min(2, len(self.made.people))))
        number = 500 + self.made.tracks.index(name)
        first = min((s.slots[0] for s in contents), key=lambda slot: slot.start.timestamp(), default=None)
        if first is None:
            day = self.made.sessions[0].slots[0].start.date()
            first = conference.slot(self.rng, self.made.zone, self.made.rooms, day)
        for session in contents:
            session.chairs = chairs
        return [Block(number, name, first, contents, chairs)]

    def add_blocks(self):
        """A block without contributions is a session itself."""
        for block in self.blocks:
            if not block.contents:
                made = conference.Session(block.number, "", "session", block.title, [block.slot])
                made.chairs = block.chairs
                self.made.sessions.append(made)

    def time(self, moment):
        local = moment.astimezone(self.asked)
        return {"date": str(local.date()), "time": str(local.time()), "tz": self.asked.key}

    def common(self, title, slot):
        made = {"title": title, "startDate": self.time(slot.start), "duration": slot.minutes}
        if self.rng.random() < 0.9:
            made["endDate"] = self.time(slot.end)
        return made | {"room": slot.room, "location": "Palace", "description": ""}

    def person(self, person, old_names):
        """One of the two ways in which exports name people."""
        if old_names:
            return {
                "firstName": person.first,
                "familyName": person.last,
                "name": f"Dr {person.name}",
                "affiliation": person.affiliation,
                "email": "private@example.org",
            }
        whole = {"fullName": f"{person.last}, {person.first}", "affiliation": person.affiliation}
        parts = {"first_name": person.first, "last_name": person.last}
        return whole | parts if self.rng.random() < 0.7 else whole

    # --- /export/event ---------------------------------------------------------------------

    def contribution(self, session):
        return self.common(session.title, session.slots[0]) | {
            "_type": "Contribution",
            "id": str(session.number),
            "db_id": 1000 + session.number,
            "speakers": [self.person(person, False) for person in session.speakers],
            "type": session.type or None,
            "keywords": session.tags,
            "session": session.track or None,
            "track": None,
        }

    def slot_of_session(self, block):
        return self.common(block.title, block.slot) | {
            "_type": "SessionSlot",
            "id": block.number,
            "slotTitle": "",
            "session": {"_type": "Session", "title": block.title, "isPoster": False},
            "conveners": [self.person(person, False) for person in block.chairs],
            "contributions": [self.contribution(session) for session in block.contents],
        }

    def event(self):
        made = {
            "_type": "Conference",
            "id": "12",
            "title": "Demo",
            "timezone": self.made.zone.key,
            "location": "Palace",
            "contributions": [self.contribution(s) for s in self.alone if s.kind == "session"],
        }
        if "sessions" in self.form:
            made["sessions"] = [self.slot_of_session(block) for block in self.blocks]
        elif "contributions" in self.form:
            made["contributions"] += [self.contribution(s) for block in self.blocks for s in block.contents]
        return {"count": 1, "url": "https://indico.example/export/event/12.json", "results": [made]}

    # --- /export/timetable -----------------------------------------------------------------

    def entry(self, session):
        made = self.common(session.title, session.slots[0])
        if session.kind == "break":
            return made | {"entryType": "Break", "id": f"b{session.number}"}
        return made | {
            "entryType": "Contribution",
            "id": f"c{session.number}",
            "contributionId": 1000 + session.number,
            "presenters": [self.person(person, True) for person in session.speakers],
        }

    def block_entry(self, block):
        return self.common(block.title, block.slot) | {
            "entryType": "Session",
            "id": f"s{block.number + 1000}",
            "sessionSlotId": block.number,
            "slotTitle": "",
            "conveners": [self.person(person, True) for person in block.chairs],
            "entries": {f"c{s.number}": self.entry(s) for s in block.contents},
        }

    def timetable(self):
        days = {}
        entries = [(s.slots[0], self.entry(s)) for s in self.alone]
        entries += [(block.slot, self.block_entry(block)) for block in self.blocks]
        self.rng.shuffle(entries)
        for slot, entry in entries:
            # What lasts into another day stands there, too.
            for moment in {slot.start.date(), slot.end.date()}:
                days.setdefault(f"{moment:%Y%m%d}", {})[entry["id"]] = entry
        return {"url": "https://indico.example/export/timetable/12.json", "results": {"12": days}}

    def source(self):
        documents = {}
        if self.form != "timetable":
            documents["event"] = self.event()
        if "timetable" in self.form:
            documents["timetable"] = self.timetable()
        joined = list(documents.items())
        self.rng.shuffle(joined)
        way = self.rng.randrange(3)
        if way == 0:
            return json.dumps(dict(joined))
        if way == 1:
            return json.dumps([document for _, document in joined])
        return "\n".join(json.dumps(document) for _, document in joined)
