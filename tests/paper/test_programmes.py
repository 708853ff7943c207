#!/usr/bin/python3
"""Every PDF of the agendas in data/: each session of the selection stands there whole and in order,
and nothing lies over anything else."""

import sheets
from programme import difference, selections

AGENDAS = ("gfmd-2007", "tutorial")


def main():
    sheets.need_pango()
    failures = []
    for name in AGENDAS:
        path = sheets.TOP / f"data/{name}.yaml"
        with sheets.scratch() as scratch:
            folder = sheets.build(path, scratch)
            for feed, expect in selections(path):
                pdf = folder / f"{feed}.pdf"
                failures += difference(pdf, expect(), sheets.body(pdf)) + sheets.faults(pdf)
    sheets.end(failures)


main()
