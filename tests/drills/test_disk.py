#!/usr/bin/python3
"""A disk that is full or fails, at every single write to a history: nothing is published, or all of
it, as is said; what was published before stays, and the next publication works. The same for the
files of a build: until all are on the disk, none is put into place."""

import collections
import contextlib
import errno
import os
import pathlib
import shutil
import subprocess

import drill
from drill import server

# How writing fails: with what, and whether what follows fails too ("SHORT" writes half first); and
# of how many writes one does.
FAULTS = [("ENOSPC", "on", 1), ("EIO", "once", 3), ("SHORT", "on", 6), ("EIO", "on", 6)]

# The shim stands before the sanitizer's own library, which does not mind if it is told so.
ASAN_OPTIONS = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"


class Shim:
    """Makes writes to a history, or into a folder, fail while a file of its tells it to: see
    shim_writes.c."""

    def __init__(self, folder, history):
        self.library = pathlib.Path(folder, "shim_writes.so")
        self.fault = pathlib.Path(folder, "fault")
        self.reached = pathlib.Path(folder, "fault.reached")
        self.history = history
        source = drill.TOP / "tests/drills/shim_writes.c"
        compiler = os.environ.get("CC") or "cc"
        if shutil.which(compiler) is None:
            raise drill.Skipped(f"there is no compiler: {compiler}")
        options = "-std=gnu17 -D_GNU_SOURCE -O1 -Wall -Wextra -Werror -shared -fPIC".split()
        command = [compiler, *options, "-o", self.library, source, "-ldl", "-pthread"]
        subprocess.run(command, check=True)

    def environment(self, version):
        return drill.environment(
            drill.time_of(version),
            LD_PRELOAD=self.library,
            FAULT_FILE=self.fault,
            FAULT_PATH=self.history,
            ASAN_OPTIONS=ASAN_OPTIONS,
        )

    def set(self, number, how, often):
        """From now on, the write of this number fails."""
        with contextlib.suppress(FileNotFoundError):
            self.reached.unlink()
        new = self.fault.with_suffix(".new")
        new.write_text(f"{number} {how} {often}\n")
        new.rename(self.fault)

    def clear(self):
        self.fault.unlink()

    def first_reached(self):
        """The first call that has failed, as "pwrite64 -wal"; None if none has."""
        try:
            line = self.reached.read_text().splitlines()[0]
        except FileNotFoundError:
            return None
        _, call, path = line.split(" ", 2)
        return f"{call} {path.removeprefix(str(self.history)) or 'the file'}"


def faults():
    if not drill.is_slow_build():
        return FAULTS
    print(f"the first kind of fault alone, at one write in 5, in the build {drill.BUILD_DIR.name}")
    return [(*FAULTS[0][:2], 5)]


def check_refusal(ending, history):
    """That a publication has failed, and said so well."""
    assert ending.status == 3 and ending.output == "", ending
    assert ending.errors.startswith(f"confeed: error: {history}: "), ending
    assert ending.errors.endswith("; nothing was published\n"), ending
    assert ending.errors.count("\n") == 1, ending


def check_disk_words(message, how, reached=""):
    """That it says what the disk has. Of a failed sync SQLite does not always tell why."""
    words = {"disk I/O error" if how == "EIO" else "no space left on the disk"}
    if "sync" in reached:
        words.add("disk I/O error")
    assert any(w in message for w in words), (message, reached)


def publish_with_fault(shim, file, version, fault, told):
    """Publishes a version with a fault. Whether the fault was reached."""
    shim.set(*fault)
    history = shim.history
    command = ("publish", "--history", history, file)
    ending = drill.run(*command, env=shim.environment(version))
    shim.clear()
    reached = shim.first_reached()
    numbers = drill.revisions(history) if version > 1 or ending.status == 0 else [0]
    if ending.status == 0:
        # What fails after the commit, when the log is brought home, fails nothing.
        assert ending.output.startswith(f"meeting: revision {version}, "), ending
        assert ending.errors == "" and numbers[0] == version, (ending, numbers)
        drill.verify(history)
        told["done all the same" if reached else "done"] += 1
        return reached is not None
    check_refusal(ending, history)
    assert reached, ending
    check_disk_words(ending.errors, fault[1], reached)
    assert numbers[0] == version - 1, (ending, numbers)
    if version > 1:
        drill.verify(history)
    again = drill.must(*command, env=drill.environment(drill.time_of(version)))
    assert again.startswith(f"meeting: revision {version}, "), again
    drill.verify(history)
    told[reached] += 1
    return True


