#!/usr/bin/python3
"""Thunderbird, without a screen, follows a forum through its publications.

It is told through Marionette to subscribe and to fetch. What it holds is read from its store.
"""

import contextlib
import datetime
import json
import pathlib
import sqlite3
import subprocess

import publications  # finds the others
import drill
from marionette import Marionette

PREFERENCES = {
    # Any free port.
    "marionette.port": 0,
    # The store can be read while Thunderbird runs.
    "storage.sqlite.exclusiveLock.enabled": False,
    # Where no desktop shows notifications, one that a server is away would fail, and the calendar
    # with it.
    "alerts.useSystemBackend": False,
    # It asks for nothing but the calendars.
    "network.dns.disabled": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.auto": False,
    "mailnews.start_page.enabled": False,
}

SUBSCRIBE = """
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const ids = {};
for (const [feed, address] of Object.entries(given[0])) {
  const calendar = cal.manager.createCalendar("ics", Services.io.newURI(address));
  calendar.name = feed;
  calendar.setProperty("cache.enabled", true);
  calendar.setProperty("refreshInterval", "0");
  cal.manager.registerCalendar(calendar);
  ids[feed] = calendar.id;
}
return ids;
"""

# A calendar is loaded when what it has fetched is on its way into the store, or when it could not
# fetch anything.
SYNCHRONISE = """
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
for (const id of given[0]) {
  const calendar = cal.manager.getCalendarById(id);
  await new Promise(resolve => {
    const observer = {
      QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
      onLoad() {
        calendar.removeObserver(observer);
        resolve();
      },
    };
    for (const other of ["onStartBatch", "onEndBatch", "onAddItem", "onModifyItem",
      "onDeleteItem", "onError", "onPropertyChanged", "onPropertyDeleting"]) {
      observer[other] = () => {};
    }
    calendar.addObserver(observer);
    calendar.refresh();
  });
}
"""

# In the order of publications.entry_of. Instants are in microseconds.
EVENTS = """
SELECT id, event_start, event_end, title, ical_status,
    (SELECT value FROM cal_properties AS p
     WHERE p.cal_id = e.cal_id AND p.item_id = e.id AND key = 'LOCATION'),
    flags
FROM cal_events AS e WHERE cal_id = ?
"""
IS_ALL_DAY = 8


class Thunderbird:
    names = publications.NAMES

    def __init__(self, home):
        self.profile = pathlib.Path(home, "profile")
        self.profile.mkdir()
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items())
        (self.profile / "user.js").write_text("\n".join(lines))
        self.log = open(self.profile / "log", "w")
        self.process = subprocess.Popen(
            [
                *("thunderbird", "--headless", "--no-remote", "--profile", self.profile),
                *("--marionette", "--remote-allow-system-access"),
            ],
            env=publications.environment(home),
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self.marionette = None
        self.ids = {}

    def close(self):
        """Ends it well, if it can still be asked to, so that none of its processes is left."""
        try:
            if self.marionette is not None:
                self.marionette.quit()
                self.process.wait(publications.PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            self.log.close()
            lines = pathlib.Path(self.log.name).read_text().splitlines()
            print(*(line for line in lines if line and "gtk_icon" not in line), sep="\n")

    def subscribe(self, addresses):
        port = self.profile / "MarionetteActivePort"
        drill.wait_for(lambda: port.exists() and port.read_text(), "the port of Marionette")
        self.marionette = Marionette(int(port.read_text()), publications.PATIENCE)
        self.ids = self.marionette.run(SUBSCRIBE, addresses)

    def synchronise(self):
        self.marionette.run(SYNCHRONISE, list(self.ids.values()))

    def view(self):
        store = self.profile / "calendar-data/cache.sqlite"
        with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
            return {
                feed: [entry_of_row(*row) for row in connection.execute(EVENTS, [calendar])]
                for feed, calendar in self.ids.items()
            }


def entry_of_row(uid, start, end, title, status, location, flags):
    times = [datetime.datetime.fromtimestamp(t / 1e6, datetime.timezone.utc) for t in (start, end)]
    if flags & IS_ALL_DAY:
        times = [time.date() for time in times]
    return publications.entry_of(uid, *times, title, status, location)


if __name__ == "__main__":
    publications.need("thunderbird")
    with drill.scratch() as folder, contextlib.closing(Thunderbird(folder)) as thunderbird:
        publications.follow(thunderbird, folder)
