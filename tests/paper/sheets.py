"""What the tests of PDFs share: agendas as PDFs, and what stands on their sheets, where."""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

TOP = pathlib.Path(os.environ["TOP"])
CONFEED = os.environ["CONFEED"]
SKIPPED = 77

# Of a sheet, in points: where what every sheet has ends and begins.
FIRST_TOP = 40
OTHER_TOP = 62
FOOT = 68
MARGIN = 50


def need_pango():
    """Ends the test as skipped if the program was built without pango."""
    with scratch() as folder:
        done = subprocess.run(
            [CONFEED, "build", "--pdf", TOP / "data/tutorial.yaml", "-o", folder],
            capture_output=True,
            text=True,
        )
    if "built without pango" in done.stderr:
        print("the program was built without pango")
        sys.exit(SKIPPED)


def build(agenda, folder, *options, **environment):
    """The folder of an agenda's files, with PDFs."""
    done = subprocess.run(
        [CONFEED, "build", "--pdf", *options, agenda, "-o", folder],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    (made,) = (path for path in pathlib.Path(folder).iterdir() if (path / "agenda.ics").exists())
    return made


@contextlib.contextmanager
def scratch():
    with tempfile.TemporaryDirectory(prefix="confeed-paper-") as folder:
        yield pathlib.Path(folder)


def _run(*command):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
    return done.stdout


def facts(pdf):
    """What pdfinfo tells, by name."""
    lines = _run("pdfinfo", "-isodates", pdf).splitlines()
    return {name: value.strip() for name, value in (line.split(":", 1) for line in lines)}


def squash(text):
    """A text by its letters alone: without blanks, marks of direction, and forms of letters."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\ufeff]", "", text)


def body(pdf):
    """What stands on all sheets, squashed, in the order in which it was written: without heads and
    feet."""
    parts = []
    for first, last, top in ((1, 1, FIRST_TOP), (2, 100000, OTHER_TOP)):
        text = _run(
            *("pdftotext", "-raw", "-x", 0, "-y", top, "-W", 700, "-H", 842 - FOOT - top),
            *("-f", first, "-l", last, pdf, "-"),
        ) if first == 1 or int(facts(pdf)["Pages"]) > 1 else ""
        parts.append(squash(text))
    return "".join(parts)


class Line:
    def __init__(self, element):
        self.left, self.top, self.right, self.bottom = (
            float(element.get(name)) for name in ("xMin", "yMin", "xMax", "yMax")
        )
        self.text = " ".join(word.text or "" for word in element)

    def __repr__(self):
        return f"{self.text!r} at {self.left:.0f},{self.top:.0f}–{self.right:.0f},{self.bottom:.0f}"

    def overlaps(self, other):
        """By more than what letters reach out of their lines."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1.5


class Sheet:
    def __init__(self, element):
        self.width = float(element.get("width"))
        self.height = float(element.get("height"))
        self.lines = [Line(line) for line in element.iter("{http://www.w3.org/1999/xhtml}line")]

    def body(self, is_first):
        top = FIRST_TOP if is_first else OTHER_TOP
        return [line for line in self.lines if top <= line.top < self.height - FOOT]


def sheets(pdf):
    text = _run("pdftotext", "-bbox-layout", pdf, "-")
    # Letters of a script that no font has are boxes, whose texts may hold anything.
    root = ET.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text))
    return [Sheet(page) for page in root.iter("{http://www.w3.org/1999/xhtml}page")]


def faults(pdf):
    """What is wrong with the sheets of a PDF, whatever they say."""
    found = []
    all_sheets = sheets(pdf)
    for number, sheet in enumerate(all_sheets, 1):
        where = f"{pdf.name}, sheet {number}"
        lines = sorted(sheet.lines, key=lambda line: line.top)
        on_it = sheet.body(number == 1)
        if not on_it:
            found.append(f"{where} is empty")
        for index, line in enumerate(lines):
            for other in lines[index + 1 :]:
                if other.top > line.bottom:
                    break
                if line.overlaps(other):
                    found.append(f"{where}: {line} lies over {other}")
            if line.left < MARGIN or line.right > sheet.width - MARGIN + 1:
                found.append(f"{where}: {line} is beside the sheet")
            if line.top < FIRST_TOP or line.bottom > sheet.height - 36:
                found.append(f"{where}: {line} is above or below the sheet")
        page = f"Page {number} of {len(all_sheets)}"
        if not any(page in line.text for line in sheet.lines):
            found.append(f"{where} does not say {page}")
        # A heading is larger than all but the title.
        last = max(on_it, key=lambda line: line.bottom, default=None)
        if last and number < len(all_sheets) and 12 < last.bottom - last.top < 16:
            found.append(f"{where} ends with the heading {last}")
    if shutil.which("qpdf"):
        done = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True)
        if done.returncode:
            found.append(f"{pdf.name}: qpdf says {done.stdout}{done.stderr}")
    return found


def end(failures):
    """Says what failed, and ends the test."""
    for failure in failures[:40]:
        print("failed:", failure)
    sys.exit(1 if failures else 0)
