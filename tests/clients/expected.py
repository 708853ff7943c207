"""What every feed of an agenda must say, worked out from the agenda file alone.

This shares no code with the program. It reads the file with PyYAML or json, takes zones from
zoneinfo and identifiers from uuid. It expects a file without mistakes and checks nothing.
"""

import collections
import ctypes
import datetime
import functools
import json
import pathlib
import re
import uuid
import zoneinfo

import yaml

NAMESPACE = uuid.UUID("6f0f4b3e-5c1d-4d1b-9a52-1f2c7d0e8a36")

BUILT_IN_ROLES = {
    "chair": "Chair",
    "rapporteur": "Rapporteur",
    "speaker": "Speaker",
    "presenter": "Presenter",
    "discussant": "Discussant",
    "panellist": "Panellist",
    "moderator": "Moderator",
    "organiser": "Organiser",
    "co-organiser": "Co-organiser",
    "coordinator": "Coordinator",
    "participant": "Participant",
    "background-paper": "Background paper",
    "input": "Input",
    "comments": "Comments",
    "adviser": "Adviser",
    "support": "Support",
    "secondment": "Secondment",
    "marketplace": "Market place",
    "event": "Event",
}

# What may be told in several languages.
TEXTS = tuple(
    "title description label name abstract note subtitle contact location short floor address "
    "one many".split()
)

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December"
).split()

# path: "gfmd-2007/agencies/ilo.ics"; calendar: what its own properties say; events: in order.
# A property that must not be there is None.
Feed = collections.namedtuple("Feed", "path calendar events")

Session = collections.namedtuple("Session", "data kind day all_day start end")


# --- reading -------------------------------------------------------------------------------------


def load(path):
    """The agenda file as dicts, lists and texts, for YAML and JSON alike."""
    text = pathlib.Path(path).read_text(encoding="utf-8")
    if str(path).endswith(".json"):
        return _plain(json.loads(text))
    return yaml.load(text, Loader=yaml.BaseLoader)


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def text_of(value):
    """A text in the agenda's default language, the first one given, without its last line breaks;
    None if there is none."""
    if isinstance(value, dict):
        value = next(iter(value.values()), None)
    return value.rstrip("\n") if value else None


def _chosen(texts, langs):
    """The text in the first of these languages that it has (BCP 47, looked up)."""
    found = {tag.lower(): text for tag, text in texts.items()}
    for lang in map(str.lower, langs):
        primary = lang.split("-")[0]
        regions = [text for tag, text in found.items() if tag.startswith(primary + "-")]
        for text in (found.get(lang), found.get(primary), *regions):
            if text is not None:
                return text
    return text_of(texts)


def translated(data, langs, key=None):
    """An agenda in the first of these languages that each text has. What a title tells from others
    stays what it was."""
    if isinstance(data, list):
        return [translated(item, langs, key) for item in data]
    if not isinstance(data, dict):
        return data
    if key in TEXTS:
        return _chosen(data, langs)
    words = {name: translated(item, langs, name) for name, item in data.items()}
    if key == "preparations":
        words.setdefault("id", preparation_key(data))
    return words


def preparation_key(item):
    own = text_of(item.get("title")) or ""
    person = f"+{item['person']}" if "person" in item else ""
    return item.get("id", f"{item.get('agency', '')}{person}/{item['role']}/{own}")


def contributor(item):
    """Who contributes: the ids of the agency and the person, of which one may be None."""
    return item.get("agency"), item.get("person")


def contributor_order(item):
    """By agency, without one last; then by person, without one first."""
    agency, person = contributor(item)
    return agency is None, id_order(agency or ""), person is not None, id_order(person or "")


def is_of(item, viewpoint):
    """viewpoint: ("agency", "ilo"), ("person", "jane-doe"), or None."""
    return viewpoint is not None and item.get(viewpoint[0]) == viewpoint[1]


def utc(moment):
    return moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _compare_ids(left, right):
    return ctypes.CDLL(None).strverscmp(left.encode(), right.encode())


id_order = functools.cmp_to_key(_compare_ids)


def dated(preparation):
    """The day of a preparation, or None."""
    return preparation.get("date") or preparation.get("due")


