"""Small random agendas, and what a secretariat does to them from one publication to the next."""

import copy
import datetime

from draft import Draft, contributor, new_session

OWN_ROLE = "own-role"
NAMES = ["Alpha", "Beta", "Gamma", "Delta", "Alpha"]
ROLES = ["chair", "speaker", "input", OWN_ROLE]
STATUSES = ["confirmed", "offered", "requested", "tentative"]
TIMES = [("09:00", "10:30"), ("09:00", "13:00"), ("15:00", "18:00"), ("22:00", "25:00")]
TIMES += [("20:00", "63:00"), None]
DAYS = [1, 1, 1, 1, 2, 3, 4]  # how many an entry lasts
ZONES = ["Europe/Brussels", "America/New_York", "Asia/Kolkata"]
SESSION_IDS = ["1.1", "1.2", "2.1", "a", "b_1", "opening", "lunch", "8"]
AGENCY_IDS = ["ilo", "iom", "unesco"]
PERSON_IDS = ["ilo", "jane", "john"]  # one like an agency
ROOM_IDS = ["gold", "red", "blue"]
TABLE_IDS = ["1", "2"]
TYPES = ["poster", "Key note & more"]
TAGS = ["ai", "youth", "Été à l’eau", "a+b=c%"]
LANGUAGES = ["en", "fr", "pt-BR"]


def words(rng):
    """A text in one language, or in two."""
    text = rng.choice(["Work", "Health", "Money, and more", "Law; order", "Youth"])
    if rng.random() < 0.3:
        text += f" Q{rng.randrange(10**5):05}q"  # see taking_back.TOKEN
    return {"en": text, "fr": rng.choice(["Droit", "Argent"])} if rng.random() < 0.15 else text


def new_draft(rng):
    first = datetime.date(rng.choice([2007, 2027, 2027, 2038]), 3, 27)
    dates = [first + datetime.timedelta(days=days) for days in (0, 1, 2, 20)]
    draft = Draft([date.isoformat() for date in dates], rng.choice(ZONES[:2]))
    draft.roles = {OWN_ROLE: {"label": "Helper", "present": False}}
    draft.agencies = {name: {"short": name.upper()} for name in AGENCY_IDS[: rng.choice([2, 3])]}
    if rng.random() < 0.7:
        draft.people = {name: new_person(rng, draft) for name in PERSON_IDS[: rng.choice([1, 3])]}
    draft.rooms = {name: {"name": name.title()} for name in ROOM_IDS[: rng.choice([2, 3])]}
    draft.tables = {name: {} for name in TABLE_IDS[: rng.choice([1, 2])]}
    draft.days = {date: {} for date in rng.sample(draft.dates, rng.choice([1, 2, 3]))}
    for _ in range(rng.choice([4, 5, 6])):
        add_session(rng, draft)
    for _ in range(rng.choice([1, 2, 3])):
        add_preparation(rng, draft)
    draft.mend(rng)
    return draft


# --- edits ---------------------------------------------------------------------------------------


def some(rng, part):
    """A random one of a part, or None."""
    return part[rng.choice(sorted(part))] if part else None


def maybe(rng, part):
    """The id of a random one, or None also where there are some."""
    return rng.choice([None, *sorted(part)])


def new_person(rng, draft):
    agency = maybe(rng, draft.agencies)
    return {"name": words(rng), **({"agency": agency} if agency else {})}


def somebody(rng, draft):
    """Who contributes: an agency, a person, or one for the other; "" stands for none."""
    agency, person = maybe(rng, draft.agencies) or "", maybe(rng, draft.people) or ""
    if agency or person:
        return agency, person
    everybody = [(agency, "") for agency in draft.agencies]
    everybody += [("", person) for person in draft.people]
    return rng.choice(sorted(everybody))


def contribution(rng):
    item = {}
    if rng.random() < 0.3:
        item["status"] = rng.choice(STATUSES[1:])
    if rng.random() < 0.3:
        item["note"] = words(rng)
    return item


def gain_role(rng, draft):
    session = some(rng, draft.sessions)
    if session:
        session["contributions"][*somebody(rng, draft), rng.choice(ROLES)] = contribution(rng)


