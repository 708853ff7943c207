#!/usr/bin/python3
"""However a file is saved, slowly, in parts, cut short, by whatever program: each save is one
revision, the right one, and nothing half-saved is published."""

import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import time

import drill
AGENDA_ID = "gfmd-2007"
GOOD = (drill.TOP / "data/gfmd-2007.yaml").read_text()
PLACE = "location: Brussels, Belgium"
assert PLACE in GOOD
CHANCE = drill.chance()


def edition(number):
    """The forum's agenda, at another place for each number."""
    return GOOD.replace(PLACE, f"location: Place {number}.", 1)


def is_served(service, number):
    return f"Place {number}." in service.body(f"/{AGENDA_ID}/agenda.ics").decode()


def wait_until_served(service, number):
    drill.wait_for(lambda: is_served(service, number), f"edition {number} being served")


def numbers(history):
    return drill.revisions(history, AGENDA_ID)


class Bench:
    """A service of the forum's agenda, edition 1, that publishes into a history."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.file = self.folder / "forum.yaml"
        self.history = self.folder / "history.db"
        self.file.write_text(edition(1))

    def service(self, *more):
        return drill.service(self.folder, "--history", self.history, self.file, *more)


# --- slow writers -----------------------------------------------------------------------------

# A reading would come after 0.2 s of quiet, and at the latest after 2 s.
PAUSE = 3


def test_a_writer_who_pauses_publishes_once():
    """Half of the file, up to the end of a line, is a valid agenda; another file does not wait."""
    text = edition(2)
    half = text.rfind("\n", 0, len(text) * 9 // 10) + 1
    with drill.scratch() as folder:
        bench = Bench(folder)
        other = drill.save(bench.folder / "other.yaml", drill.agenda(1))
        with bench.service(other) as service:
            with open(bench.file, "w", encoding="utf-8") as file:
                file.write(text[:half])
                file.flush()
                started = time.monotonic()
                drill.save(other, drill.agenda(2))
                drill.wait_for(lambda: service.number() == 2, "the other file being served")
                service.signal(signal.SIGHUP)
                time.sleep(max(0, started + drill.extent(30, PAUSE, "seconds") - time.monotonic()))
                assert is_served(service, 1) and numbers(bench.history) == [1]
                file.write(text[half:])
            wait_until_served(service, 2)
            assert len(service.stop()) == 4, service.messages()
        assert numbers(bench.history) == [2, 1]


def upload(path, text, octets_per_second):
    """As a slow connection brings it, in place."""
    step = 256
    octets = text.encode()
    with open(path, "wb", buffering=0) as file:
        for at in range(0, len(octets), step):
            file.write(octets[at : at + step])
            time.sleep(step / octets_per_second)


def test_steady_uploads_publish_once_each():
    rates = (6000, 9000, 12000) if drill.is_full() else (12000,)
    with drill.scratch() as folder:
        bench = Bench(folder)
        with bench.service() as service:
            for number, rate in enumerate(rates, start=2):
                upload(bench.file, edition(number), rate)
                wait_until_served(service, number)
            count = len(rates) + 1
            assert len(service.stop()) == count, service.messages()
        assert numbers(bench.history) == list(range(count, 0, -1))
    print(f"{len(rates)} uploads at {rates} octets a second: 0 false revisions")


# --- files that are cut -----------------------------------------------------------------------


def count_readings(service):
    text = service.body("/metrics").decode()
    found = re.findall(r'^confeed_reloads_total\{result="\w+"\} (\d+)$', text, re.M)
    assert len(found) == 2, text
    return sum(map(int, found))


def reload(service):
    """Has the files read, and waits until they have been."""
    before = count_readings(service)
    service.signal(signal.SIGHUP)
    drill.wait_for(lambda: count_readings(service) > before, "a reading")


def cuts_of(text, count):
    """Where to cut: anywhere, and, which is hardest to see, at the ends of lines."""
    octets = text.encode()
    ends = [i + 1 for i, octet in enumerate(octets[:-1]) if octet == 0x0A]
    at_ends = CHANCE.sample(ends, count // 10)
    return octets, CHANCE.sample(range(1, len(octets)), count - len(at_ends)) + at_ends


def test_a_file_that_is_cut_is_not_published():
    count = drill.extent(400, drill.rounds(60, 20), "cuts")
    octets, cuts = cuts_of(edition(1), count)
    with drill.scratch() as folder:
        bench = Bench(folder)
        with bench.service() as service:
            before = service.body(f"/{AGENDA_ID}/agenda.ics")
            for cut in cuts:
                bench.file.write_bytes(octets[:cut])
                reload(service)
                assert service.body(f"/{AGENDA_ID}/agenda.ics") == before, cut
            assert numbers(bench.history) == [1]
            held = sum("held back" in message for message in service.messages())
            bench.file.write_text(edition(2))
            wait_until_served(service, 2)
            service.stop()
        assert numbers(bench.history) == [2, 1]
    assert held > count // 4, held
    print(f"{count} cuts, {held} of them valid agendas and held back: 0 published")


# --- what is held back ------------------------------------------------------------------------


def without_sessions(text):
    """Valid, whole, and without the sessions of some round tables."""
    kept, dropped, is_dropped = [], 0, False
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip(" "))
        if match := re.match(r'( *)- id: "(\d)\.\d"', line):
            is_dropped, depth = match[2] in "12", len(match[1])
            dropped += is_dropped
        elif is_dropped and line.strip() and indent <= depth:
            is_dropped = False
        if not is_dropped:
            kept.append(line)
    return "".join(kept), dropped


def is_good(service):
    return b'"last_reading_good":true' in service.body("/readyz").replace(b" ", b"")


def test_what_is_held_back_is_served_once_it_is_confirmed():
    text, dropped = without_sessions(edition(2))
    # So that it is neither shorter nor the beginning of what was.
    text = text.replace("\n", "\n" + "# pad\n" * (dropped * 300), 1)
    with drill.scratch() as folder:
        bench = Bench(folder)
        with bench.service() as service:
            before = service.body(f"/{AGENDA_ID}/agenda.ics")
            bench.file.write_text(text)
            message = service.wait_for_message("held back")
            assert f"{dropped} of " in message and " are not in it any more: " in message, message
            assert f"{bench.file}: held back, what was there stays: " in message, message
            drill.wait_for(lambda: not is_good(service), "a bad reading being told")
            reload(service)
            assert service.body(f"/{AGENDA_ID}/agenda.ics") == before
            command = shlex.split(message.rpartition("if that is meant: ")[2])
            assert command[:3] == ["confeed", "publish", "--accept"], message
            refused = drill.run("publish", *command[3:])
            assert refused.status == 1 and "held back, nothing was published" in refused.errors
            assert refused.output.count("would go: ") == dropped, refused
            assert numbers(bench.history) == [1]
            assert drill.must(*command[1:]).startswith(f"{AGENDA_ID}: revision 2, ")
            wait_until_served(service, 2)
            drill.wait_for(lambda: is_good(service), "a good reading being told")
            reload(service)
            messages = service.stop()
            assert len(messages) == 3, messages
            assert messages[2].endswith("forum.yaml: what it says is published by now"), messages
        assert numbers(bench.history) == [2, 1]


def test_without_a_history_a_restart_takes_what_is_held_back():
    text = edition(2)[: len(edition(2)) // 2]
    text = text[: text.rfind("\n") + 1]
    with drill.scratch() as folder:
        bench = Bench(folder)
        with drill.service(folder, bench.file) as service:
            bench.file.write_text(text)
            message = service.wait_for_message("held back")
            assert message.endswith("; if that is meant: start confeed again"), message
            assert is_served(service, 1)
            bench.file.write_text(edition(3))
            wait_until_served(service, 3)
            drill.wait_for(lambda: is_good(service), "a good reading being told")
            assert len(service.stop()) == 1, service.messages()
        bench.file.write_text(text)
        with drill.service(folder, bench.file) as service:
            assert is_served(service, 2) and service.stop() == []


# --- ways of saving ---------------------------------------------------------------------------


def in_place(path, text):
    with open(path, "r+b") as file:
        file.write(text.encode())
        file.truncate()


def emptied_first(path, text):
    with open(path, "r+b") as file:
        file.truncate(0)
        file.flush()
        time.sleep(0.5)
        file.write(text.encode())


def in_small_steps(path, text):
    with open(path, "w", encoding="utf-8", buffering=1) as file:
        for line in text.splitlines(keepends=True):
            file.write(line)


def moved_over(path, text):
    new = path.with_suffix(".new")
    new.write_text(text)
    new.rename(path)


def linked_over(path, text):
    new = path.with_suffix(".new")
    new.write_text(text)
    path.unlink()
    os.link(new, path)
    new.unlink()


def backed_up_by_renaming(path, text):
    """vim with backupcopy=no, emacs."""
    backup = path.with_name(path.name + "~")
    path.rename(backup)
    path.write_text(text)
    backup.unlink()


def backed_up_by_copying(path, text):
    """vim with backupcopy=yes, emacs with backup-by-copying."""
    backup = path.with_name(path.name + "~")
    shutil.copy(path, backup)
    lock = path.with_name(".#" + path.name)
    lock.symlink_to("user@host.1:1")
    path.write_text(text)
    lock.unlink()
    backup.unlink()


def exchanged(path, text):
    """What was there is kept under the other's name for a while."""
    new = path.with_suffix(".new")
    new.write_text(text)
    old = path.with_suffix(".old")
    path.rename(old)
    new.rename(path)
    old.unlink()


