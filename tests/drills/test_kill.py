#!/usr/bin/python3
"""Publications that are killed at random moments, while others read: nothing is torn or lost."""

import os
import pathlib
import re
import statistics
import threading
import time

import drill

# A history is published into this often, then another one is begun.
VERSIONS = 12

# The search for leaks stops the program's threads when it ends, and complains when it is killed
# meanwhile.
KILLABLE = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}


class Counts:
    def __init__(self):
        self.rounds = self.before = self.after = self.reported = self.unharmed = 0
        self.readings = {}

    def __str__(self):
        readings = ", ".join(f"{n} by {name}" for name, n in sorted(self.readings.items()))
        return (
            f"{self.rounds} publications: {self.before} killed before their commit, {self.after} "
            f"after it, of those {self.reported} when they had said so; {self.unharmed} done "
            f"before the kill; readings meanwhile: {readings or 'none'}; torn or lost: 0"
        )


class Readers:
    """Threads that each read again and again, and check each time what they got."""

    def __init__(self, counts, *readings):
        self.counts = counts
        self.stopped = threading.Event()
        self.failure = None
        self.threads = [threading.Thread(target=self.loop, args=(r,)) for r in readings]

    def loop(self, reading):
        name = reading.__name__.removeprefix("read_").replace("_", " ")
        try:
            while not self.stopped.is_set():
                reading()
                self.counts.readings[name] = self.counts.readings.get(name, 0) + 1
        except Exception as error:  # handed to the main thread
            self.failure = error
            self.stopped.set()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join()
        if self.failure is not None:
            raise self.failure


def readers_of(folder, history, service, trees, counts):
    """Whatever can be seen of a history must be what one revision looks like, to the last octet."""
    built = pathlib.Path(folder, "built")
    feeds = ["meeting/agenda.ics", "meeting/agencies/ilo.ics", "meeting/agenda.atom"]
    known = {feed: {tree[feed] for tree in trees[1:]} for feed in feeds}

    def read_history():
        assert drill.revisions(history), "the history is empty"

    def read_build():
        assert drill.build(history, built) in trees, "a built tree is of no revision"

    def read_http():
        for feed in feeds:
            assert drill.digest(service.body(f"/{feed}")) in known[feed], f"{feed} is of no revision"
        at = service.body("/meeting/agenda.ics?rev=1")
        assert drill.digest(at) == trees[1]["meeting/agenda.ics"], "revision 1 has changed"

    return Readers(counts, read_history, read_build, read_http)


def kill_one(history, file, version, delay, counts):
    """Publishes a version and kills it after a while. Gives the number of the last revision."""
    env = drill.environment(drill.time_of(version), **KILLABLE)
    process = drill.start("publish", "--history", history, file, env=env)
    time.sleep(delay)
    process.kill()
    ending = drill.end(process)
    assert ending.status in (0, -9) and ending.errors == "", ending
    there = drill.run("history", "--history", history, "meeting")
    last = 0
    if version > 1 or there.status == 0:
        assert (there.status, there.errors) == (0, ""), there
        last = drill.numbers_in(there.output)[0]
        drill.verify(history)
    else:
        # Of a first revision: the file is not there, or empty, or has tables and nothing in them.
        reasons = ("says where it is\n", "there is no history in it\n", 'no agenda "meeting"\n')
        assert there.status in (2, 3) and there.errors.endswith(reasons), there
    is_reported = f"meeting: revision {version}, " in ending.output
    assert last in (version - 1, version), f"the last is {last}, {version} was being published"
    assert last == version or not is_reported, f"{version} was told to be there, and is not"
    counts.rounds += 1
    if ending.status == 0:
        counts.unharmed += 1
    elif last < version:
        counts.before += 1
    else:
        counts.after += 1
        counts.reported += is_reported
    return last


class Delay:
    """Random delays from 0 to a bit more than a publication takes. How long that is under the load
    of the moment is learnt from whether it was done before the kill."""

    def __init__(self, folder):
        history, file = pathlib.Path(folder, "usual.db"), pathlib.Path(folder, "usual.yaml")
        measured = []
        for version in range(1, 8):
            drill.save(file, drill.agenda(version))
            began = time.monotonic()
            drill.publish(history, file, version)
            measured.append(time.monotonic() - began)
        self.seconds = statistics.median(measured)
        print(f"a publication takes {self.seconds * 1000:.1f} ms", flush=True)

    def draw(self):
        return CHANCE.uniform(0, self.seconds * 1.1)

    def learn(self, delay, is_done):
        if is_done:
            self.seconds *= 0.97
        elif delay > self.seconds * 0.8:
            self.seconds *= 1.1


def kill_publications(history, file, versions, delay, counts, count):
    """Publishes these versions, each until it is there. Gives the number of the last revision."""
    last = versions[0] - 1
    while last < versions[-1] and counts.rounds < count:
        drill.save(file, drill.agenda(last + 1))
        seconds = delay.draw()
        done_before = counts.unharmed
        last = kill_one(history, file, last + 1, seconds, counts)
        delay.learn(seconds, counts.unharmed > done_before)
    return last


def test_publications_that_are_killed():
    """Every other history has readers; without, a publication ends with tidying up after itself,
    and may be killed in that."""
    counts = Counts()
    count = drill.rounds(200, 40)
    with drill.scratch() as folder:
        trees = drill.reference(folder, VERSIONS)
        file = pathlib.Path(folder, "agenda.yaml")
        delay = Delay(folder)
        with_readers = True
        while counts.rounds < count:
            history = pathlib.Path(folder, f"{counts.rounds}.db")
            last = kill_publications(history, file, [1], delay, counts, count)
            if last == 0:
                break
            rest = (history, file, range(2, VERSIONS + 1), delay, counts, count)
            if with_readers:
                with drill.service(folder, "--history", history) as service:
                    with readers_of(folder, history, service, trees, counts):
                        last = kill_publications(*rest)
                    drill.wait_for(lambda: service.number() == last, f"revision {last} served")
                    assert service.stop() == []
            else:
                last = kill_publications(*rest)
            with_readers = not with_readers
            assert drill.build(history, pathlib.Path(folder, "last")) == trees[last]
    print(counts)


