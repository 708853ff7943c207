#!/usr/bin/python3
"""Real schedules, as agendas, are written as workbooks and read again as the same agendas: FOSDEM with its
thousand people, 33C3, and the side events of COP30 with a matrix of 372 sessions and 1,134 agencies; the
matrix alone says who contributes."""

import io
import pathlib
import sys
import tempfile

import imported
import originals

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "text"))

import books  # noqa: E402

try:
    import openpyxl
except ImportError:
    openpyxl = None

SOURCES = [
    ("fosdem-2025.schedule.xml", imported.FOSDEM),
    ("33c3.schedule.xml", (*imported.FOSDEM, "--timezone", "Europe/Berlin")),
    ("cop30-side-events.csv", imported.COP30),
]


def without_contributions(data):
    """The workbook without the sheet of them."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    del workbook["Contributions"]
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def check(path, folder):
    data = books.export(path)
    difference = books.same(path, data, folder)
    if difference:
        print(f"{path.name}: {difference}")
    if openpyxl is None:
        print("there is no openpyxl: no matrix is read")
        return difference is None
    of_matrix = books.same(path, without_contributions(data), folder)
    if of_matrix:
        print(f"{path.name}, by its matrix: {of_matrix}")
    return difference is None and of_matrix is None


def main():
    books.skip_without_libraries()
    is_well = True
    for name, options in SOURCES:
        source = originals.find(name)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / f"{name}.yaml"
            path.write_bytes(books.run("import", *options, source)[0])
            is_well = check(path, folder) and is_well
    sys.exit(0 if is_well else 1)


if __name__ == "__main__":
    main()
