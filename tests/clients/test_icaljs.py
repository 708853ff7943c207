#!/usr/bin/python3
"""ical.js reads in every feed what the agenda says."""

import comparison
import icaljs_reader


def read(files):
    return dict(zip(files, icaljs_reader.read_files(files.values())))


if __name__ == "__main__":
    icaljs_reader.need()
    comparison.compare_agendas("ical.js", read)