class Agenda:
    """An agenda with what its feeds need looked up.

    source: a file, or what load would make of it. stamp: of revision 1, in Unix seconds, for an
    agenda that does not say when it was published.
    """

    def __init__(self, source, stamp=None):
        data = source if isinstance(source, dict) else load(source)
        self.head = data["agenda"]
        self.id = self.head["id"]
        self.short = text_of(self.head.get("short")) or self.id.upper().replace("-", " ")
        self.zone = zoneinfo.ZoneInfo(self.head["timezone"])
        if "published" in self.head:
            published = datetime.datetime.fromisoformat(self.head["published"])
        else:
            published = datetime.datetime.fromtimestamp(stamp, datetime.timezone.utc)
        self.stamp = utc(published)
        self.labels, self.role_order = self._roles(data.get("roles", []))
        self.agencies = {agency["id"]: agency for agency in data.get("agencies", [])}
        self.people = {person["id"]: person for person in data.get("people", [])}
        self.rooms = {room["id"]: room for room in data.get("rooms", [])}
        self.round_tables = {table["id"]: table for table in data.get("round-tables", [])}
        self.terms = {
            kind: {term["id"]: text_of(term["label"]) for term in data.get(kind, [])}
            for kind in ("types", "tags")
        }
        self.days = [day["date"] for day in data.get("days", [])]
        self.sessions = self._sessions(data.get("days", []))
        self.preparations = self._preparations(data.get("preparations", []))

    @staticmethod
    def _roles(own):
        labels = dict(BUILT_IN_ROLES)
        for role in own:
            if "label" in role:
                labels[role["id"]] = text_of(role["label"])
        added = sorted({role["id"] for role in own} - set(BUILT_IN_ROLES), key=id_order)
        order = {role: index for index, role in enumerate([*BUILT_IN_ROLES, *added])}
        return labels, order

    @staticmethod
    def _sessions(days):
        sessions = []
        for day in days:
            for slot in day.get("slots", []):
                held = [("Session", session) for session in slot.get("sessions", [])]
                held += [("Plenary", slot["plenary"])] if "plenary" in slot else []
                held += [("Break", slot["break"])] if "break" in slot else []
                for kind, data in held:
                    if not is_public(data):
                        continue
                    sessions.append(_session(kind, data, day["date"], slot))
        return sorted(sessions, key=lambda s: (s.start, not s.all_day, id_order(s.data["id"])))

    def _preparations(self, preparations):
        def order(item):
            return (
                dated(item),
                contributor_order(item),
                self.role_order[item["role"]],
                (text_of(item.get("title")) or "").encode(),
                item.get("id", ""),
            )

        seen = (item for item in preparations if dated(item) and is_public(item))
        return sorted(seen, key=order)


def is_public(item):
    """Whether a session, contribution or preparation is for everybody."""
    return item.get("visibility", "public") == "public"


def _session(kind, data, day, slot):
    midnight = datetime.datetime.fromisoformat(day)
    all_day = str(slot.get("all-day", "false")).lower() == "true"
    until = data.get("until") or slot.get("until") or day
    if all_day:
        last = datetime.datetime.fromisoformat(until)
        return Session(data, kind, day, True, midnight, last + datetime.timedelta(days=1))
    start = midnight + _clock(data.get("start") or slot["start"])
    slot_start = midnight + _clock(slot["start"])
    end = _end(data, start, midnight) or _end(slot, slot_start, midnight)
    return Session(data, kind, day, False, start, end)


def _end(record, start, midnight):
    """As a session or slot gives it; None if it does not."""
    if "duration" in record:
        return start + _duration(record["duration"])
    if "until" in record:
        midnight = datetime.datetime.fromisoformat(record["until"])
    return midnight + _clock(record["end"]) if "end" in record else None


def _duration(text):
    if re.fullmatch(r"\d+(:\d\d)?", text):
        hours, minutes = text.split(":") if ":" in text else (0, text)
        return datetime.timedelta(hours=int(hours), minutes=int(minutes))
    units = {"d": "days", "h": "hours", "m": "minutes"}
    return datetime.timedelta(**{units[u]: int(n) for n, u in re.findall(r"(\d+)([dhm])", text)})


