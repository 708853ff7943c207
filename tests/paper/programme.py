"""What the sheets of an agenda must say, worked out from its file alone (see clients/expected.py)."""

import datetime
import sys

from sheets import TOP, squash

sys.path.insert(0, str(TOP / "tests" / "clients"))

import expected  # noqa: E402
from expected import day_in_words, text_of  # noqa: E402

DAY = datetime.timedelta(days=1)


class Programme:
    """viewpoint: as in expected.is_of, whose own sheets they are; kind: of the feed; days: as in the
    file."""

    def __init__(self, agenda, days, kind="agenda", viewpoint=None):
        self.agenda = agenda
        self.days = days
        self.kind = kind
        self.viewpoint = viewpoint
        self.introduced = set()

    # --- sessions ---------------------------------------------------------------------------

    def label(self, session):
        if session.all_day:
            return "all day"
        if session.end - session.start > DAY:
            return f"from {session.start:%H:%M}"
        at_midnight = session.end.time() == datetime.time()
        return f"{session.start:%H:%M}–{'24:00' if at_midnight else format(session.end, '%H:%M')}"

    def title(self, session):
        status = session.data.get("status")
        stopped = self.agenda.head.get("status")
        mark = {"cancelled": "Cancelled: ", "postponed": "Postponed: "}.get(stopped, "")
        if status == "cancelled":
            mark = mark or "Cancelled: "
        tentative = " (tentative)" if status == "tentative" and not mark else ""
        return mark + expected.numbered_title(session) + tentative

    def table(self, session):
        identity = session.data["round-table"]
        title = text_of(self.agenda.round_tables[identity].get("title"))
        noun = expected.noun(self.agenda, "round-table", "Round Table")
        if title and not identity[0].isdigit():
            return title
        is_new = identity not in self.introduced
        self.introduced.add(identity)
        return f"{noun} {identity}" + (f": {title}" if title and is_new else "")

    def place(self, session):
        parts = []
        first = session.start.date()
        if first.isoformat() != session.day and not (session.end - session.start <= DAY):
            parts.append(day_in_words(first.isoformat()))
        if session.end - session.start > DAY:
            at_midnight = session.end.time() == datetime.time()
            last = (session.end - DAY if at_midnight else session.end).date().isoformat()
            clock = "" if at_midnight else f", {session.end:%H:%M}"
            parts.append(f"until {day_in_words(last)}{clock}")
        room = self.agenda.rooms.get(session.data.get("room"))
        if room and self.kind != "room":
            parts += [text_of(room.get(name)) for name in ("name", "floor", "address")]
        if session.data.get("round-table") and self.kind != "round-table":
            parts.append(self.table(session))
        return " · ".join(part for part in parts if part)

    def is_main(self, item):
        """Whether the first that somebody reads of a contributor is whose sheet it is."""
        agency, person = expected.contributor(item)
        return self.viewpoint == (("person", person) if person else ("agency", agency))

    def contributors(self, session, is_own):
        by_role = {}
        for item in expected.contributions(self.agenda, session):
            if not (is_own and self.is_main(item)):
                status = item.get("status", "confirmed")
                suffix = "" if status == "confirmed" else f" ({status})"
                who = expected.contributor_words(self.agenda, *expected.contributor(item))
                by_role.setdefault(item["role"], []).append(who + suffix)
        return "; ".join(
            f"{self.agenda.labels[role]}: {', '.join(names)}" for role, names in by_role.items()
        )

    def terms(self, session):
        parts = []
        if "type" in session.data:
            parts.append(self.agenda.terms["types"].get(session.data["type"], session.data["type"]))
        for key, name in (("languages", "Languages"), ("interpretation", "Interpretation")):
            tags = expected.languages(session.data.get(key, []))
            if tags:
                parts.append(f"{name}: {', '.join(sorted(tags))}")
        return " · ".join(parts)

    def rows(self, session):
        own = [
            item
            for item in expected.contributions(self.agenda, session)
            if expected.is_of(item, self.viewpoint)
        ]
        yield self.label(session)
        yield ", ".join(expected.own_roles(self.agenda, own))
        yield self.title(session)
        yield text_of(session.data.get("subtitle")) or ""
        yield self.place(session)
        yield self.contributors(session, bool(own))
        yield self.terms(session)
        if "join" in session.data:
            yield f"Join online: {session.data['join']}"

    # --- the whole --------------------------------------------------------------------------

    def order(self, session):
        table = session.data.get("round-table")
        return (
            session.day,
            not session.all_day,
            session.start,
            session.end,
            table is None,
            expected.id_order(table or ""),
        )

    def texts(self, sessions, own_day=None):
        """What stands under the head, but for preparations."""
        titles = {day["date"]: text_of(day.get("title")) for day in self.days}
        last = None
        for session in sorted(sessions, key=self.order):
            if session.day != last:
                last = session.day
                title = f" · {titles[last]}" if titles.get(last) else ""
                yield "Programme" if last == own_day else day_in_words(last) + title
            yield from self.rows(session)

    def expect(self, sessions, own_day=None):
        return squash("".join(self.texts(sessions, own_day)))


def selections(path):
    """Every feed but those of sessions: its path, and a function that tells what it says."""
    data = expected.load(path)
    agenda = expected.Agenda(data, 0)

    def feed(kind, viewpoint, own_day, is_in):
        held = [session for session in agenda.sessions if is_in(session)]
        return Programme(agenda, data["days"], kind, viewpoint).expect(held, own_day)

    def own(viewpoint):
        def is_in(session):
            items = session.data.get("contributions", [])
            return session.kind == "Plenary" or (
                session.kind != "Break" and any(expected.is_of(c, viewpoint) for c in items)
            )

        return lambda: feed(viewpoint[0], viewpoint, None, is_in)

    def having(kind, key, value):
        return lambda: feed(kind, None, None, lambda session: session.data.get(key) == value)

    def day(date):
        return lambda: feed("day", None, date, lambda session: expected.is_on(session, date))

    yield "agenda", lambda: feed("agenda", None, None, lambda session: True)
    yield from ((f"agencies/{identity}", own(("agency", identity))) for identity in agenda.agencies)
    yield from ((f"people/{identity}", own(("person", identity))) for identity in agenda.people)
    for identity in agenda.round_tables:
        yield f"round-tables/{identity}", having("round-table", "round-table", identity)
    yield from ((f"rooms/{identity}", having("room", "room", identity)) for identity in agenda.rooms)
    yield from ((f"days/{date}", day(date)) for date in agenda.days)


def difference(name, wanted, found):
    """Where what was found does not hold what is wanted: nothing, or one line."""
    if wanted in found:
        return []
    at = 0
    step = len(wanted)
    while step:
        if wanted[: at + step] in found:
            at += step
        else:
            step //= 2
    return [f"{name}: after {wanted[:at][-60:]!r} there should be {wanted[at:][:60]!r}"]