def lose_role(rng, draft):
    held = [s for _, s in sorted(draft.sessions.items()) if s["contributions"]]
    if held:
        session = rng.choice(held)
        del session["contributions"][rng.choice(sorted(session["contributions"]))]


def change_role(rng, draft):
    """Another status or note; or another role of the same; or it is by somebody else."""
    held = [s for _, s in sorted(draft.sessions.items()) if s["contributions"]]
    if held:
        session = rng.choice(held)
        agency, person, role = rng.choice(sorted(session["contributions"]))
        kind = rng.random()
        if kind < 0.6:
            item = session["contributions"].pop((agency, person, role))
        if kind < 0.3:
            role = rng.choice(ROLES)
        elif kind < 0.6:
            # Perhaps for no agency any more, or for their own, which is told the same.
            own = draft.people.get(person, {}).get("agency", "")
            others = [(agency, ""), ("", person), (own, person), (own, person)]
            agency, person = rng.choice([*others, somebody(rng, draft)])
            if not agency and not person:
                agency, person = somebody(rng, draft)
            session["contributions"][agency, person, role] = item
            return
        session["contributions"][agency, person, role] = contribution(rng)


def add_session(rng, draft):
    free = [name for name in SESSION_IDS if name not in draft.sessions]
    if len(draft.sessions) >= 6 or not draft.days or not free:
        return
    session = new_session(
        kind=rng.choice(["sessions", "sessions", "sessions", "plenary", "plenary", "break"]),
        day=rng.choice(sorted(draft.days)),
        times=rng.choice(TIMES),
        days=rng.choice(DAYS),
        within=rng.random() < 0.2,
        title=words(rng),
        room=maybe(rng, draft.rooms),
        status=rng.choice(["confirmed", "confirmed", "confirmed", "tentative", "cancelled"]),
        **{"round-table": maybe(rng, draft.tables)},
        **terms(rng),
    )
    for agency in sorted(draft.agencies):
        if rng.random() < 0.5:
            session["contributions"][agency, "", rng.choice(ROLES)] = contribution(rng)
    for person in sorted(draft.people):
        if rng.random() < 0.4:
            agency = maybe(rng, draft.agencies) or ""
            session["contributions"][agency, person, rng.choice(ROLES)] = contribution(rng)
    draft.sessions[rng.choice(free)] = session


def terms(rng):
    """A session's terms, often none."""
    return {
        "type": rng.choice([None, None, *TYPES]),
        "tags": sorted(rng.sample(TAGS, rng.choice([0, 0, 1, 2]))),
        "languages": sorted(rng.sample(LANGUAGES, rng.choice([0, 0, 1, 2]))),
        "interpretation": sorted(rng.sample(LANGUAGES, rng.choice([0, 0, 0, 1]))),
    }


def edit_terms(rng, draft):
    """One kind of them."""
    session = some(rng, draft.sessions)
    if session:
        new = terms(rng)
        key = rng.choice(sorted(new))
        session[key] = new[key]


def add_preparation(rng, draft):
    if len(draft.preparations) >= 3:
        return
    item = {
        **contributor(*somebody(rng, draft)),
        "role": rng.choice(["event", "input"]),
        **contribution(rng),
    }
    if rng.random() < 0.6:
        item["title"] = words(rng)
    if rng.random() < 0.5:
        item["id"] = rng.choice(["p1", "p2"])
    set_date(rng, draft, item)
    if preparation_key(item) not in draft.preparations:
        draft.preparations[preparation_key(item)] = item


def preparation_key(item):
    title = item.get("title", "")
    title = title["en"] if isinstance(title, dict) else title
    person = f"+{item['person']}" if "person" in item else ""
    return item.get("id") or f"{item.get('agency', '')}{person}/{item['role']}/{title}"


def set_date(rng, draft, item):
    for key in ("date", "due"):
        item.pop(key, None)
    if rng.random() < 0.75:
        item[rng.choice(["date", "due"])] = rng.choice(draft.dates)