def kill_service(folder, history, file, version, delay, counts):
    """Saves a version for a service that publishes it, and kills that after a while."""
    env = drill.environment(drill.time_of(version))
    with drill.service(folder, "--history", history, file, env=env) as service:
        drill.save(file, drill.agenda(version))
        time.sleep(delay)
        is_reported = any(f"revision {version}, " in m for m in service.messages())
        service.kill()
        is_reported = is_reported or any(f"revision {version}, " in m for m in service.messages())
    last = drill.revisions(history)[0]
    drill.verify(history)
    assert last in (version - 1, version), f"the last is {last}, {version} was being published"
    assert last == version or not is_reported, f"{version} was told to be there, and is not"
    counts.rounds += 1
    counts.before += last < version
    counts.after += last == version
    counts.reported += is_reported
    return last


def usual_settling(folder, trees):
    """How long it takes from the saving of a file until a service has published it."""
    history, file = pathlib.Path(folder, "settling.db"), pathlib.Path(folder, "settling.yaml")
    seconds = []
    drill.publish(history, drill.save(file, drill.agenda(1)), 1)
    for version in range(2, 5):
        env = drill.environment(drill.time_of(version))
        with drill.service(folder, "--history", history, file, env=env) as service:
            began = time.monotonic()
            drill.save(file, drill.agenda(version))
            service.wait_for_message(f"meeting: revision {version}, ")
            seconds.append(time.monotonic() - began)
            drill.wait_for(lambda: service.number() == version, f"revision {version}")
            body = service.body("/meeting/agenda.ics")
            assert drill.digest(body) == trees[version]["meeting/agenda.ics"]
    return statistics.median(seconds)


def test_services_that_are_killed_while_they_publish():
    counts = Counts()
    count = drill.rounds(30, 8)
    with drill.scratch() as folder:
        trees = drill.reference(folder, VERSIONS)
        usual = usual_settling(folder, trees)
        print(f"what is saved is published after {usual * 1000:.0f} ms", flush=True)
        file = pathlib.Path(folder, "agenda.yaml")
        last = VERSIONS
        while counts.rounds < count:
            if last == VERSIONS:
                history = pathlib.Path(folder, f"{counts.rounds}.db")
                last = 1
                drill.publish(history, drill.save(file, drill.agenda(1)), 1)
            # Most of the time it only waits for the end of the saving.
            delay = usual + CHANCE.uniform(-0.02, 0.02)
            last = kill_service(folder, history, file, last + 1, delay, counts)
            assert drill.build(history, pathlib.Path(folder, "built")) == trees[last]
    print(counts)


def text_of(history, number):
    return drill.must("history", "--history", history, "show", f"meeting@{number}", "--file")


def check_file(history, file, last, env):
    """That a file that says what revision 2 said publishes nothing, whatever is published."""
    built = drill.run("build", "--history", history, "-o", history.with_suffix(""), file, env=env)
    is_held = text_of(history, last) != text_of(history, 2)
    said = r"confeed: \S+: says what revision \d+ said; it is held back until it changes\n"
    assert built.status == 0 and re.fullmatch(said if is_held else "", built.errors), built
    assert drill.revisions(history)[0] == last, "the file has undone it"


def revert_and_kill(history, file, last, delay, counts):
    """Takes the last revision back, whatever the file says, and kills that after a
    while. Gives the number of the last revision: nothing or all is there, and
    the file does not undo it."""
    wanted = text_of(history, last - 1)
    env = drill.environment(drill.time_of(last + 1), **KILLABLE)
    process = drill.start("revert", "--history", history, "meeting", last - 1, env=env)
    time.sleep(delay)
    process.kill()
    ending = drill.end(process)
    assert ending.status in (0, -9) and ending.errors == "", ending
    drill.verify(history)
    now = drill.revisions(history)[0]
    is_reported = f"meeting: revision {last + 1}, " in ending.output
    assert now in (last, last + 1), f"the last is {now}, {last + 1} was being published"
    assert now == last + 1 or not is_reported, f"{last + 1} was told to be there, and is not"
    assert now == last or text_of(history, now) == wanted, "it is not the one that was meant"
    check_file(history, file, now, env)
    counts.rounds += 1
    if ending.status == 0:
        counts.unharmed += 1
    elif now == last:
        counts.before += 1
    else:
        counts.after += 1
        counts.reported += is_reported
    return now


def test_reverts_that_are_killed():
    counts = Counts()
    count = drill.rounds(200, 40)
    with drill.scratch() as folder:
        file = pathlib.Path(folder, "agenda.yaml")
        delay = Delay(folder)
        last = VERSIONS
        while counts.rounds < count:
            if last >= VERSIONS:
                history = pathlib.Path(folder, f"{counts.rounds}.db")
                for version in (1, 2):
                    drill.publish(history, drill.save(file, drill.agenda(version)), version)
                last = 2
            seconds = delay.draw()
            done_before = counts.unharmed
            last = revert_and_kill(history, file, last, seconds, counts)
            delay.learn(seconds, counts.unharmed > done_before)
    print(counts)


CHANCE = drill.chance()

if __name__ == "__main__":
    drill.run_tests(__name__)
