#!/usr/bin/python3
"""vdirsyncer and khal, which lists what vdirsyncer has fetched, follow a forum through its
publications."""

import os
import pathlib
import subprocess

import publications  # finds the others
import drill
import khal_reader

GENERAL = """\
[general]
status_path = "{home}/status"
"""

PAIR = """\
[pair {name}]
a = "{name}_there"
b = "{name}_here"
collections = null
conflict_resolution = "a wins"
[storage {name}_there]
type = "http"
url = "{address}"
[storage {name}_here]
type = "filesystem"
path = "{home}/calendars/{name}"
fileext = ".ics"
"""


class Vdirsyncer:
    """vdirsyncer gives each entry that comes over HTTP a UID of its own, a hash of what it says."""

    names = publications.NAMES[1:]

    def __init__(self, home):
        self.home = pathlib.Path(home)
        self.khal = khal_reader.Khal(home, map(name_of, publications.FEEDS), f"{home}/khal.db")

    def run(self, command):
        words = ["vdirsyncer", "--config", self.home / "vdirsyncer", command]
        return subprocess.run(words, stderr=subprocess.STDOUT, check=False).returncode

    def subscribe(self, addresses):
        pairs = (
            PAIR.format(name=name_of(feed), address=address, home=self.home)
            for feed, address in addresses.items()
        )
        (self.home / "vdirsyncer").write_text(GENERAL.format(home=self.home) + "".join(pairs))
        assert self.run("discover") == 0

    def synchronise(self):
        self.run("sync")

    def view(self):
        return {feed: list(self.entries(feed)) for feed in publications.FEEDS}

    def entries(self, feed):
        days = publications.SATURDAY, publications.MONDAY
        for event in khal_reader.listed(self.khal, name_of(feed), *days):
            yield {name: event[name] for name in self.names}


def name_of(feed):
    return feed.replace("/", "_")


if __name__ == "__main__":
    publications.need("vdirsyncer", "khal")
    with drill.scratch() as folder:
        os.environ.update(publications.environment(folder))
        publications.follow(Vdirsyncer(folder), folder)
