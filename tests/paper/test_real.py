#!/usr/bin/python3
"""The PDFs of real schedules, FOSDEM's 943 sessions and COP30's 1,134 organisations: whole, in order,
and nothing lies over anything else."""

import re
import sys
import threading

import sheets
from programme import difference, selections

sys.path.insert(0, str(sheets.TOP / "tests" / "http"))
sys.path.insert(0, str(sheets.TOP / "tests" / "real"))

import imported  # noqa: E402
import originals  # noqa: E402
from server import ask, serving  # noqa: E402

SCHEDULES = (
    ("fosdem-2025.schedule.xml", imported.FOSDEM),
    ("cop30-side-events.csv", imported.COP30),
)

# Few fonts have these.
EMOJI = re.compile("[\U0001F000-\U0001FFFF]")

# Of each kind so many are looked at.
SAMPLE = 3


def sample(path):
    seen = {}
    for name, expect in selections(path):
        kind = name.split("/")[0]
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= SAMPLE:
            yield name, expect


def compare(served, path, folder):
    (identity,) = re.findall(r"(?m)^  id: (\S+)$", path.read_text(encoding="utf-8"))[:1]
    for name, expect in sample(path):
        answer = ask(served, f"/{identity}/{name}.pdf")
        assert answer.status == 200, answer
        pdf = folder / f"{identity}-{name.replace('/', '-')}.pdf"
        pdf.write_bytes(answer.body)
        yield from difference(pdf.name, expect(), sheets.body(pdf))
        yield from sheets.faults(pdf)


def main():
    sheets.need_pango()
    failures = []
    for file, options in SCHEDULES:
        with sheets.scratch() as folder:
            path = folder / "agenda.yaml"
            text = imported.read(originals.find(file), *options).text
            path.write_text(EMOJI.sub("", text), encoding="utf-8")
            with serving(path) as served:
                # It tells the addresses of all feeds, more than a pipe holds.
                threading.Thread(target=served.process.stdout.read, daemon=True).start()
                failures += compare(served, path, folder)
    sheets.end(failures)


main()
