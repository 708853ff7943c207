"""What every feed must hold, publication after publication: a plain reading of the promises.

An event is what its feeds say of it, in each language, as expected.py works it out from the agenda
file. Whatever makes a feed say something else of it, or takes it out of a feed, raises its SEQUENCE
by one and stamps it with the publication; so does coming onto another day. A feed that it was taken
out of tells it as cancelled, as it was there last, until some time after it would have ended or, if
that is later, after it last changed.

What is over is judged by the clock, not by stamps, which a clock that was ahead has put ahead: by
the earlier of both. What was told under a clock that was ahead by more than a day has no time.
"""

import calendar
import collections
import copy
import datetime
import functools
import itertools
import time
import zoneinfo

import expected
import selections
import taking_back
from draft import BUILT_IN_ROLES, TERM_KEYS

MARK = "Cancelled: "
POSTPONED = "Postponed: "

# Whoever has made a selection may miss an event as well. Of those there are no files, but leaving
# one raises a SEQUENCE all the same. An event leaves some selection whenever it loses or gains
# anything that a selection can ask for or leave out: there is one for each that asks for all that an
# event has, and leaves out all else.
SELECTION = "select/"

# Some selections are asked for (selections.py). Their paths are this and their query.
ASKED = "select?"
# The feeds of those who contribute have the plenaries, even when they are gone.
FOLDERS = {"agency": "agencies", "person": "people"}
OWN = tuple(f"{folder}/" for folder in FOLDERS.values())

FORMAT = "%Y-%m-%dT%H:%M:%SZ"

STAMPS = ("SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED")

Stamps = collections.namedtuple("Stamps", "created changed sequence")

# An event that has left some feeds. said: path → the event as it was in each feed that had it; stamps:
# of the tombstones; told: when its last change before was told, as far as was known when it left;
# zone, walls: when it was to be, on the clocks of which zone (None, and none, if it has no time of
# day); version: the last revision that had it so.
Departure = collections.namedtuple("Departure", "said stamps told zone walls version")

DAY = 24 * 3600

TIMES = ("DTSTART", "DTEND")


def text_of_stamp(stamp):
    return time.strftime(FORMAT, time.gmtime(stamp))


@functools.lru_cache(maxsize=None)
def instant(text):
    """Of "2007-07-10" (its midnight in UTC) or "2007-07-10T09:00:00Z"."""
    return calendar.timegm(time.strptime(text, FORMAT if "T" in text else "%Y-%m-%d"))


def end_of(event):
    return instant(event["DTEND"])


def is_timed(event):
    return "T" in event["DTEND"]


def walls_of(event, zone):
    """Its times on the clocks of a zone, by the zone files of now."""
    if not is_timed(event):
        return None, ()
    key = zoneinfo.ZoneInfo(zone)
    times = (datetime.datetime.fromtimestamp(instant(event[name]), key) for name in TIMES)
    return zone, tuple(time_.replace(tzinfo=None) for time_ in times)


# --- what an agenda says -------------------------------------------------------------------------


def feeds_of(agenda, queries=(), known=frozenset()):
    """path → {UID: event}, without stamps, of an expected.Agenda; known: (name, value) of all
    that was there, or is by now."""
    feeds = collections.defaultdict(dict)
    paths = [
        *(f"agencies/{name}" for name in agenda.agencies),
        *(f"people/{name}" for name in agenda.people),
        *(f"round-tables/{name}" for name in agenda.round_tables),
        *(f"days/{date}" for date in agenda.days),
        *(f"rooms/{name}" for name in agenda.rooms),
    ]
    for path in ["agenda", *paths]:
        feeds[path] = {}
    for session in agenda.sessions:
        event = said_of_session(agenda, session, None)
        for path in paths_of_session(agenda, session):
            feeds[path][event["UID"]] = event
        for item in session.data.get("contributions", []):
            for viewpoint in viewpoints_of(item):
                own = said_of_session(agenda, session, viewpoint)
                for path in paths_of_role(item, viewpoint):
                    feeds[path][event["UID"]] = own
    for item in agenda.preparations:
        event = said_of_preparation(agenda, item, None)
        feeds["agenda"][event["UID"]] = event
        for values in roles_of(item):
            feeds[f"{SELECTION}{values}"][event["UID"]] = event
        for viewpoint in viewpoints_of(item):
            own = said_of_preparation(agenda, item, viewpoint)
            for path in paths_of_role(item, viewpoint):
                feeds[path][event["UID"]] = own
    for query in queries:
        feeds[ASKED + query.text()] = asked_for(agenda, query, known)
    return dict(feeds)


