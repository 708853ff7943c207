#!/usr/bin/python3
"""confeed export writes a workbook as people expect one, by openpyxl; and what openpyxl makes of it, or
makes itself as a secretariat would, is read by confeed import, with each mistake told by its cell.
"""

import datetime
import io
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "text"))

import books  # noqa: E402

try:
    import openpyxl
    import yaml
except ImportError as error:
    print(f"{error.name} is not there: nothing is compared")
    sys.exit(books.SKIPPED)

FORUM = books.TOP / "data/gfmd-2007.yaml"
AGENDA = """
agenda: {id: forum, title: =Forum, timezone: Europe/Brussels, description: "+1\\n-2", location: LONG}
agencies: [{id: ilo, short: '@ILO', delegation: 3}, {id: iom, short: IOM}]
people: [{id: jane, name: Jane}]
rooms: [{id: gold, name: Gold, capacity: 120}]
round-tables: [{id: '1'}]
roles: [{id: own, label: Own (role), present: false}]
days:
  - date: 2007-07-10
    slots:
      - start: '09:00'
        end: '25:30'
        sessions:
          - id: '1.10'
            title: =1+1
            room: gold
            round-table: '1'
            end: '24:00'
            contributions:
              - {agency: ilo, role: chair, status: offered, note: 'bring: (slides)'}
              - {agency: ilo, role: own, person: jane, visibility: agency}
              - {person: jane, role: speaker}
          - {id: '1.2', title: {fr: Deux, en: Two}}
  - date: 2007-07-11
    slots: [{all-day: true, plenary: {id: all, title: All}}]
"""

failed = []


def check(what, expected, found):
    if expected != found:
        failed.append(what)
        print(f"{what}: expected {expected!r}, found {found!r}")


class Folder:
    """A folder with the agenda and its workbook."""

    def __init__(self, name):
        self.path = pathlib.Path(name)
        self.agenda = self.path / "forum.yaml"
        self.agenda.write_text(AGENDA.replace("LONG", "long " * 60 + "text"), encoding="utf-8")
        self.octets = books.export(self.agenda)

    def load(self):
        return openpyxl.load_workbook(io.BytesIO(self.octets))


def octets_of(workbook):
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def rows(sheet):
    """The rows as dicts, by their headings, without what is empty."""
    head, *others = sheet.iter_rows(values_only=True)
    return [{key: cell for key, cell in zip(head, row) if cell is not None} for row in others]


# --- what is written ------------------------------------------------------------------------------


def check_sheets(workbook):
    names = ["Agenda", "Agencies", "Rooms", "Sessions", "Contributions", "Matrix", "Preparations"]
    names += ["People", "Round tables", "Days", "Links", "Roles", "Types", "Tags"]
    check("sheets", names, workbook.sheetnames)
    for sheet in workbook:
        first = "C2" if sheet.title == "Matrix" else "B2"
        check(f"the frozen head of {sheet.title}", first, sheet.freeze_panes)
        has_filter = sheet.title not in ("Agenda", "Matrix")
        check(f"the filter of {sheet.title}", has_filter, sheet.auto_filter.ref is not None)


def check_cells(workbook):
    midnight = datetime.datetime(2007, 7, 10)
    two, one, whole_day = rows(workbook["Sessions"])
    expected = {
        "id": "1.10",
        "day": midnight,
        "start": datetime.time(9),
        "end": datetime.timedelta(days=1),
        "title": "=1+1",
        "room": "gold",
        "round-table": "1",
        "slot start": datetime.time(9),
        "slot end": datetime.timedelta(days=1, hours=1, minutes=30),
    }
    check("a session", expected, {key: one[key] for key in expected})
    check("languages", ("Deux", "Two"), (two["title [fr]"], two["title [en]"]))
    check("all day", (True, "plenary", False), (whole_day["all-day"], whole_day["kind"], "start" in whole_day))
    check("an agency", {"id": "ilo", "short": "@ILO", "delegation": 3}, rows(workbook["Agencies"])[0])
    check("a room", {"id": "gold", "name": "Gold", "capacity": 120}, rows(workbook["Rooms"])[0])
    head = {key.value: value.value for key, value in workbook["Agenda"].iter_rows(max_col=2)}
    check("the head", ("forum", "=Forum", "+1\n-2"), (head["id"], head["title"], head["description"]))
    for sheet in workbook:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                check("a formula", None, f"{sheet.title}!{cell.coordinate}")
    # What is typed in there stays a text.
    check("the format of ids", "@", workbook["Sessions"].column_dimensions["A"].number_format)
    # Excel shows a long text of that format as a row of hashes.
    formats = {cell.value: cell.number_format for cell in workbook["Matrix"]["K"] + workbook["Agenda"]["B"]}
    check("the format of a long text", "General", formats["long " * 60 + "text"])
    check("the format of a short text", "@", formats["=Forum"])


