#!/usr/bin/python3
"""Workbooks that hold an agenda, and far more than an agenda can have, are refused with the reason, or
read, in the memory and time that an import has; their reader never breaks down over them.
"""

import io
import sys
import time
import zipfile

import books

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = [("id", "forum"), ("title", "Forum"), ("timezone", "Europe/Brussels")]
SESSION = [("id", "day", "start", "end", "title"), ("s", "2007-07-10", "09:00", "10:00", "S")]


class Book:
    """A workbook whose cells share their texts, so that a small file says very much."""

    def __init__(self):
        self.texts = {}
        self.sheets = {}

    def cell(self, text):
        index = self.texts.setdefault(text, len(self.texts))
        return f'<c t="s"><v>{index}</v></c>' if text else "<c/>"

    def add(self, name, rows, repeated=1):
        """A sheet of these rows, of which the last is there so many times."""
        lines = ["<row>" + "".join(map(self.cell, row)) + "</row>" for row in rows]
        self.sheets[name] = "".join(lines[:-1]) + lines[-1] * repeated
        return self

    def octets(self):
        names = list(self.sheets)
        related = [(f"s{i}", "worksheet", f"s{i}.xml") for i in range(len(names))]
        related += [("t", "sharedStrings", "t.xml")]
        rows = "".join(f'<Relationship Id="{i}" Type="x/{t}" Target="{p}"/>' for i, t, p in related)
        sheets = "".join(f'<sheet name="{name}" r:id="s{i}"/>' for i, name in enumerate(names))
        first = '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/w.xml"/></Relationships>'
        parts = {
            "_rels/.rels": first,
            "xl/w.xml": f'<workbook xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/w.xml.rels": f"<Relationships>{rows}</Relationships>",
            "xl/t.xml": "<sst>" + "".join(f"<si><t>{text}</t></si>" for text in self.texts) + "</sst>",
        }
        for i, name in enumerate(names):
            parts[f"xl/s{i}.xml"] = f"<worksheet><sheetData>{self.sheets[name]}</sheetData></worksheet>"
        out = io.BytesIO()
        # Stored, since what is packed much more tightly than workbooks are is refused for that.
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        return out.getvalue()


def forum():
    return Book().add("Agenda", HEAD).add("Sessions", SESSION).add("Agencies", [("id", "short"), ("ilo", "ILO")])


def many_in_a_cell():
    """Cells of 30,000 contributions each."""
    return forum().add("Matrix", [("id", "people", "ilo"), ("s", "a;" * 30_000, "a;" * 30_000)], 1000)


def long_notes():
    row = ("s", "ilo", "chair", "n" * 60_000)
    return forum().add("Contributions", [("session", "agency", "role", "note"), row], 100_000)


def long_ids():
    """A short name stands for an id of 60,000 letters."""
    book = Book().add("Agenda", HEAD).add("Sessions", SESSION)
    book.add("Agencies", [("id", "short"), ("i" * 60_000, "x")])
    return book.add("Contributions", [("session", "agency", "role"), ("s", "x", "chair")], 100_000)


def long_headings():
    """An agency with a name of 60,000 letters contributes to each of many rows."""
    return Book().add("Agenda", HEAD).add("Matrix", [("id", "people", "j" * 60_000), ("s", "", "chair")], 100_000)


def many_headings():
    return forum().add("Rooms", [tuple(f"headin{i}" for i in range(16_384)), ("x",)])


def equal_headings():
    return forum().add("Rooms", [("id",) * 16_384, ("x",) * 16_384])


def many_agencies():
    return Book().add("Agenda", HEAD).add("Matrix", [("id", *(f"a{i}" for i in range(16_383))), ("s",)])


def many_mistakes():
    return forum().add("Contributions", [("session", "agency", "role"), ("t", "iloo", "chairr")], 300_000)


def many_languages():
    head = ("id", "day", "start", "end", *(f"title [l{i}]" for i in range(16_000)))
    row = ("s", "2007-07-10", "09:00", "10:00", *("t",) * 16_000)
    return Book().add("Agenda", HEAD).add("Sessions", [head, row])


def many_tags():
    head = ("id", "day", "start", "end", "title", "tags")
    return Book().add("Agenda", HEAD).add("Sessions", [head, ("s", "2007-07-10", "09:00", "10:00", "S", "x," * 30_000)])


def strange_sheets():
    return forum().add("x" * 60_000, [("a",)]).add("Matrix", [("",), ("id",)])


# What each is refused for; None if it is read.
HOSTILE = [
    (many_in_a_cell, "says more than an agenda can"),
    (long_notes, "says more than an agenda can"),
    (long_ids, "cannot be an id|has 60000 letters|too large"),
    (long_headings, "a session needs"),
    (many_headings, None),
    (equal_headings, '"id" is here twice'),
    (many_agencies, "a session needs"),
    (many_mistakes, "more errors are not shown"),
    (many_languages, "is given in 16000 languages"),
    (many_tags, "expected at most 200"),
    (strange_sheets, None),
]


def main():
    books.skip_without_libraries()
    failed = 0
    for make, expected in HOSTILE:
        data = make().octets()
        began = time.monotonic()
        try:
            _, told = books.read(data)
            told = "\n".join(told)
            is_well = expected is None
        except books.Refused as refused:
            told = str(refused)
            is_well = expected is not None and any(text in told for text in expected.split("|"))
        is_well = is_well and "broke down" not in told and "more memory" not in told and "too long" not in told
        print(f"{make.__name__}: {len(data)} octets, {time.monotonic() - began:.1f} s")
        if not is_well:
            failed += 1
            print(f"  told: {told[:1000]}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
