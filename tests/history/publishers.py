"""Those who publish agendas for the tests: a program made for it, and the commands."""

import os
import pathlib
import subprocess

import comparison

DAY = 24 * 3600
ALWAYS = 2**63 - 1


class Fault(Exception):
    """A promise that is not kept."""


class Tool:
    """tool_publish.c, which see, as a process that answers. After a failure it is of no more use."""

    def __init__(self):
        path = pathlib.Path(os.environ["BUILD_DIR"]) / "tests/history/tool_publish"
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def has_ended(self):
        return self.process.poll() is not None

    def end(self):
        """Its exit status, which tells leaks, too, where sanitizers look for them."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        return self.process.wait()

    def _ask(self, command):
        try:
            self.process.stdin.write(command.encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # the answer will be missing

    def _line(self):
        line = self.process.stdout.readline().decode()
        if not line:
            raise Fault(f"tool_publish ended with {self.process.wait()}")
        return line.rstrip("\n")

    def _answer(self):
        lines = []
        while (line := self._line()) != ".":
            lines.append(line)
        return lines

    def open(self, history):
        self._ask(f"open {history}")
        self._answer()

    def publish(self, path, now, keep):
        """The number and the stamp of the new revision; None if there is none."""
        return self._revision(f"publish {now} {keep} {path}")

    def reread(self, path, now, keep):
        """The same for a file that nobody has asked to publish: only if what it says is news."""
        return self._revision(f"reread {now} {keep} {path}")

    def revert(self, now, number):
        return self._revision(f"revert {now} {number}")

    def withdraw(self, now, kind, what, since=1):
        """Takes something back; kind: session, agency, text, or agenda for the whole of it. The new
        revision, as from publish, and the first one that was rewritten, or None."""
        whole = kind == "agenda"
        self._ask(f"withdraw-all {now}" if whole else f"withdraw {now} {since} {kind} {what}")
        lines = self._answer()
        return self._revision_of(lines), int(lines[1].split()[1]) if len(lines) > 1 else None

    def retire(self, now):
        return self._revision(f"retire {now}")

    def publish_rules(self, now, keep):
        """The same, where the zone files have changed."""
        return self._revision(f"rules {now} {keep}")

    def _revision(self, command):
        self._ask(command)
        return self._revision_of(self._answer())

    @staticmethod
    def _revision_of(lines):
        words = lines[0].split()
        return (int(words[1]), int(words[2])) if words[0] == "revision" else None

    def verify(self):
        """What history --verify would find wrong, a line each."""
        self._ask("verify")
        return self._answer()

    def select(self, queries):
        """The calendars of some selections, in their order; None for each that is refused."""
        self._ask(f"select {' '.join(queries)}")
        bodies = []
        while (line := self._line()) != ".":
            octets = line.split()[-1]
            bodies.append(self.process.stdout.read(int(octets)) if octets.isdigit() else None)
        return bodies

    def resources(self):
        """All files by their addresses."""
        self._ask("resources")
        files = {}
        while (line := self._line()) != ".":
            path, _, octets = line.rpartition(" ")
            if not octets.isdigit():
                raise Fault(f"tool_publish says {line}")
            files[path] = self.process.stdout.read(int(octets))
        return files


class Commands:
    """The program's own commands, which must write the same files."""

    def __init__(self, folder):
        self.history = folder / "commands.db"
        self.feeds = folder / "feeds"

    def publish(self, path, now, keep):
        days = "always" if keep == ALWAYS else str(keep // DAY)
        self._run(now, "publish", path, "--keep", days, "--by", "script", "--accept")
        self.build(now)

    def revert(self, now, number):
        self._run(now, "revert", "forum", number, "--by", "script")
        self.build(now)

    def withdraw(self, now, kind, what, since=1):
        whole = kind == "agenda"
        some = ["withdraw", "forum", f"--{kind}", what, *(["--since", since] if since > 1 else [])]
        words = ["retire", "forum", "--withdraw"] if whole else some
        self._run(now, *words, "--by", "script")
        self.build(now)

    def retire(self, now):
        self._run(now, "retire", "forum", "--by", "script")
        self.build(now)

    def build(self, now):
        self._run(now, "build", "--manual", "-o", self.feeds)

    def reread(self, path, now):
        """As a service would, or whoever builds what the file says."""
        self._run(now, "build", path, "-o", self.feeds)

    def _run(self, now, command, *arguments):
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(now)}
        done = comparison.run([command, *arguments, "--history", self.history], env=env)
        if done.returncode != 0:
            raise Fault(f"confeed {command} ended with {done.returncode}: {done.stderr}")

    def resources(self):
        files = comparison.files_of(self.feeds / "forum")
        files.pop(comparison.MANIFEST)
        return {f"forum/{path}": file.read_bytes() for path, file in files.items()}