def check_matrix(workbook):
    first, one, last = rows(workbook["Matrix"])
    chair = "Chair (offered): bring: (slides)\nown [jane] (agency)"
    check("the matrix", (chair, "Speaker [jane]", False), (one["ilo"], one["people"], "iom" in one))
    check("its other rows", ["1.2", "all"], [first["id"], last["id"]])


def offers(sheet):
    """What is offered in each column."""
    found = {}
    for offer in sheet.data_validations.dataValidation:
        column = str(offer.sqref).split(":")[0].rstrip("0123456789")
        check(f"an offer in {sheet.title}", ("list", True), (offer.type, offer.allowBlank is not False))
        found[sheet[f"{column}1"].value] = offer.formula1
    return found


def check_offers(workbook):
    found = offers(workbook["Contributions"])
    check("roles that are offered", "'Roles'!$A$2:$A$1020", found["role"])
    check("sessions that are offered", "'Sessions'!$A$2:$A$1003", found["session"])
    check("agencies that are offered", "'Agencies'!$A$2:$A$1002", found["agency"])
    check("words that are offered", '"confirmed,offered,requested,tentative"', found["status"])
    check("words for visibility", '"public,agency"', found["visibility"])
    found = offers(workbook["Sessions"])
    check("round tables that are offered", "'Round tables'!$A$2:$A$1001", found["round-table"])
    check("kinds that are offered", '"session,plenary,break"', found["kind"])
    check("truths that are offered", '"TRUE,FALSE"', found["all-day"])
    check("types, of which there is no list", False, "type" in found)
    roles = [row["id"] for row in rows(workbook["Roles"])]
    check("roles", ("chair", "own"), (roles[0], roles[-1]))


def check_octets(folder):
    """They depend on the agenda alone, and not on the time."""
    os.utime(folder.agenda, (10**9, 10**9))
    check("octets", True, books.export(folder.agenda) == folder.octets)
    if shutil.which("faketime") is None or books.BUILD.name in ("asan", "tsan"):
        print("there is no faketime, or it does not go together with a sanitizer: no time but now is tried")
        return
    command = ["faketime", "2031-02-03 04:05:06", books.CONFEED, "export", folder.agenda]
    later = subprocess.run(command, capture_output=True, check=True).stdout
    check("octets at another time", True, later == folder.octets)


# --- what is read ---------------------------------------------------------------------------------


def check_round_trips(folder):
    check("what was written", None, books.same(folder.agenda, folder.octets, folder.path))
    check("what openpyxl saved", None, books.same(folder.agenda, octets_of(folder.load()), folder.path))


def contributions(text):
    """Who contributes what to which session."""
    told = []
    for day in yaml.safe_load(text)["days"]:
        for slot in day["slots"]:
            for session in [*slot.get("sessions", []), slot.get("plenary")]:
                for one in (session or {}).get("contributions", []):
                    told.append((session["id"], sorted((key, str(value)) for key, value in one.items())))
    return sorted(told)


def check_matrix_alone(folder):
    """The matrix of the forum, and nothing else, gives the same contributions; so does one that has
    lost the sheet of contributions only, with all else."""
    workbook = openpyxl.load_workbook(io.BytesIO(books.export(FORUM)))
    del workbook["Contributions"]
    check("the matrix in place of contributions", None, books.same(FORUM, octets_of(workbook), folder.path))
    for name in workbook.sheetnames:
        if name != "Matrix":
            del workbook[name]
    text, told = books.read(octets_of(workbook), "--timezone", "Europe/Brussels")
    original = contributions(FORUM.read_text(encoding="utf-8"))
    check("what is told of the matrix", [], told)
    check("how many contribute", True, len(original) > 50)
    check("the matrix alone", original, contributions(text))


