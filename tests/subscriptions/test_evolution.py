#!/usr/bin/python3
"""Evolution Data Server, which keeps the calendars of GNOME's programs, follows a forum through its
publications.

The test asks it over D-Bus, on a bus of its own, as such a program does.
"""

import contextlib
import datetime
import os
import pathlib
import select
import subprocess
import urllib.parse

import publications  # finds the others
import drill

publications.need("dbus-daemon", "/usr/libexec/evolution-calendar-factory")
try:
    import gi

    gi.require_version("ECal", "2.0")
    gi.require_version("EDataServer", "1.2")
    from gi.repository import ECal, EDataServer, Gio, GLib
except (ImportError, ValueError) as error:
    publications.skip(f"{error}: make setup USE=clients installs what it needs")

SOURCE = """\
[Data Source]
DisplayName={feed}
Enabled=true
Parent=webcal-stub

[Calendar]
BackendName=webcal

[Authentication]
Host={host}
Port={port}
Method=none

[Security]
Method=none

[WebDAV Backend]
ResourcePath={path}

[Offline]
StaySynchronized=true

[Refresh]
Enabled=false
"""

# For connect_sync: do not wait until the server has reached the calendar.
AT_ONCE = 0xFFFFFFFF


@contextlib.contextmanager
def session_bus(home):
    """A bus, which starts the server when somebody asks for it. The server ends with the bus."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    env = publications.environment(home)
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as bus:
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        connection = Gio.bus_get_sync(Gio.BusType.SESSION)
        connection.set_exit_on_close(False)
        try:
            yield
        finally:
            others = [os.pidfd_open(number) for number in processes_on(connection) - {os.getpid()}]
            bus.terminate()
            for other in others:
                ended = select.select([other], [], [], publications.PATIENCE)[0]
                assert ended, "the server goes on"
                os.close(other)


def processes_on(connection):
    """The numbers of all processes on a bus."""

    def ask(method, arguments=None):
        place = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        flags = Gio.DBusCallFlags.NONE
        answer = connection.call_sync(*place, method, arguments, None, flags, -1, None)
        return answer.unpack()[0]

    return {
        ask("GetConnectionUnixProcessID", GLib.Variant("(s)", [name])) for name in ask("ListNames")
    }


class Evolution:
    names = publications.NAMES

    def __init__(self, home):
        self.sources = pathlib.Path(home, "config/evolution/sources")
        self.clients = {}

    def subscribe(self, addresses):
        self.sources.mkdir(parents=True)
        for feed, address in addresses.items():
            url = urllib.parse.urlsplit(address)
            text = SOURCE.format(feed=feed, host=url.hostname, port=url.port, path=url.path)
            (self.sources / f"{name_of(feed)}.source").write_text(text)
        registry = EDataServer.SourceRegistry.new_sync(None)
        for feed in addresses:
            source = registry.ref_source(name_of(feed))
            kind = ECal.ClientSourceType.EVENTS
            self.clients[feed] = ECal.Client.connect_sync(source, kind, AT_ONCE, None)

    def synchronise(self):
        for client in self.clients.values():
            client.refresh_sync(None)

    def view(self):
        return {feed: list(entries_of(client)) for feed, client in self.clients.items()}


def name_of(feed):
    return feed.replace("/", "-")


def entries_of(client):
    for component in client.get_object_list_as_comps_sync("#t", None)[1]:
        event = component.get_icalcomponent()
        yield publications.entry_of(
            event.get_uid(),
            moment_of(client, component.get_dtstart()),
            moment_of(client, component.get_dtend()),
            event.get_summary(),
            event.get_status().value_nick.upper(),
            event.get_location(),
        )


def moment_of(client, when):
    """A date, or the instant as the server's own zone has it."""
    time = when.get_value()
    if time.is_date():
        return datetime.date(time.get_year(), time.get_month(), time.get_day())
    zone = client.get_timezone_sync(when.get_tzid(), None)[1]
    seconds = time.as_timet_with_zone(zone)
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)


if __name__ == "__main__":
    with drill.scratch() as folder, session_bus(folder):
        publications.follow(Evolution(folder), folder)