def edit_preparation(rng, draft):
    """Of one without an id, what tells it from the others is left as it is."""
    item = some(rng, draft.preparations)
    if not item:
        return
    what = rng.randrange(4)
    if what == 0 and "id" in item:
        who = contributor(*somebody(rng, draft))
        for key in ("agency", "person"):
            item.pop(key, None)
        item.update(who)
    elif what == 1 and "id" in item:
        item["title"] = words(rng)
    elif what == 2:
        item["note"] = words(rng)
    else:
        set_date(rng, draft, item)


def edit_session(key, choose):
    def edit(rng, draft):
        session = some(rng, draft.sessions)
        if session:
            session[key] = choose(rng, draft)

    return edit


def edit_more(rng, draft):
    session = some(rng, draft.sessions)
    if session:
        address = f"https://example.org/{rng.randrange(3)}"
        session["more"] = rng.choice(
            [
                {},
                {"abstract": words(rng)},
                {"subtitle": words(rng), "url": address},
                {"contact": words(rng), "join": address},
                {"image": address, "links": [{"url": address, "title": words(rng)}, {"url": address}]},
            ]
        )


def edit_item(part, key, choose):
    def edit(rng, draft):
        item = some(rng, draft.part(part))
        if item is not None:
            item[key] = choose(rng)

    return edit


def edit_affiliation(rng, draft):
    person = some(rng, draft.people)
    if person:
        person["agency"] = maybe(rng, draft.agencies)  # see Draft.mend


def edit_head(rng, draft):
    key, values = rng.choice(
        [
            ("title", ["Forum", "The Forum"]),
            ("location", ["Brussels", "Ghent"]),
            ("url", ["https://example.org/"]),
            ("description", ["What we do", "What we did"]),
            ("status", ["cancelled", "postponed"]),
            ("contact", ["Jane", "Joan"]),
            ("geo", [["50.85", "4.35"], ["51", "3.7"]]),
            ("image", ["https://example.org/logo.png", "https://example.org/mark.png"]),
            ("words", [{"round-table": {"one": "Track", "many": "Tracks"}}]),
        ]
    )
    if key in draft.head and key != "title" and rng.random() < 0.5:
        del draft.head[key]
    else:
        draft.head[key] = rng.choice(values)


def edit_built_in_role(rng, draft):
    if draft.roles.pop("chair", None) is None:
        draft.roles["chair"] = {"label": rng.choice(NAMES)}


def take_or_bring_own_role(rng, draft):
    """A role of its own, and with it what was contributed in it: see Draft.mend."""
    if draft.roles.pop(OWN_ROLE, None) is None:
        draft.roles[OWN_ROLE] = {"label": rng.choice(NAMES), "present": False}


def lose_french(_, draft):
    """The last French text goes."""
    for part in (draft.sessions, draft.preparations):
        for item in part.values():
            in_english(item)
            for contribution in item.get("contributions", {}).values():
                in_english(contribution)
            in_english(item.get("more", {}))


def in_english(item):
    for key in ("title", "note", "abstract"):
        if isinstance(item.get(key), dict):
            item[key] = item[key]["en"]


def edit_zone(rng, draft):
    """Not while there are all-day sessions: if one was not so once, and had then a room and a role
    that it lost one after the other, what left a selection of both is of another SEQUENCE now."""
    if all(session["times"] for session in draft.sessions.values()):
        draft.head["timezone"] = rng.choice(ZONES)


def take_out(part):
    def edit(rng, draft):
        name = maybe(rng, draft.part(part))
        if name is not None:
            draft.taken_out[part][name] = draft.part(part).pop(name)

    return edit


def bring_back(part):
    """What was taken out at any time, as it was; who contributes with a contribution."""

    def edit(rng, draft):
        name = maybe(rng, draft.taken_out[part])
        full = part in ("sessions", "preparations") and len(draft.part(part)) >= 6
        if name is not None and name not in draft.part(part) and not full:
            draft.part(part)[name] = copy.deepcopy(draft.taken_out[part].pop(name))
            if part in ("agencies", "people"):
                gain_role(rng, draft)

    return edit