def copy_history(source, target):
    """Puts a history into the place of another, which nobody has open."""
    for ending in ("-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            pathlib.Path(f"{target}{ending}").unlink()
    with contextlib.suppress(FileNotFoundError):
        target.unlink()
    if source is not None:
        shutil.copy(source, target)


def fail_every_write(version):
    """Lets each write fail that the publication of a version makes."""
    with drill.scratch() as folder:
        history, before = pathlib.Path(folder, "history.db"), None
        file = pathlib.Path(folder, "agenda.yaml")
        shim = Shim(folder, history)
        drill.reference(folder, version - 1)
        if version > 1:
            before = pathlib.Path(folder, "reference.db")
        drill.save(file, drill.agenda(version))
        for how, often, step in faults():
            told = collections.Counter()
            number = 1
            while True:
                copy_history(before, history)
                if not publish_with_fault(shim, file, version, (number, how, often), told):
                    break
                number += step
            assert number > 10, f"only {number - 1} writes were seen"
            counts = ", ".join(f"{n} × {reached}" for reached, n in sorted(told.items()))
            which = "each write" if step == 1 else f"one write in {step}"
            print(f"revision {version}, {how} {often} at {which}: {counts}", flush=True)


def test_every_write_of_a_first_publication_fails():
    fail_every_write(1)


def test_every_write_of_a_later_publication_fails():
    fail_every_write(3)


def serve_with_fault(folder, shim, file, fault):
    """A service that cannot publish what is saved: it keeps to what it has, says so once, and
    publishes it by itself when the disk works again."""
    history = shim.history
    copy_history(pathlib.Path(folder, "reference.db"), history)
    drill.save(file, drill.agenda(2))
    with drill.service(folder, "--history", history, file, env=shim.environment(3)) as service:
        before = service.body("/meeting/agenda.ics")
        assert service.number() == 2 and service.messages() == []
        shim.set(*fault)
        drill.save(file, drill.agenda(3))
        message = service.wait_for_message(" ")
        reached = shim.first_reached()
        if reached is None or "revision 3" in message:
            shim.clear()
            return False
        assert message.startswith(
            f"confeed: error: {file}: not published, the last revision stays: {history}: "
        ), message
        check_disk_words(message, fault[1], reached)
        assert message.endswith("; it is tried again until it works"), message
        if fault[2] == "on":
            assert service.body("/meeting/agenda.ics") == before
            assert drill.revisions(history) == [2, 1]
        shim.clear()
        service.wait_for_message("confeed: meeting: revision 3, .* change")
        drill.wait_for(lambda: service.number() == 3, "revision 3 being served")
        # While the disk fails, a journal may not be put back: then not even reading is possible.
        unread = [m for m in service.stop() if m.startswith(f"confeed: error: {history}: ")]
        assert len(unread) <= 1 and len(service.messages()) == 2 + len(unread), service.messages()
        for message in unread:
            check_disk_words(message, fault[1], reached)
    assert drill.revisions(history) == [3, 2, 1]
    drill.verify(history)
    return True


def test_a_service_whose_disk_fails():
    with drill.scratch() as folder:
        history, file = pathlib.Path(folder, "history.db"), pathlib.Path(folder, "agenda.yaml")
        shim = Shim(folder, history)
        drill.reference(folder, 2)
        count = 0
        # All writes, one after the other, would take long: some.
        for how, often, _ in faults():
            number = 1
            while serve_with_fault(folder, shim, file, (number, how, often)):
                count += 1
                number += 24
        assert count > 0
        print(f"{count} saves with a fault: the last revision stayed, until each was published")


def test_a_service_that_could_not_publish_its_first_revision():
    with drill.scratch() as folder:
        history, file = pathlib.Path(folder, "history.db"), pathlib.Path(folder, "agenda.yaml")
        shim = Shim(folder, history)
        # The tables are there, and no revision.
        other = drill.save(pathlib.Path(folder, "other.yaml"), drill.agenda(1, " of another"))
        # With sessions of its own: else it would look like the same agenda under another id.
        text = other.read_text().replace('"id": "meeting"', '"id": "other"')
        other.write_text(text.replace('"id": "1.', '"id": "2.'))
        drill.publish(history, other, 1)
        drill.save(file, drill.agenda(1))
        shim.set(1, "ENOSPC", "on")
        env = shim.environment(1)
        shim.clear()
        with drill.service(folder, "--history", history, env=env) as service:
            # It holds the log in place, so that opening writes nothing.
            shim.set(1, "ENOSPC", "on")
            with drill.service(folder, "--history", history, file, env=env) as publishing:
                message = publishing.wait_for_message("not published: ")
                check_disk_words(message, "ENOSPC")
                assert server.ask(publishing, "/meeting/agenda.ics").status == 404
                shim.clear()
                publishing.wait_for_message("confeed: meeting: revision 1, ")
                drill.wait_for(
                    lambda: server.ask(publishing, "/meeting/agenda.changes.json").status == 200,
                    "the first revision being served",
                )
                drill.save(file, drill.agenda(3))
                publishing.wait_for_message("confeed: meeting: revision 2, ")
                # One of them says that the other agenda has no file.
                assert len(publishing.stop()) == 4, publishing.messages()
            assert service.stop() == []
        assert drill.revisions(history) == [2, 1]
        drill.verify(history)


def test_every_write_of_a_build_fails():
    with drill.scratch() as folder:
        history, built = pathlib.Path(folder, "reference.db"), pathlib.Path(folder, "built")
        trees = drill.reference(folder, 1)
        assert drill.build(history, built) == trees[1]
        trees.append(drill.reference(folder, 2)[2])
        shim = Shim(folder, built)
        told = collections.Counter()
        number = 1
        while trees[1] == drill.tree(built):
            shim.set(number, "ENOSPC", "once")
            ending = drill.run("build", "--history", history, "-o", built, env=shim.environment(2))
            shim.clear()
            reached = shim.first_reached()
            assert ending.status == (0 if reached is None else 3), (reached, ending)
            if reached is not None:
                assert ending.errors.startswith("confeed: error: "), ending
                assert ending.errors.endswith(": No space left on device\n"), ending
                told[reached.split()[0]] += 1
            number += 1
        # It ends with the first fault after the files were put into place, or with none.
        assert drill.build(history, built) == trees[2]
        assert told["write"] > 10 and told["syncfs"] > 0, told
        print(", ".join(f"{n} × {reached}" for reached, n in sorted(told.items())))


def fill(folder):
    """Fills a file system to the last octet; gives the file that does."""
    path = pathlib.Path(folder, "filler")
    with open(path, "wb", buffering=0) as file:
        for octets in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * octets)
            except OSError as error:
                assert error.errno == errno.ENOSPC, error
    return path