def by_command(command, tool):
    """By a shell, with the text in $NEW and the file in $FILE; if there is the tool for it."""

    def save(path, text):
        new = path.with_suffix(".new")
        new.write_text(text)
        env = {**os.environ, "NEW": str(new), "FILE": str(path)}
        subprocess.run(["sh", "-ec", command], env=env, check=True, capture_output=True)
        new.unlink(missing_ok=True)

    save.__name__ = command
    return save if shutil.which(tool) is not None else None


WAYS = [
    in_place,
    emptied_first,
    in_small_steps,
    moved_over,
    linked_over,
    backed_up_by_renaming,
    backed_up_by_copying,
    exchanged,
    by_command('cp "$NEW" "$FILE"', "cp"),
    by_command('cp --remove-destination "$NEW" "$FILE"', "cp"),
    by_command('cat "$NEW" >"$FILE"', "cat"),
    by_command('tee "$FILE" <"$NEW"', "tee"),
    by_command('dd bs=100 if="$NEW" of="$FILE"', "dd"),
    by_command('install -m 644 "$NEW" "$FILE"', "install"),
    by_command('mv "$NEW" "$FILE"', "mv"),
    by_command('rsync --ignore-times "$NEW" "$FILE"', "rsync"),
    by_command('rsync --ignore-times --inplace "$NEW" "$FILE"', "rsync"),
    by_command(
        'vim -es -u NONE +"%d" +"0read $NEW" +"\\$d" +"set backup backupcopy=no" +wq "$FILE"', "vim"
    ),
    by_command(
        'vim -es -u NONE +"%d" +"0read $NEW" +"\\$d" +"set backupcopy=yes" +wq "$FILE"', "vim"
    ),
]