def is_on(session, day):
    """A day has what stands under it, and what lasts longer than a day and goes on on it."""
    date = datetime.datetime.fromisoformat(day)
    is_long = session.end - session.start > datetime.timedelta(days=1)
    return session.day == day or (
        is_long and session.start < date + datetime.timedelta(days=1) and session.end > date
    )


def _clock(text):
    hours, minutes = text.split(":")
    return datetime.timedelta(hours=int(hours), minutes=int(minutes))


# --- events --------------------------------------------------------------------------------------


def uid(agenda, name):
    return str(uuid.uuid5(NAMESPACE, f"{agenda.id}/{name}"))


def contributions(agenda, session):
    """Those of a session, by role, then by who contributes."""

    def order(item):
        return agenda.role_order[item["role"]], contributor_order(item)

    return sorted(filter(is_public, session.data.get("contributions", [])), key=order)


def role_words(agenda, item):
    """"Input (requested)"."""
    status = item.get("status", "confirmed")
    suffix = "" if status == "confirmed" else f" ({status})"
    return agenda.labels[item["role"]] + suffix


def contributor_words(agenda, agency, person):
    """"ILO", "Jane Doe", or "Jane Doe (ILO)" with what they contribute for or else belong to."""
    if person is None:
        return text_of(agenda.agencies[agency]["short"])
    name = text_of(agenda.people[person]["name"])
    agency = agency or agenda.people[person].get("agency")
    return f"{name} ({text_of(agenda.agencies[agency]['short'])})" if agency else name


def own_roles(agenda, own):
    """In words, each once."""
    once = {_role(item): item for item in reversed(own)}
    return [role_words(agenda, item) for item in own if once[_role(item)] is item]


def _role(item):
    return item["role"], item.get("status", "confirmed")


def contribution_line(agenda, item):
    who = contributor_words(agenda, *contributor(item))
    note = text_of(item.get("note"))
    return f"{who}: {role_words(agenda, item)}" + (f" – {note}" if note else "")


def numbered_title(session):
    number = session.data["id"]
    table = session.data.get("round-table")
    title = text_of(session.data["title"])
    return f"{number} {title}" if table and number.startswith(table + ".") else title


def round_table_line(agenda, session):
    table = session.data.get("round-table")
    if not table:
        return []
    name = noun(agenda, "round-table", "Round Table")
    title = text_of(agenda.round_tables[table].get("title"))
    return [f"{name} {table}: {title}" if title else f"{name} {table}"]


def partner_lines(agenda, items, viewpoint):
    roles = {}
    for item in items:
        if not is_of(item, viewpoint):
            roles.setdefault(contributor(item), []).append(role_words(agenda, item))
    lines = [f"{contributor_words(agenda, *who)}: {', '.join(w)}" for who, w in roles.items()]
    return ["Partners:", *lines] if lines else []


def join_blocks(blocks):
    texts = ["\n".join(lines) for lines in blocks if lines]
    return "\n\n".join(texts) or None


def present(*values):
    return [value for value in values if value]


def categories(words):
    """Each once, without what would end a category."""
    plain = (word.translate({ord(c): None for c in ",;\\"}) for word in words)
    return list(dict.fromkeys(present(*plain)))


def location(agenda, session):
    room = agenda.rooms.get(session.data.get("room"), {})
    parts = [text_of(room.get(key)) for key in ("name", "floor", "address")]
    if not parts[-1]:
        parts.append(text_of(agenda.head.get("location")))
    return ", ".join(present(*parts)) or session.data.get("join")


def position(agenda, session):
    """Degrees to six digits, as a list or in one text in the file."""
    room = agenda.rooms.get(session.data.get("room"), {})
    # A room with an address is somewhere else.
    of_place = None if room.get("address") else agenda.head.get("geo")
    degrees = room.get("geo") or of_place
    if not degrees:
        return None
    if isinstance(degrees, str):
        degrees = re.split("[,;]", degrees)
    return ";".join(f"{float(number):.6f}".rstrip("0").rstrip(".") for number in degrees)


def noun(agenda, thing, default):
    """What the conference calls one of a kind of thing."""
    return text_of(agenda.head.get("words", {}).get(thing, {}).get("one")) or default