def asked_for(agenda, query, known):
    """UID → event of what a query selects."""
    if not query.existed(known):
        return {}
    viewpoint = query.viewpoint_in(agenda)
    events = [
        said_of_session(agenda, session, viewpoint)
        for session in agenda.sessions
        if query.has_session(agenda, session)
    ]
    events += [
        said_of_preparation(agenda, item, viewpoint)
        for item in agenda.preparations
        if query.has_preparation(item)
    ]
    return {event["UID"]: event for event in events}


# Beside what they say, events hold whether their contributions are for agencies: of a person for the
# own one this does not show, but who begins to contribute for it comes into its calendar.
FOR_AGENCIES = "for agencies"


def said_of_session(agenda, session, viewpoint):
    event = without_stamps(expected.session_event(agenda, session, viewpoint))
    items = expected.contributions(agenda, session)
    terms = {key: session.data[key] for key in TERM_KEYS if key in session.data}
    said = {**event, FOR_AGENCIES: [(item["role"], "agency" in item) for item in items]}
    return {**said, "terms": terms} if terms else said


def said_of_preparation(agenda, item, viewpoint):
    event = without_stamps(expected.preparation_event(agenda, item, viewpoint))
    return {**event, FOR_AGENCIES: "agency" in item}


def viewpoints_of(item):
    yield from ((key, item[key]) for key in FOLDERS if key in item)


def paths_of_role(item, viewpoint):
    kind, name = viewpoint
    yield f"{FOLDERS[kind]}/{name}"
    yield f"{SELECTION}{kind}/{name}/{item['role']}"


def roles_of(item):
    """By what a contribution is selected: a role with an agency, with a person, or with both."""
    agencies, people = ({None, item.get(key)} for key in FOLDERS)
    yield from ((*values, item["role"]) for values in itertools.product(agencies, people))


def paths_of_session(agenda, session):
    """But those of who contributes to it."""
    days = [day for day in agenda.days if expected.is_on(session, day)]
    yield "agenda"
    yield f"sessions/{session.data['id']}"
    yield from (f"days/{day}" for day in days)
    items = session.data.get("contributions", [])
    roles = {values for item in items for values in roles_of(item)}
    places = [session.data.get(key) for key in ("room", "round-table")]
    terms = [sorted(terms) for terms in selections.terms_of(session.data).values()]
    yield f"{SELECTION}{(session.kind, days, places, sorted(roles, key=repr), terms)}"
    for folder, key in (("rooms", "room"), ("round-tables", "round-table")):
        if key in session.data:
            yield f"{folder}/{session.data[key]}"
    if session.kind == "Plenary":
        yield from (f"agencies/{name}" for name in agenda.agencies)
        yield from (f"people/{name}" for name in agenda.people)


def events_that_differ(before, after, renamed):
    """UIDs of the sessions and preparations of which one of two drafts says something else."""
    differ = {
        taking_back.uid_of(name)
        for name, session in before.sessions.items()
        if after.sessions[name] != session
    }
    for key, item in before.preparations.items():
        key_now = renamed.get(key, key)
        if after.preparations[key_now] != item:
            differ.add(taking_back.uid_of_preparation(key_now))
    return differ


def names_of(draft):
    named = [draft.roles, draft.agencies, draft.people, draft.rooms, draft.tables]
    return [draft.head, *named, draft.days]


def without_uid(event):
    return event and {**event, "UID": None}


def without_stamps(event):
    return {name: value for name, value in event.items() if name not in STAMPS}


# --- publications --------------------------------------------------------------------------------


