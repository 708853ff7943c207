"""What the drills share: an agenda that changes, the program and its service, chance, and waiting.

The agenda has versions 1, 2, 3 …, and version N is published as revision N at a time of its own.
What any revision must look like is then known beforehand: see reference().
"""

import contextlib
import ctypes
import hashlib
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback

TOP = pathlib.Path(os.environ["TOP"])
BUILD_DIR = pathlib.Path(os.environ["BUILD_DIR"])
CONFEED = os.environ["CONFEED"]

sys.path.insert(0, str(TOP / "tests/http"))
import server  # noqa: E402

PATIENCE = server.PATIENCE

# The time of version 0, before the meeting, and from each version to the next.
FIRST_TIME = 1_180_656_000
STEP = 3600


class Skipped(Exception):
    """This cannot be done here; says why."""


# --- chance, rounds, waiting ------------------------------------------------------------------


def chance():
    """A source of chance, whose seed it prints and takes back from TEST_SEED."""
    seed = int(os.environ.get("TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"TEST_SEED={seed}", flush=True)
    return random.Random(seed)


def is_slow_build():
    return BUILD_DIR.name in ("asan", "tsan", "cov")


def rounds(many, few):
    """How many there shall be: few in a build that is slow, which it says."""
    if is_slow_build() and few < many:
        print(f"{few} rounds, not {many}, in the build {BUILD_DIR.name}", flush=True)
        return few
    return many


def is_full():
    """Whether each drill shall take as long as it has to: see "make drills"."""
    return os.environ.get("DRILLS") == "full"


def extent(full, short, what):
    """How much of something there shall be: what a drill is about, or what every run of the tests
    has time for, which it says."""
    if is_full():
        return full
    print(f"{short} {what}, not {full}, in the short form", flush=True)
    return short


def wait_for(condition, what):
    """Waits until the condition gives something true, and gives that."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, f"waited {PATIENCE} s in vain for {what}"
        time.sleep(0.005)
    return found


def scratch():
    return tempfile.TemporaryDirectory(prefix="confeed-drill-")


# --- the agenda -------------------------------------------------------------------------------


def agenda(version, remark=""):
    """Version N: of five sessions the one whose turn it is has another title, abstract, room and
    role than before; every third version lacks another one."""
    sessions = []
    for i in range(5):
        changed = version - (version - i) % 5  # the version of its last turn; below 1 if none
        if i == 2 and version % 3 == 0 and changed != version:
            continue
        session = {
            "id": f"1.{i}",
            "title": f"Session {i} of version {max(changed, 0)}",
            "abstract": "Words that take room. " * 4 + f"{changed}",
            "round-table": "1",
            "room": "gold" if changed % 4 else "silver",
            "contributions": [{"agency": "ilo" if changed % 2 else "unhcr", "role": "chair"}],
        }
        if changed == version:
            session["title"] += remark
        sessions.append(session)
    return {
        "agenda": {"id": "meeting", "title": "A meeting", "timezone": "Europe/Brussels"},
        "agencies": [
            {"id": "ilo", "short": "ILO", "name": "International Labour Organization"},
            {"id": "unhcr", "short": "UNHCR", "name": "Refugee Agency"},
        ],
        "rooms": [{"id": "gold", "name": "Gold Room"}, {"id": "silver", "name": "Silver Room"}],
        "round-tables": [{"id": "1", "title": "Labour mobility"}],
        "days": [
            {
                "date": "2007-07-10",
                "slots": [{"start": "15:00", "end": "18:00", "sessions": sessions}],
            }
        ],
    }


def save(path, contents):
    """Replaces a file as an editor does, at once. Its time is old, so that it tells nothing."""
    path = pathlib.Path(path)
    new = path.with_name(path.name + "~")
    new.write_text(json.dumps(contents, indent=1))
    os.utime(new, (FIRST_TIME, FIRST_TIME))
    new.rename(path)
    return path


def time_of(version):
    return FIRST_TIME + STEP * version


# --- the program ------------------------------------------------------------------------------


def environment(epoch=None, **more):
    env = dict(os.environ)
    env.pop("SOURCE_DATE_EPOCH", None)
    env.pop("CONFEED_HISTORY", None)
    if epoch is not None:
        env["SOURCE_DATE_EPOCH"] = str(epoch)
    env.update({name: str(value) for name, value in more.items()})
    return env


def start(*words, env=None):
    return start_as((), *words, env=env)


def start_as(demote, *words, env=None):
    """Starts the program behind the words of another command; see as_nobody."""
    return subprocess.Popen(
        [*demote, CONFEED, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env or environment(),
    )


class Ending:
    """How a run ended."""

    def __init__(self, status, output, errors):
        self.status = status
        self.output = output
        self.errors = errors

    def __repr__(self):
        return f"exit status {self.status}, output {self.output!r}, errors {self.errors!r}"


def end(process):
    try:
        output, errors = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
    return Ending(process.returncode, output, errors)


def run(*words, env=None):
    return end(start(*words, env=env))


CLOCK_BEHIND = re.compile(r": warning: .*(ahead of the clock|more than a day ahead)")


def must(*words, env=None):
    """A run that has to end well and say nothing on standard error, but that a clock is behind; gives
    its output."""
    ending = run(*words, env=env)
    errors = [line for line in ending.errors.splitlines() if not CLOCK_BEHIND.search(line)]
    assert (ending.status, errors) == (0, []), f"{words}: {ending}"
    return ending.output


def publish(history, file, version):
    return must("publish", "--history", history, file, env=environment(time_of(version)))


def revisions(history, agenda_id="meeting"):
    """The numbers of all revisions, which must be 1 to the last one without a gap."""
    text = must("history", "--history", history, agenda_id)
    return numbers_in(text, agenda_id)


def numbers_in(text, agenda_id="meeting"):
    numbers = [int(n) for n in re.findall(rf"^{agenda_id}@(\d+)  ", text, re.M)]
    assert len(numbers) == len(text.splitlines()), text
    assert numbers == list(range(len(numbers), 0, -1)), text
    return numbers


def verify(history):
    assert must("history", "--verify", "--history", history).endswith(": nothing is wrong\n")


# --- what the revisions must look like --------------------------------------------------------


def digest(octets):
    return hashlib.sha256(octets).hexdigest()


def tree(folder):
    """Path → digest of all files of a built folder."""
    return {
        str(path.relative_to(folder)): digest(path.read_bytes())
        for path in sorted(pathlib.Path(folder).rglob("*"))
        if path.is_file() and path.name != ".confeed-manifest"
    }


def build(history, folder):
    must("build", "--history", history, "-o", folder)
    return tree(folder)


def reference(folder, count):
    """What build makes of each version, with those before it published: a list of trees, by
    number; that of 0 is None."""
    history, file = pathlib.Path(folder, "reference.db"), pathlib.Path(folder, "reference.yaml")
    trees = [None]
    for version in range(1, count + 1):
        publish(history, save(file, agenda(version)), version)
        trees.append(build(history, pathlib.Path(folder, "reference")))
    return trees


# --- the service ------------------------------------------------------------------------------


class Service(server.Server):
    """`confeed serve`, whose messages can be read while it runs."""

    def __init__(self, folder, *words, env=None, demote=()):
        handle, self.messages_path = tempfile.mkstemp(prefix="messages-", dir=folder)
        try:
            self.process = subprocess.Popen(
                [*demote, CONFEED, "serve", "--listen", "127.0.0.1:0", *map(str, words)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=handle,
                text=True,
                env=env or environment(),
            )
        finally:
            os.close(handle)
        first = self.process.stdout.readline()
        match = re.fullmatch(r"Serving at (http://(.+):(\d+))/\n", first)
        if match is None:
            self.kill()
            raise AssertionError(f"said {first!r} and {self.messages()!r}")
        self.url, self.host, self.port = match[1], match[2], int(match[3])

    def messages(self):
        """The lines of standard error so far, but not one that is still being written."""
        text = pathlib.Path(self.messages_path).read_text()
        return text[: text.rfind("\n") + 1].splitlines()

    def wait_for_message(self, pattern, after=0):
        """Waits for a line, not among the first ones, that holds the pattern; gives it."""
        return wait_for(
            lambda: next((m for m in self.messages()[after:] if re.search(pattern, m)), None),
            f"the message {pattern!r} (there are {self.messages()})",
        )

    def body(self, target):
        answer = server.ask(self, target)
        assert answer.status == 200, (target, answer)
        return answer.body

    def number(self):
        """The number of the revision that is served: each one changes what agenda.ics says."""
        told = json.loads(self.body("/meeting/agenda.changes.json"))["revisions"]
        return told[0]["revision"] if told else 1

    def stop(self):
        self.signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0, self.messages()
        return self.messages()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@contextlib.contextmanager
def service(folder, *words, env=None, demote=()):
    running = Service(folder, *words, env=env, demote=demote)
    try:
        yield running
    finally:
        running.kill()


# --- what needs rights or tools ---------------------------------------------------------------


def take_private_mounts():
    """From here on, what this process mounts is seen by it and what it starts alone, and is gone
    with it."""
    libc = ctypes.CDLL(None, use_errno=True)
    new_mounts, private, recursive = 0x20000, 1 << 18, 1 << 14
    if libc.unshare(new_mounts) != 0:
        raise Skipped(f"no mounts of its own: {os.strerror(ctypes.get_errno())}")
    if libc.mount(b"none", b"/", None, private | recursive, None) != 0:
        raise Skipped(f"no private mounts: {os.strerror(ctypes.get_errno())}")


@contextlib.contextmanager
def mounted(folder, *options):
    """Something that is mounted on a folder for the time of a block."""
    words = ["mount", *map(str, options), str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Skipped(f"{' '.join(words)}: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def as_nobody():
    """What to put before a command so that another user runs it, with no rights of its own."""
    words = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all")
    try:
        done = subprocess.run([*words, CONFEED, "--version"], capture_output=True, check=False)
    except FileNotFoundError:
        raise Skipped("there is no setpriv") from None
    if done.returncode != 0:
        raise Skipped(f"nobody cannot run it: {done.stderr.decode().strip()}")
    return words


def run_tests(module):
    """Runs every test_… function of a drill, says how each went, and ends the program. If all are
    skipped so is the drill."""
    failed = passed = 0
    why = ""
    for name, function in list(vars(sys.modules[module]).items()):
        if not name.startswith("test_"):
            continue
        began = time.monotonic()
        try:
            function()
            passed += 1
            outcome = "ok  "
        except Skipped as skipped:
            why = str(skipped)
            outcome = "skip"
        except Exception:
            failed += 1
            outcome = "FAIL"
            traceback.print_exc(file=sys.stdout)
        print(outcome, name.replace("_", " "), f"{time.monotonic() - began:.1f} s", why, flush=True)
        why = "" if outcome != "skip" else why
    sys.exit(1 if failed else 0 if passed else 77)