def term_labels(agenda, session):
    """The labels of the type (a list) and of the tags."""
    types, tags = agenda.terms["types"], agenda.terms["tags"]
    kind = session.data.get("type")
    named = sorted(session.data.get("tags", []), key=id_order)
    return [types.get(kind, kind)] if kind else [], [tags.get(tag, tag) for tag in named]


def languages(tags):
    """In their order, in the capitals that they usually have: "en", "pt-BR", "zh-Hant"."""

    def usual(tag):
        first, *others = tag.lower().split("-")
        capitals = {2: str.upper, 4: str.capitalize}
        return "-".join([first, *(capitals.get(len(part), str)(part) for part in others)])

    return sorted(map(usual, tags), key=id_order)


def fact_lines(agenda, session):
    data = session.data
    types, tags = term_labels(agenda, session)
    facts = {"Type": types, "Tags": tags}
    facts["Languages"] = languages(data.get("languages", []))
    facts["Interpretation"] = languages(data.get("interpretation", []))
    facts["Contact"] = present(text_of(data.get("contact")) or text_of(agenda.head.get("contact")))
    return [f"{name}: {', '.join(values)}" for name, values in facts.items() if values]


def address_lines(agenda, session):
    room = agenda.rooms.get(session.data.get("room"), {})
    links = [(text_of(link.get("title")), link["url"]) for link in session.data.get("links", [])]
    links += [(text_of(room["name"]), room["url"])] if "url" in room else []
    lines = [f"{title}: {url}" if title else url for title, url in links]
    return present(session.data.get("url")) + lines


def event(agenda, **values):
    """An event with what all of them share, and without what only some sessions have."""
    return {
        **dict.fromkeys(("GEO", "CONTACT", "CONFERENCE", "IMAGE", "ATTACH")),
        "SEQUENCE": "0",
        "DTSTAMP": agenda.stamp,
        "CREATED": agenda.stamp,
        "LAST-MODIFIED": agenda.stamp,
        **{name.upper(): value for name, value in values.items()},
    }


def session_event(agenda, session, viewpoint):
    data = session.data
    items = contributions(agenda, session)
    own = [item for item in items if is_of(item, viewpoint)]
    title = numbered_title(session)
    if own:
        title = f"[{', '.join(own_roles(agenda, own))}] {title}"
        first = [contribution_line(agenda, item) for item in own]
        partners = partner_lines(agenda, items, viewpoint)
        blocks = [round_table_line(agenda, session) + first, partners]
    else:
        lines = [contribution_line(agenda, item) for item in items]
        blocks = [round_table_line(agenda, session), ["Contributions:", *lines] if lines else []]
    status = data.get("status", "confirmed")
    conference = agenda.head.get("status", "confirmed")
    mark = "Cancelled: " if status == "cancelled" else ""
    if conference != "confirmed":
        mark = mark or f"{conference.capitalize()}: "
        status = "cancelled"
        blocks.insert(0, [f"The conference is {conference}."])
    cancelled = status == "cancelled"
    table = (
        f"{noun(agenda, 'round-table', 'Round Table')} {data['round-table']}"
        if "round-table" in data
        else None
    )
    labels = [agenda.labels[item["role"]] for item in own or items]
    transparent = cancelled or session.all_day or session.kind == "Break"
    return event(
        agenda,
        uid=uid(agenda, data["id"]),
        dtstart=moment(agenda, session, session.start),
        dtend=moment(agenda, session, session.end),
        summary=mark + title,
        description=join_blocks(
            [
                *blocks,
                [f"Join online: {data['join']}"] if "join" in data else [],
                present(text_of(data.get("subtitle"))),
                present(text_of(data.get("abstract"))),
                fact_lines(agenda, session),
                address_lines(agenda, session),
            ]
        ),
        location=location(agenda, session),
        categories=categories(
            [table or "", session.kind, *sum(term_labels(agenda, session), []), *labels]
        ),
        status=status.upper(),
        transp="TRANSPARENT" if transparent else "OPAQUE",
        url=data.get("url"),
        geo=position(agenda, session),
        contact=text_of(data.get("contact")) or text_of(agenda.head.get("contact")),
        conference=data.get("join"),
        image=data.get("image"),
        attach=[link["url"] for link in data.get("links", [])] or None,
    )