class Reference:
    """All that is told of one agenda, from its first publication on."""

    def __init__(self, queries=()):
        self.queries = queries  # selections.Query, of which it tells, too
        self.known = {("role", role) for role in BUILT_IN_ROLES}  # (name, value), for ever
        self.known |= {("kind", kind) for kind in selections.KINDS.values()}
        self.has_forgotten = False  # something was withdrawn, with terms that nobody knows
        self.number = 0
        self.stamp = None
        self.clock = None  # the earlier of the stamp and the clock
        self.clocks = {}  # stamp → the same, for ever
        self.zone = None
        self.canonical = None
        self.draft = None  # as it was published last
        self.drafts = {}  # number → the same, as far as it was not withdrawn
        self.again = {}  # number → what a revert to it publishes: without what was withdrawn since
        self.is_retired = False
        self.vanished = set()  # (path, UID) of what a withdrawal has just taken out of a feed
        self.stamps = {}  # UID → Stamps, for ever
        self.live = {}  # path → {UID: event}
        self.french = {}  # the same in French, of what is not gone
        self.gone = set()  # paths of what the agenda no longer has: they stay for good
        self.departures = {}  # UID → [Departure], the first one first
        self.keep = None

    def publish(self, draft, now, keep):
        """Whether there must be a new revision. draft: see draft.py; now, keep: in seconds."""
        canonical = draft.canonical()
        if canonical == self.canonical:
            return False
        self.canonical = canonical
        self.is_retired = False
        self.draft = copy.deepcopy(draft)
        self._publish(draft, now, keep, False)
        return True

    def publish_rules(self, now, keep):
        """The zone files have changed: all that has a time of day is by other clocks now."""
        self._publish(self.draft, now, keep, True)

    def revert(self, number, now):
        """An earlier revision is published again. Whether there must be a new one."""
        return self.publish(self.again[number], now, self.keep)

    def retire(self, now):
        """Ends the agenda: all goes on saying what it said, by the rules that there were."""
        self.is_retired = True
        self._publish(self.draft, now, self.keep, False)

    def says(self, withdrawal, since=1):
        """Whether any revision from one on says what is to be withdrawn (taking_back.Withdrawal)."""
        probe = copy.deepcopy(withdrawal)
        drafts = (draft for number, draft in self.drafts.items() if number >= since)
        return any(probe.redacted(draft).canonical() != draft.canonical() for draft in drafts)

    def withdraw(self, withdrawal, now, since=1):
        """Takes something out of all revisions from one on, and tells it in a new one."""
        touched, every = set(), False
        for number in sorted(self.drafts):
            # Texts come back with a revision that still has them.
            if number >= since or withdrawal.kind != "text":
                self.again[number] = withdrawal.dropped(withdrawal.redacted(self.again[number]))
            if number >= since:
                before = self.drafts[number]
                after = self.drafts[number] = withdrawal.redacted(before)
                touched |= events_that_differ(before, after, withdrawal.renamed)
                every = every or names_of(before) != names_of(after)
        self.is_retired = self.is_retired or withdrawal.kind == "agenda"
        self.has_forgotten = True
        told = self._rewrite(withdrawal, now)
        told.update(uid for uid in self.departures if every or uid in touched)
        self.draft = withdrawal.dropped(self.drafts[self.number])
        self.canonical = self.draft.canonical()
        vanished = self.vanished
        self._publish(self.draft, now, self.keep, False, told)
        self.vanished = vanished

    def _rewrite(self, withdrawal, now):
        """What is told follows from what is left. UIDs of what the agenda says otherwise then."""
        uid_of = taking_back.uid_of_preparation
        new = {uid_of(key): uid_of(name) for key, name in withdrawal.renamed.items()}
        places = self._places()
        self.stamps = {new.get(uid, uid): stamps for uid, stamps in self.stamps.items()}
        before, before_in_french = (
            {path: {new.get(u, u): e for u, e in events.items()} for path, events in feeds.items()}
            for feeds in (self.live, self.french)
        )
        self.live, self.french = self._feeds_of(self.drafts[self.number], now)
        self.departures = {
            new.get(uid, uid): [self._rewritten(new.get(uid, uid), old, now) for old in departures]
            for uid, departures in self.departures.items()
        }
        self.vanished = places - self._places()
        told = set()
        for old, now_ in ((before, self.live), (before_in_french, self.french)):
            for path, events in old.items():
                left = now_.get(path, {})
                told |= {u for u, e in events.items() if without_uid(left.get(u)) != without_uid(e)}
        return told & self.live["agenda"].keys()

    def _rewritten(self, uid, departure, now):
        """What a feed does not have any more in that revision, it does not tell as cancelled. But a
        selection that leaves out what was withdrawn has it there now, as if it had had it then."""
        feeds = self._feeds_of(self.drafts[departure.version], now, departure.said)[0]
        times = {name: departure.said["agenda"][name] for name in TIMES}
        said = {
            path: {**events[uid], **times}
            for path, events in feeds.items()
            if uid in events and (path in departure.said or path.startswith((SELECTION, ASKED)))
        }
        return departure._replace(said=said)

    def _places(self):
        """(path, UID) of all that takes place."""
        return {(path, uid) for path, events in self.live.items() for uid in events}

    def _feeds_of(self, draft, now, gone=frozenset()):
        """path → {UID: event} of a draft, in English and in French, gone feeds included."""
        agenda = expected.Agenda(draft.data(), now)
        live = feeds_of(agenda, self.queries, self.known)
        in_french = expected.Agenda(expected.translated(draft.data(), ["fr"]), now)
        french = feeds_of(in_french, self.queries, self.known)
        uids = {expected.uid(agenda, s.data["id"]) for s in agenda.sessions if s.kind == "Plenary"}
        plenaries = {uid: event for uid, event in live["agenda"].items() if uid in uids}
        for path in self.gone.union(gone) - live.keys():
            live[path] = plenaries if path.startswith(OWN) else {}
        return live, french

    def _publish(self, draft, now, keep, by_rules, told=frozenset()):
        agenda = expected.Agenda(draft.data(), now)
        self.gone |= {path for path in self.live if not path.startswith(ASKED)}
        self.known |= set(selections.named_in(draft))
        live, french = self._feeds_of(draft, now)
        self.gone -= feeds_of(agenda).keys()
        self.number += 1
        self.drafts[self.number] = copy.deepcopy(draft)
        self.again[self.number] = self.drafts[self.number]
        self.vanished = set()
        self.stamp = now if self.stamp is None else max(now, self.stamp + 1)
        self.clock = min(now, self.stamp)
        self.clocks[self.stamp] = self.clock
        self.keep = keep
        before, self.live = self.live, live
        before_in_french, self.french = self.french, french
        other_clocks = by_rules or self.zone not in (None, agenda.zone.key)
        stamps_before = dict(self.stamps)
        raised = self._find_changed(before, before_in_french)
        self._raise_stamps(raised | told | self._find_retold(before, other_clocks))
        self._move_departures(before, stamps_before, other_clocks, raised, told)
        self.zone = agenda.zone.key
        return True

    def end_of_keep(self, event, changed):
        """Until when it is told if it is cancelled, having changed with this stamp."""
        return max(end_of(event), self.told(changed)) + self.keep

    def told(self, changed):
        """When something with this stamp was told, by the clock; 0 if nobody knows."""
        clock = self.clocks[changed]
        return clock if clock <= self.clock + DAY else 0

    def keeps(self, event, changed):
        """Whether it is still told if it is cancelled, having changed with this stamp."""
        return self.end_of_keep(event, changed) > self.clock

    def knows(self, query):
        """Whether its address answers: all that it names has been there, as far as is known."""
        return all(
            value in self.known or (self.has_forgotten and value[0] in selections.TERMS)
            for value in query.values()
        )

    def keeps_departure(self, departure):
        ends = {end_of(event) for event in departure.said.values()}
        return max(ends | {departure.told}) + self.keep > self.clock

    def hides(self, path, uid):
        """Whether it is there, cancelled, and over: now, whenever it was to be before."""
        event = self.live.get(path, {}).get(uid)
        return event is not None and event["STATUS"] == "CANCELLED" and not self.keeps(
            event, self.stamps[uid].changed
        )

    def _goes_on(self, uid, feeds=None):
        event = (feeds or self.live).get("agenda", {}).get(uid)
        return event is not None and event["STATUS"] != "CANCELLED"

    def _find_changed(self, before, before_in_french):
        """UIDs of what a feed says otherwise, or does not say any more."""
        was, here = before.get("agenda", {}), self.live["agenda"]
        changed = {uid for uid in was.keys() | here.keys() if was.get(uid) != here.get(uid)}
        for path, events in before.items():
            now = self.live[path]
            changed.update(uid for uid, event in events.items() if now.get(uid) != event)
        for path, events in self.live.items():
            if path.startswith("days/"):
                # Where the day was gone, it was told as cancelled.
                changed.update((events.keys() & was.keys()) - before.get(path, {}).keys())
        for path, events in before_in_french.items():
            now = self.french.get(path, {})
            changed.update(uid for uid in events.keys() & now.keys() if events[uid] != now[uid])
        return changed

    def _find_retold(self, before, other_clocks):
        """UIDs of what is told as cancelled, and that otherwise."""
        return {
            uid
            for uid, departures in self.departures.items()
            for departure in departures
            if self._tells_anew(uid, departure, before, other_clocks)
        }

    def _tells_anew(self, uid, departure, before, other_clocks):
        """A tombstone tells whether its event goes on; and its time on the clocks of the place."""
        turns = self._goes_on(uid, before) != self._goes_on(uid)
        has_other_clock = other_clocks and departure.walls
        return self.keeps_departure(departure) and (turns or has_other_clock)

    def _raise_stamps(self, raised):
        for uid in raised:
            old = self.stamps.get(uid)
            created, sequence = (old.created, old.sequence + 1) if old else (self.stamp, 0)
            self.stamps[uid] = Stamps(created, self.stamp, sequence)

    def _move_departures(self, before, stamps_before, other_clocks, raised, told):
        was, here = by_uid(before), by_uid(self.live)
        departures, self.departures = self.departures, {}
        for uid in departures.keys() | was.keys():
            said, now = was.get(uid, {}), here.get(uid, {}).keys()
            leaves = not said.keys() <= now
            still = now | said.keys() if leaves else now
            moved = []
            for departure in departures.get(uid, []):
                is_missed = not departure.said.keys() <= still
                # One that is over hides an earlier one.
                if (moved or self.keeps_departure(departure)) and (uid not in raised or is_missed):
                    if uid in told or self._tells_anew(uid, departure, before, other_clocks):
                        departure = departure._replace(stamps=self.stamps[uid])
                    moved.append(departure)
            if leaves and (moved or self.keeps(said["agenda"], stamps_before[uid].changed)):
                moved.append(self._departure(uid, said, stamps_before[uid].changed))
            if moved:
                self.departures[uid] = moved

    def _departure(self, uid, said, changed):
        walls = walls_of(said["agenda"], self.zone)
        return Departure(said, self.stamps[uid], self.told(changed), *walls, self.number - 1)

    def shown(self):
        """path → {UID: event with its stamps}."""
        shown = {}
        for path, live in self.live.items():
            if path.startswith(SELECTION):
                continue
            shown[path] = {
                uid: with_stamps(event, self.stamps[uid])
                for uid, event in live.items()
                if not self.hides(path, uid)
            }
            for uid, departures in self.departures.items():
                last = [departure for departure in departures if path in departure.said][-1:]
                if uid not in live and last and self.keeps_departure(last[0]):
                    shown[path][uid] = self._tombstone(uid, last[0], path)
        return shown

    def _is_withdrawn(self, uid, departure):
        """Whether it was a preparation of which nothing is left but its agency, role and day."""
        return any(
            taking_back.uid_of_preparation(key) == uid
            and item.get("title") == taking_back.PLACEHOLDER
            and not item.keys() & {"note", "url"}
            for key, item in self.drafts[departure.version].preparations.items()
        )

    def _tombstone(self, uid, departure, path):
        said = dict(departure.said[path])
        if departure.zone == self.zone:
            # At the same time on the same clocks, whatever their rules are by now.
            for name, wall in zip(TIMES, departure.walls):
                local = wall.replace(tzinfo=zoneinfo.ZoneInfo(self.zone))
                said[name] = local.astimezone(datetime.timezone.utc).strftime(FORMAT)
        if self._is_withdrawn(uid, departure):
            said |= {"SUMMARY": taking_back.PLACEHOLDER, "DESCRIPTION": None, "CATEGORIES": None}
        said = {**said, "SUMMARY": said["SUMMARY"].removeprefix(POSTPONED)}
        mark = "" if said["SUMMARY"].startswith(MARK) else MARK
        said["SUMMARY"] = mark + said["SUMMARY"]
        cancelled = {"STATUS": "CANCELLED", "TRANSP": "TRANSPARENT", "goes on": self._goes_on(uid)}
        return with_stamps({**said, **cancelled}, departure.stamps)


def by_uid(feeds):
    """UID → {path: event} of path → {UID: event}."""
    events = collections.defaultdict(dict)
    for path, said in feeds.items():
        for uid, event in said.items():
            events[uid][path] = event
    return events


def with_stamps(event, stamps):
    changed = text_of_stamp(stamps.changed)
    return {
        **event,
        "SEQUENCE": str(stamps.sequence),
        "DTSTAMP": changed,
        "LAST-MODIFIED": changed,
        "CREATED": text_of_stamp(stamps.created),
    }