def check_by_hand(folder):
    """A workbook as somebody makes it who knows the manual and has a program like Excel."""
    workbook = openpyxl.Workbook()
    head = workbook.active
    head.title = "agenda"
    for row in [("Id", "forum"), ("Title", "Forum"), ("Timezone", "Europe/Brussels"), (None, None)]:
        head.append(row)
    sessions = workbook.create_sheet("SESSIONS")
    sessions.append(["Title", "Start", None, "End", "Day", "ID", "Round table", "Status", "All-day"])
    sessions.append([])
    day = datetime.date(2027, 3, 4)
    sessions.append(["One", datetime.time(9), None, datetime.time(10, 30), day, 1.2, 1, "Tentative", None])
    sessions.append([None, " ", None, None, None, None, None, None, None])
    sessions.append(["Two", "09:00", None, "10:30", "2027-03-04", "b", None, None, None])
    sessions.append(["Three", None, None, None, datetime.datetime(2027, 3, 4), "c", None, None, True])
    workbook.create_sheet("Round Tables").append(["id"])
    workbook["Round Tables"].append(["1"])
    agencies = workbook.create_sheet("Agencies")
    for row in [("short", "id"), ("ILO", "ilo"), ("IOM", "iom")]:
        agencies.append(row)
    matrix = workbook.create_sheet("Matrix")
    for row in [("id", "ILO", "IOM"), ("1.2", "chair; speaker", None), ("B", None, "Rapporteur: x")]:
        matrix.append(row)
    workbook.create_sheet("Rooms")
    made = folder.path / "made.yaml"
    made.write_text(
        """
agenda: {id: forum, title: Forum, timezone: Europe/Brussels}
agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}]
round-tables: [{id: '1'}]
days:
  - date: 2027-03-04
    slots:
      - start: '09:00'
        end: '10:30'
        sessions:
          - id: '1.2'
            title: One
            round-table: '1'
            status: tentative
            contributions: [{agency: ilo, role: chair}, {agency: ilo, role: speaker}]
          - {id: b, title: Two, contributions: [{agency: iom, role: rapporteur, note: x}]}
      - all-day: true
        sessions: [{id: c, title: Three}]
""",
        encoding="utf-8",
    )
    check("a workbook made by hand", None, books.same(made, octets_of(workbook), folder.path))
    sessions["A3"] = '="O"&"ne"'
    sessions["A5"] = '="Two"'
    try:
        books.read(octets_of(workbook))
        check("formulas without values", "refused", "read")
    except books.Refused as refused:
        check("formulas without values", True, 'the sheet "SESSIONS": the workbook does not hold' in str(refused))


def check_mistakes(folder):
    workbook = folder.load()
    workbook["Contributions"]["B3"] = "iloo"
    workbook["Sessions"]["C2"] = "half past nine"
    workbook["Sessions"]["F3"] = None
    workbook["Sessions"]["A4"] = "1.2"
    workbook["Agenda"]["B4"] = "Europe/Brusels"
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(octets_of(workbook))
        file.flush()
        try:
            books.run("import", "--from", "workbook", file.name)
            told = "nothing"
        except books.Refused as refused:
            told = refused.args[0].replace(file.name, "f.xlsx")
    cells = [re.search(r"f\.xlsx: ([^:]*):", line)[1] for line in told.splitlines()]
    check("the cells of mistakes", ["Agenda!B4", "Sessions!C2", "Sessions!A3", "Sessions!A4", "Contributions!B3"], cells)
    first = told.splitlines()[0]
    start = 'confeed: error: f.xlsx: Agenda!B4: unknown time zone "Europe/Brusels"'
    check("the words of a mistake", (start, True), (first[: len(start)], 'did you mean "Europe/Brussels"?' in first))


# --- the command ----------------------------------------------------------------------------------


def status(*arguments, **options):
    done = subprocess.run([books.CONFEED, "export", *map(str, arguments)], stderr=subprocess.PIPE, check=False, **options)
    return done.returncode, done.stderr.decode().replace("\r", "")


def check_command(folder):
    path = folder.path / "out.xlsx"
    check("a new file", (0, ""), status(folder.agenda, "-o", path))
    check("what is in it", True, path.read_bytes() == folder.octets)
    code, told = status(folder.agenda, "-o", path)
    check("a file that is there", (3, True), (code, "is there already" in told))
    check("it stays as it was", True, path.read_bytes() == folder.octets)
    check("a folder that is not", 3, status(folder.agenda, "-o", folder.path / "no/out.xlsx")[0])
    check("no agenda", 3, status(folder.path / "none.yaml")[0])
    wrong = folder.path / "wrong.yaml"
    wrong.write_text("agenda: {id: x}\ndays: []\n", encoding="utf-8")
    code, told = status(wrong, "-o", folder.path / "wrong.xlsx")
    check("an agenda with mistakes", (1, True), (code, "wrong.yaml:1:9: error:" in told))
    check("nothing is written of it", False, (folder.path / "wrong.xlsx").exists())
    with open("/dev/full", "wb") as full:
        check("a full disk", 3, status(folder.agenda, stdout=full)[0])
    leader, terminal = pty.openpty()
    code, told = status(folder.agenda, stdout=terminal)
    os.close(terminal)
    os.close(leader)
    check("a terminal", (2, True), (code, "-o agenda.xlsx" in told))


def main():
    books.skip_without_libraries()
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(name)
        workbook = folder.load()
        check_sheets(workbook)
        check_cells(workbook)
        check_matrix(workbook)
        check_offers(workbook)
        check_octets(folder)
        check_round_trips(folder)
        check_matrix_alone(folder)
        check_by_hand(folder)
        check_mistakes(folder)
        check_command(folder)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