def moment(agenda, session, local):
    if session.all_day:
        return local.date().isoformat()
    return utc(local.replace(tzinfo=agenda.zone))


def preparation_event(agenda, item, viewpoint):
    label = agenda.labels[item["role"]]
    title = text_of(item.get("title")) or label
    day = datetime.date.fromisoformat(dated(item))
    name = f"preparations/{preparation_key(item)}"
    due = "Due: " if "due" in item else ""
    who = contributor_words(agenda, *contributor(item))
    if viewpoint:
        summary = f"[{role_words(agenda, item)}] {due}{title}"
    else:
        summary = f"{due}{title} ({who})"
    confirmed = item.get("status", "confirmed") == "confirmed"
    return event(
        agenda,
        uid=uid(agenda, name),
        dtstart=day.isoformat(),
        dtend=(day + datetime.timedelta(days=1)).isoformat(),
        summary=summary,
        description=join_blocks([[contribution_line(agenda, item)], present(item.get("url"))]),
        location=None,
        categories=categories(["Preparation", label]),
        status="CONFIRMED" if confirmed else "TENTATIVE",
        transp="TRANSPARENT",
        url=item.get("url"),
    )


# --- feeds ---------------------------------------------------------------------------------------


def day_in_words(date):
    day = datetime.date.fromisoformat(date)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def feed(agenda, path, subject, sessions, preparations=(), viewpoint=None, public_url=None):
    address = f"{agenda.id}/{path}"
    name = f"{subject} – {agenda.short}" if subject else agenda.short
    page = f"{public_url}/{agenda.id}/" if public_url else None
    calendar = {
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "UID": None,
        "NAME": name,
        "X-WR-CALNAME": name,
        "X-WR-TIMEZONE": agenda.zone.key,
        "LAST-MODIFIED": agenda.stamp,
        "URL": agenda.head.get("url") or page,
        "SOURCE": f"{public_url}/{address}.ics" if public_url else None,
    }
    events = [session_event(agenda, session, viewpoint) for session in sessions]
    events += [preparation_event(agenda, item, viewpoint) for item in preparations]
    return Feed(address + ".ics", calendar, events)


def own_feed(agenda, address, subject, viewpoint, public_url):
    def is_own(session):
        return session.kind == "Plenary" or any(
            is_of(item, viewpoint) for item in contributions(agenda, session)
        )

    return feed(
        agenda,
        address,
        subject,
        [session for session in agenda.sessions if is_own(session)],
        [item for item in agenda.preparations if is_of(item, viewpoint)],
        viewpoint=viewpoint,
        public_url=public_url,
    )


def feeds(source, stamp=None, public_url=None):
    """Every feed (Feed) of an agenda that has an address of its own; source, stamp: see Agenda."""
    agenda = Agenda(source, stamp)

    def holding(address, subject, predicate):
        sessions = [session for session in agenda.sessions if predicate(session)]
        return feed(agenda, address, subject, sessions, public_url=public_url)

    yield feed(agenda, "agenda", None, agenda.sessions, agenda.preparations, public_url=public_url)
    for name, data in agenda.agencies.items():
        viewpoint = "agency", name
        yield own_feed(agenda, f"agencies/{name}", text_of(data["short"]), viewpoint, public_url)
    for name, data in agenda.people.items():
        viewpoint = "person", name
        yield own_feed(agenda, f"people/{name}", text_of(data["name"]), viewpoint, public_url)
    for table in agenda.round_tables:
        yield holding(
            f"round-tables/{table}",
            f"{noun(agenda, 'round-table', 'Round Table')} {table}",
            lambda session: session.data.get("round-table") == table,
        )
    for day in agenda.days:
        yield holding(f"days/{day}", day_in_words(day), lambda session: is_on(session, day))
    for room, data in agenda.rooms.items():
        yield holding(
            f"rooms/{room}",
            text_of(data["name"]),
            lambda session: session.data.get("room") == room,
        )
    for one in agenda.sessions:
        yield feed(
            agenda, f"sessions/{one.data['id']}", numbered_title(one), [one], public_url=public_url
        )