def set_aside(rng, draft):
    """All that is not a session at once: what is left are its tombstones."""
    part = rng.choice(["agencies", "people", "rooms", "tables", "days"])
    draft.taken_out[part].update(draft.part(part))
    draft.part(part).clear()


def name_of(rng):
    return rng.choice(NAMES)


def move_together(rng, draft):
    """To another room, day and time at once."""
    session = some(rng, draft.sessions)
    if session and draft.days:
        session["room"] = maybe(rng, draft.rooms)
        session["day"] = rng.choice(sorted(draft.days))
        session["times"] = rng.choice(TIMES)
        session["days"] = rng.choice(DAYS)


def move_long_ago(rng, draft):
    """To the first day, and somewhere else: what it was may last longer than what it is."""
    session = some(rng, draft.sessions)
    if session and draft.days:
        session["room"] = maybe(rng, draft.rooms)
        session["day"] = min(draft.days)


def end_plenary(rng, draft):
    """Is removed, or a session like others."""
    names = sorted(name for name, item in draft.sessions.items() if item["kind"] == "plenary")
    if names:
        name = rng.choice(names)
        draft.sessions[name]["kind"] = "sessions"
        if rng.random() < 0.5:
            draft.taken_out["sessions"][name] = draft.sessions.pop(name)


def a_day(rng, draft):
    return rng.choice(sorted(draft.days))


def add_day(rng, draft):
    draft.days.setdefault(rng.choice(draft.dates), {})


# How often, and what.
EDITS = [
    (6, add_session),
    (8, take_out("sessions")),
    (10, bring_back("sessions")),
    (8, edit_session("status", lambda rng, _: "cancelled")),
    (5, edit_session("status", lambda rng, _: rng.choice(["confirmed", "tentative"]))),
    (5, edit_session("title", lambda rng, _: words(rng))),
    (5, edit_session("times", lambda rng, _: rng.choice(TIMES))),
    (4, edit_session("days", lambda rng, _: rng.choice(DAYS))),
    (2, edit_session("within", lambda rng, _: rng.random() < 0.5)),
    (5, edit_session("day", a_day)),
    (6, edit_session("room", lambda rng, draft: maybe(rng, draft.rooms))),
    (5, edit_session("round-table", lambda rng, draft: maybe(rng, draft.tables))),
    (4, edit_session("kind", lambda rng, _: rng.choice(["sessions", "plenary", "break"]))),
    (4, move_together),
    (4, move_long_ago),
    (4, end_plenary),
    (3, edit_more),
    (8, edit_terms),
    (6, gain_role),
    (8, lose_role),
    (6, change_role),
    (4, edit_item("agencies", "short", name_of)),
    (2, edit_item("agencies", "name", name_of)),
    (3, edit_item("people", "name", words)),
    (3, edit_affiliation),
    (4, take_out("people")),
    (5, bring_back("people")),
    (4, edit_item("rooms", "name", name_of)),
    (3, edit_item("roles", "label", name_of)),
    (3, edit_item("tables", "title", name_of)),
    (2, edit_built_in_role),
    (3, take_or_bring_own_role),
    (3, lose_french),
    (2, edit_item("rooms", "capacity", lambda rng: rng.choice([50, 100]))),
    (2, edit_item("rooms", "floor", name_of)),
    (2, edit_item("rooms", "address", name_of)),
    (1, edit_item("days", "title", name_of)),
    (6, take_out("agencies")),
    (6, bring_back("agencies")),
    (3, take_out("rooms")),
    (4, bring_back("rooms")),
    (2, take_out("tables")),
    (3, bring_back("tables")),
    (3, take_out("days")),
    (4, bring_back("days")),
    (2, add_day),
    (3, add_preparation),
    (4, take_out("preparations")),
    (4, bring_back("preparations")),
    (5, edit_preparation),
    (2, edit_head),
    (3, edit_zone),
    (1, set_aside),
]


def edit(rng, draft):
    """Edits a draft at random."""
    weights, edits = zip(*EDITS)
    for change in rng.choices(edits, weights, k=rng.choice([1, 1, 2, 3])):
        try:
            change(rng, draft)
        except IndexError:  # nothing to choose from
            pass
        draft.mend(rng)