def check_full_disk(history, file, trees, folder):
    """What was published can be read, and served, from a full disk, and nothing be published."""
    env = drill.environment(drill.time_of(3))
    ending = drill.run("publish", "--history", history, file, env=env)
    check_refusal(ending, history)
    check_disk_words(ending.errors, "ENOSPC")
    print(f"full: {ending.errors}", end="")
    assert drill.revisions(history) == [2, 1]
    drill.verify(history)
    assert drill.build(history, pathlib.Path(folder, "built")) == trees[2]


def check_start_on_full_disk(history, file, trees, filler, folder):
    """A service that is started on a full disk publishes as soon as there is room: version 3."""
    env = drill.environment(drill.time_of(3))
    with drill.service(folder, "--history", history, file, env=env) as service:
        body = service.body("/meeting/agenda.ics")
        assert drill.digest(body) == trees[2]["meeting/agenda.ics"], service.messages()
        message = service.wait_for_message("not published, the last revision stays")
        check_disk_words(message, "ENOSPC")
        filler.unlink()
        service.wait_for_message("confeed: meeting: revision 3, ")
        drill.wait_for(lambda: service.number() == 3, "revision 3 being served")
        body = service.body("/meeting/agenda.ics")
        assert drill.digest(body) == trees[3]["meeting/agenda.ics"]
        assert len(service.stop()) == 2, service.messages()
    assert drill.revisions(history) == [3, 2, 1]
    drill.verify(history)


def check_filling_while_serving(history, file, trees, folder):
    """A service whose disk becomes full, and has room again later: version 4."""
    env = drill.environment(drill.time_of(4))
    agenda = drill.agenda(4)
    # More than what room there may be in the log.
    for session in agenda["days"][0]["slots"][0]["sessions"]:
        session["abstract"] = "x" * 50_000
    with drill.service(folder, "--history", history, file, env=env) as service:
        filler = fill(history.parent)
        drill.save(file, agenda)
        check_disk_words(service.wait_for_message("the last revision stays"), "ENOSPC")
        body = service.body("/meeting/agenda.ics")
        assert drill.digest(body) == trees[3]["meeting/agenda.ics"]
        filler.unlink()
        service.wait_for_message("confeed: meeting: revision 4, ")
        assert len(service.stop()) == 2, service.messages()
    assert drill.revisions(history) == [4, 3, 2, 1]
    drill.verify(history)


def test_a_full_file_system():
    with drill.scratch() as folder:
        drill.take_private_mounts()
        disk = pathlib.Path(folder, "disk")
        disk.mkdir()
        trees = drill.reference(folder, 3)
        with drill.mounted(disk, "-t", "tmpfs", "-o", "size=4m", "none"):
            history, file = disk / "history.db", pathlib.Path(folder, "agenda.yaml")
            for version in (1, 2):
                drill.publish(history, drill.save(file, drill.agenda(version)), version)
            drill.save(file, drill.agenda(3))
            filler = fill(disk)
            check_full_disk(history, file, trees, folder)
            check_start_on_full_disk(history, file, trees, filler, folder)
            check_filling_while_serving(history, file, trees, folder)


if __name__ == "__main__":
    drill.run_tests(__name__)