def test_each_way_of_saving_is_one_revision():
    ways = [way for way in WAYS if way is not None]
    with drill.scratch() as folder:
        bench = Bench(folder)
        with bench.service() as service:
            for number, way in enumerate(ways, start=2):
                way(bench.file, edition(number))
                wait_until_served(service, number)
                assert numbers(bench.history)[0] == number, (way.__name__, service.messages())
            messages = service.stop()
            assert len(messages) == len(ways) + 1, messages
        assert numbers(bench.history)[0] == len(ways) + 1
    print(f"{len(ways)} ways of saving, each one revision")


# --- where closing is not seen ----------------------------------------------------------------


def test_what_another_machine_writes_is_published_when_it_stands_still():
    """It writes behind a file system of FUSE, where the kernel tells nothing; somebody who knows
    has the files read, too early."""
    octets = edition(2).encode()
    with drill.scratch() as folder:
        drill.take_private_mounts()
        bench = Bench(folder)
        real, seen = bench.folder / "real", bench.folder / "seen"
        real.mkdir()
        seen.mkdir()
        bench.file.rename(real / "forum.yaml")
        bench.file = seen / "forum.yaml"
        with drill.mounted(seen, "-t", "fuse.bindfs", real), bench.service() as service:
            with open(real / "forum.yaml", "wb", buffering=0) as file:
                for at in range(0, len(octets), len(octets) // 8):
                    file.write(octets[at : at + len(octets) // 8])
                    service.signal(signal.SIGHUP)
                    time.sleep(0.4)
            wait_until_served(service, 2)
            assert "is looked at every 2 seconds" in service.messages()[0]
            assert len(service.stop()) == 3, service.messages()
        assert numbers(bench.history) == [2, 1]


if __name__ == "__main__":
    drill.run_tests(__name__)
