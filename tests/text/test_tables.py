#!/usr/bin/python3
"""What is read of tables is what Python's csv reads, and what openpyxl, XlsxWriter and LibreOffice wrote.

CONFEED_TEST_SEED picks the random tables; the seed of a run is printed.
"""

import csv
import datetime
import io
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import tables

try:
    import openpyxl
    import xlsxwriter
except ImportError as error:
    print(f"{error.name} is not there: nothing is compared")
    sys.exit(77)

RANDOM_TEXTS = 3000
RANDOM_TABLES = 1000
RANDOM_BOOKS = 60

LETTERS = ["a", "b c", "é", "7", "2007-07-10", "“”", " ", "=", "_x000D_", "'", "&<>", "ß€"]
SOUP = ['"', '"', '""', ",", ",", ";", "\t", "\n", "\r\n", "\r", "a", "b ", "é", "'"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"]


def normal(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- CSV ------------------------------------------------------------------------------------------


def encode(text, encoding):
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    data = mark + text.encode(encoding)
    try:
        # Some of Windows-1252 could as well be UTF-8.
        is_other = encoding == "cp1252" and data.decode() != text
    except UnicodeDecodeError:
        is_other = False
    return text.encode() if is_other else data


def csv_cells(text, delimiter):
    """What Python's reader makes of a text, by the line on which each row begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found = {}
    line = 1
    for row in reader:
        for column, cell in enumerate(row, 1):
            if cell:
                found[line, column] = ("text", normal(cell))
        line = reader.line_num + 1
    return found


def is_open(text, delimiter):
    """Whether a text ends within quotes: what follows it belongs to its last cell then."""
    rows = list(csv.reader(io.StringIO(text + delimiter + "Z", newline=""), delimiter=delimiter))
    return rows[-1][-1] != "Z"


def random_csv(rng):
    output = io.StringIO(newline="")
    delimiter = rng.choice(",;\t|")
    writer = csv.writer(
        output,
        delimiter=delimiter,
        quoting=rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        lineterminator=rng.choice(["\n", "\r\n", "\r"]),
    )
    pieces = LETTERS + [delimiter, '"', "\n", "\r\n", ",", ";"]
    for _ in range(rng.randrange(8)):
        row = ["".join(rng.choices(pieces, k=rng.randrange(4))) for _ in range(rng.randrange(7))]
        writer.writerow(row)
    return output.getvalue(), delimiter


def check_csv(rng):
    texts = [random_csv(rng) for _ in range(RANDOM_TABLES)]
    for _ in range(RANDOM_TEXTS):
        texts.append(("".join(rng.choices(SOUP, k=rng.randrange(30))), rng.choice(",;\t")))
    files = [("csv", d, encode(t, rng.choice(ENCODINGS))) for t, d in texts]
    opened = 0
    for (text, delimiter), answer in zip(texts, tables.read(files)):
        if is_open(text, delimiter):
            opened += 1
            assert "never closed" in answer.get("error", ""), (text, delimiter, answer)
            continue
        assert "sheets" in answer, (text, delimiter, answer)
        found = tables.cells(answer["sheets"][0])
        expected = csv_cells(text, delimiter)
        assert found == expected, (text, delimiter, found, expected)
    print(f"{len(texts)} CSV files, {opened} of them with an open quote")


# --- workbooks ------------------------------------------------------------------------------------


def random_moment(rng):
    return datetime.datetime(1904, 3, 1) + datetime.timedelta(minutes=rng.randrange(100_000_000))


def random_value(rng):
    """A value with its number format, if it needs one, its kind and its text."""
    moment = random_moment(rng)
    clock = moment.time()
    minutes = rng.randrange(6000)
    text = "".join(rng.choices(LETTERS + ["\n", "\t"], k=rng.randrange(1, 5)))
    number = rng.choice([rng.randrange(-999, 99999), rng.randrange(9999) / 8, 1e20, 0.1 + 0.2])
    length = datetime.timedelta(minutes=minutes)
    return rng.choice(
        [
            (text, None, "text", text),
            (number, None, "number", f"{number:.15g}"),
            (rng.choice([True, False]), None, "boolean", None),
            (moment.date(), "yyyy-mm-dd", "date", f"{moment:%Y-%m-%d}"),
            (moment.date(), 'd\\.\\ mmmm "hs" yy', "date", f"{moment:%Y-%m-%d}"),
            (moment, "d/m/yy h:mm", "date-time", f"{moment:%Y-%m-%dT%H:%M}"),
            (clock, "h:mm AM/PM", "time", f"{clock:%H:%M}"),
            (clock, "[$-409]hh:mm:ss", "time", f"{clock:%H:%M}"),
            (length, "[h]:mm", "duration", f"{minutes // 60:02}:{minutes % 60:02}"),
        ]
    )


def random_sheet(rng):
    """Cells as {(row, column): value}, and ranges that hold none of them but their first."""
    values = {}
    merged = []
    for _ in range(rng.randrange(30)):
        values[rng.randrange(1, 40), rng.randrange(1, 40)] = random_value(rng)
    for _ in range(rng.randrange(4)):
        top = 50 + 10 * len(merged)
        left = rng.randrange(1, 30)
        size = rng.choice([(0, 1), (1, 0), (2, 3)])
        merged.append([top, left, top + size[0], left + size[1]])
        values[top, left] = random_value(rng)
    return values, merged


def random_book(rng):
    names = rng.sample(["Sessions", "Side events", "it's", "Ünit", "a&b<c", "7"], rng.randrange(1, 4))
    return [(name, rng.random() < 0.3 and i > 0, *random_sheet(rng)) for i, name in enumerate(names)]


def write_openpyxl(book, rng):
    out = openpyxl.Workbook()
    out.remove(out.active)
    out.iso_dates = rng.random() < 0.5
    if rng.random() < 0.5:
        out.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for name, hidden, values, merged in book:
        sheet = out.create_sheet(name)
        sheet.sheet_state = "hidden" if hidden else "visible"
        for (row, column), (value, code, _, _) in values.items():
            cell = sheet.cell(row, column)
            # openpyxl takes such a text for an escape, as programs do that read it.
            cell.value = value.replace("_x", "_x005F_x") if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.number_format = code or "General"
        for top, left, bottom, right in merged:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    return save(out.save)


def save(write):
    output = io.BytesIO()
    write(output)
    return output.getvalue()


def write_xlsxwriter(book, rng):
    output = io.BytesIO()
    options = {
        "in_memory": True,
        "date_1904": rng.random() < 0.5,
        "constant_memory": rng.random() < 0.5,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    out = xlsxwriter.Workbook(output, options)
    formats = {None: None}
    for name, hidden, values, merged in book:
        sheet = out.add_worksheet(name)
        if hidden:
            sheet.hide()
        for (row, column), (value, code, _, _) in sorted(values.items()):
            if code not in formats:
                formats[code] = out.add_format({"num_format": code})
            sheet.write(row - 1, column - 1, value, formats[code])
        # merge_range() would write the cells again.
        for top, left, bottom, right in merged:
            sheet.merge.append([top - 1, left - 1, bottom - 1, right - 1])
    out.close()
    return output.getvalue()


def expect_book(book):
    expected = []
    for name, hidden, values, merged in book:
        found = {}
        for place, (value, _, kind, text) in values.items():
            # Of the blanks of a text, those that XML has as line ends are one.
            found[place] = (kind, str(value).lower() if kind == "boolean" else normal(text))
        expected.append((name, hidden, found, sorted(merged)))
    return expected


def found_book(answer):
    assert "sheets" in answer, answer
    return [(s["name"], s["hidden"], tables.cells(s), s["merged"]) for s in answer["sheets"]]


def compare(found, expected):
    assert [f[:2] for f in found] == [e[:2] for e in expected], (found, expected)
    for (name, _, cells, merged), (_, _, expected_cells, expected_merged) in zip(found, expected):
        assert merged == expected_merged, (name, merged, expected_merged)
        for place in sorted(set(cells) | set(expected_cells)):
            pair = (cells.get(place), expected_cells.get(place))
            assert pair[0] == pair[1], (name, place, *pair)


def check_workbooks(rng):
    books = [random_book(rng) for _ in range(RANDOM_BOOKS)]
    n_cells = sum(len(sheet[2]) for book in books for sheet in book)
    for write in (write_openpyxl, write_xlsxwriter):
        files = [("workbook", "", write(book, rng)) for book in books]
        for book, answer in zip(books, tables.read(files)):
            assert answer["form"] == "xlsx", answer
            compare(found_book(answer), expect_book(book))
    print(f"{len(books)} workbooks with {n_cells} cells, by openpyxl and by XlsxWriter")


# --- LibreOffice ----------------------------------------------------------------------------------


def convert(folder, form, names):
    """Has LibreOffice convert files, all at once, because it takes long to start."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        + ["--convert-to", form, "--outdir", folder / form, *names],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=tables.SECONDS_MAX,
        check=True,
    )
    return [(folder / form / name.name).with_suffix(f".{form}").read_bytes() for name in names]


def as_libreoffice(book):
    """What LibreOffice keeps: no booleans that came without a format, no tab at the beginning of a text
    of several lines; and what OpenDocument has one form for: times of a day and durations, a date and
    its midnight.
    """
    kept = []
    for name, hidden, cells, merged in book:
        for place, (kind, text) in cells.items():
            if kind == "boolean":
                cells[place] = ("number", str(int(text == "true")))
            elif kind == "duration" and text <= "24:00" and len(text) == 5:
                cells[place] = ("time", text)
            elif kind == "date-time" and text.endswith("T00:00"):
                cells[place] = ("date", text.partition("T")[0])
            elif kind == "text":
                cells[place] = ("text", text.replace("\t", ""))
        cells = {place: cell for place, cell in cells.items() if cell[1]}
        kept.append((name, hidden, cells, merged))
    return kept


def check_libreoffice(rng):
    if shutil.which("soffice") is None:
        print("there is no soffice: what LibreOffice writes is not compared")
        return
    books = [random_book(rng) for _ in range(RANDOM_BOOKS // 3)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        paths = [folder / f"book-{i}.xlsx" for i in range(len(books))]
        for path, book in zip(paths, books):
            path.write_bytes(write_xlsxwriter(book, rng))
        documents = convert(folder, "ods", paths)
        back = convert(folder, "xlsx", sorted((folder / "ods").iterdir()))
    order = sorted(range(len(books)), key=lambda i: f"book-{i}.ods")
    for i, answer in enumerate(tables.read([("workbook", "", data) for data in documents])):
        assert answer["form"] == "ods", answer
        compare(as_libreoffice(found_book(answer)), as_libreoffice(expect_book(books[i])))
    for i, answer in zip(order, tables.read([("workbook", "", data) for data in back])):
        compare(as_libreoffice(found_book(answer)), as_libreoffice(expect_book(books[i])))
    print(f"{len(books)} workbooks, by LibreOffice as .ods and again as .xlsx")


def main():
    seed = os.environ.get("CONFEED_TEST_SEED", str(random.randrange(1_000_000)))
    print(f"CONFEED_TEST_SEED={seed}", flush=True)
    rng = random.Random(seed)
    check_csv(rng)
    if tables.has_workbooks():
        check_workbooks(rng)
        check_libreoffice(rng)


if __name__ == "__main__":
    main()
