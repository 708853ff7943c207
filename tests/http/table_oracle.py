"""What the table of an agenda must say, worked out from the agenda file alone, and readers of its CSV
and its page. It expects agendas without built-in roles of another label in other languages."""

import csv
import datetime
import html.parser
import io
import pathlib

import expected
import yaml

KINDS = ["agency", "government", "civil-society", "private", "other"]
PEOPLE = "people"


def load(path):
    """As expected.load, by libyaml where it is there: COP30 has 370 kB."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(pathlib.Path(path).read_text(encoding="utf-8"), Loader=loader)


def in_words(date):
    day = datetime.date.fromisoformat(date)
    month = expected.MONTHS[day.month - 1]
    return f"{expected.WEEKDAYS[day.weekday()]} {day.day} {month} {day.year}"


def sessions_of(data):
    """All sessions as (session, kind, day)."""
    for day in data["days"]:
        for slot in day["slots"]:
            for kind in ("plenary", "break"):
                if kind in slot:
                    yield slot[kind], kind, day["date"]
            for session in slot.get("sessions", []):
                yield session, "session", day["date"]


class Oracle:
    """The cells of an agenda as {(row, column): lines}: a row is ("role", id) or ("session", id), a
    column the id of an agency, or PEOPLE."""

    def __init__(self, path):
        self.data = load(path)
        self.labels = dict(expected.BUILT_IN_ROLES)
        self.labels |= {r["id"]: expected.text_of(r["label"]) for r in self.data.get("roles", [])}
        self.people = {person["id"]: person for person in self.data.get("people", [])}
        self.agencies = {agency["id"]: agency for agency in self.data["agencies"]}
        self.sessions = {session["id"]: session for session, _, _ in sessions_of(self.data)}

    def agency_label(self, key):
        if key == PEOPLE:
            return "People"
        agency = self.agencies[key]
        return expected.text_of(agency.get("short")) or expected.text_of(agency["name"])

    def session_label(self, key):
        session = self.sessions[key]
        title = expected.text_of(session["title"])
        table = session.get("round-table")
        status = session.get("status", "confirmed")
        number = f"{key} " if table and key.startswith(table + ".") else ""
        return number + title + ("" if status == "confirmed" else f" ({status})")

    def person_words(self, item):
        if "person" not in item:
            return ""
        person = self.people[item["person"]]
        name = expected.text_of(person["name"])
        if "agency" in item or "agency" not in person:
            return f": {name}"
        return f": {name} ({self.agency_label(person['agency'])})"

    def words(self, item, is_preparation):
        label = self.labels[item["role"]]
        first = expected.text_of(item.get("title")) or label if is_preparation else label
        when = f", {in_words(item['date'])}" if is_preparation and "date" in item else ""
        when = f", due {in_words(item['due'])}" if is_preparation and "due" in item else when
        status = item.get("status", "confirmed")
        mark = "" if status == "confirmed" else f" ({status})"
        return first + self.person_words(item) + when + mark

    def cells(self, has_session=None, fits=None, with_preparations=True):
        """`has_session(session, kind, day)` says whether it is selected, `fits(agency, role)`
        whether what is contributed is asked for."""
        cells = {}

        def add(row, item, is_preparation):
            if item.get("visibility") == "agency" or (
                fits and not fits(item.get("agency"), item["role"])
            ):
                return
            column = item.get("agency", PEOPLE)
            cells.setdefault((row, column), []).append(self.words(item, is_preparation))

        for item in self.data.get("preparations", []) if with_preparations else []:
            add(("role", item["role"]), item, True)
        for session, kind, day in sessions_of(self.data):
            if session.get("visibility") != "agency" and (
                not has_session or has_session(session, kind, day)
            ):
                for item in session.get("contributions", []):
                    add(("session", session["id"]), item, False)
        return {place: sorted(lines) for place, lines in cells.items()}

    def columns(self, cells):
        """The columns of some cells in their order."""
        kinds = {key: agency.get("kind", "agency") for key, agency in self.agencies.items()}
        return sorted(
            {column for _, column in cells},
            key=lambda key: (
                len(KINDS) if key == PEOPLE else KINDS.index(kinds[key]),
                expected.id_order(key),
            ),
        )

    def role_of(self, label):
        return next(key for key, words in self.labels.items() if words == label)


# --- what is said --------------------------------------------------------------------------------


def read_csv(octets):
    """The rows of a CSV, heads first, once its form is looked at."""
    assert octets.startswith(b"\xef\xbb\xbf"), octets[:20]
    text = octets.decode("utf-8-sig")
    assert text.endswith("\r\n"), text[-20:]
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) <= 1, [len(row) for row in rows]
    return rows


def cells_of_csv(octets, oracle, columns):
    """The cells of a table that is not transposed, whose columns stand in this order."""
    heads, *rows = read_csv(octets)
    assert heads[7:] == [oracle.agency_label(key) for key in columns], heads
    cells = {}
    for group, key, title, day, _start, _end, _room, *texts in rows:
        row = ("role" if group == "Preparations" else "session", key)
        words = oracle.labels[key] if row[0] == "role" else oracle.session_label(key)
        assert title == words, (title, words)
        assert (day == "") == (row[0] == "role"), row
        for column, text in zip(columns, texts):
            if text:
                cells[row, column] = sorted(text.split("\n"))
    return cells


class Page(html.parser.HTMLParser):
    """Reads the tables of a page: `tables` has for each its rows, and each of these its cells as
    (name of the element, link, lines, scope)."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.cell, self.skips, self.links = [], None, 0, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and self.cell is None:
            self.links.append(attributes["href"])
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = [tag, None, [""], attributes.get("scope")]
            self.tables[-1][-1].append(self.cell)
        elif self.cell and tag == "p" and self.cell[2] != [""]:
            self.cell[2].append("")
        elif self.cell and tag == "a" and self.cell[1] is None:
            self.cell[1] = attributes["href"]
        if self.skips or (tag == "span" and attributes.get("class") == "place"):
            self.skips += tag == "span"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = None
        self.skips -= self.skips > 0 and tag == "span"

    def handle_data(self, data):
        if self.cell and not self.skips:
            self.cell[2][-1] += data


def _key(link):
    return pathlib.PurePosixPath(link).name.removesuffix(".html")


def cells_of_page(text, oracle):
    """The cells of all tables of a page that is not transposed, and the columns in their order."""
    cells, columns = {}, []
    for table in Page(text).tables:
        # The first head of all is that of the rows.
        heads = [cell for row in table for cell in row if cell[3] == "col"][1:]
        of_table = [_key(cell[1]) if cell[1] else PEOPLE for cell in heads]
        columns += of_table
        for row in table:
            if "td" not in {cell[0] for cell in row}:
                continue
            head, *others = row
            words = " ".join(head[2][0].split())
            is_session = head[1] is not None and head[1].startswith("sessions/")
            key = ("session", _key(head[1])) if is_session else ("role", oracle.role_of(words))
            if is_session:
                assert words == " ".join(oracle.session_label(key[1]).split()), words
            assert len(others) == len(of_table), (len(others), of_table)
            for column, (_, _, lines, _) in zip(of_table, others):
                if lines != [""]:
                    assert (key, column) not in cells, (key, column)
                    cells[key, column] = sorted(" ".join(line.split()) for line in lines)
    return cells, columns
