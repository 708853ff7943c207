"""From the saved file to the new bytes over HTTP, and what a publication takes besides."""

import signal

import candidates
import editing
import measure
import served
from report import heading, progress, verdict

FEED = "/bench-forum/sessions/{}.ics"
PUBLISHED_WANTED = 1.5  # times the time of build
START_WANTED = 1.0  # seconds
STARTS = 3  # each followed by one after a kill -9


class Publishing:
    """One changed session: saved under `serve`, and published by hand, beside a whole build."""

    def __init__(self, options, folder, on_disk, agenda):
        self.quick = options.quick
        self.rounds = 2 if options.quick else 7
        self.folder = folder
        self.on_disk = on_disk
        self.agenda = agenda.read_text(encoding="utf-8")
        self.live = on_disk / "live.yaml"
        self.feed = FEED.format(editing.first_session(self.agenda))
        self.problem = candidates.confeed_missing()
        self.building = measure.Series([])
        self.saving = measure.Series([])
        self.publishing = measure.Series([])
        self.starting = measure.Series([])
        self.after_kill = measure.Series([])

    def measure(self):
        if self.problem:
            return
        try:
            self.take_turns()
            self.restart()
        except (measure.Failed, OSError) as failure:
            self.problem = f"failed ({failure})"

    def edition(self, number):
        path = self.on_disk / f"edition-{number}.yaml"
        path.write_text(editing.edition(self.agenda, number, 1), encoding="utf-8")
        return path

    def serve(self):
        return served.Served(self.live, self.on_disk / "served.db", self.feed,
                             self.on_disk / "serve.log")

    def publish(self, path):
        return measure.run([candidates.RELEASE / "confeed", "publish", path,
                            "--history", self.on_disk / "published.db"]).seconds

    def take_turns(self):
        """The first turn of all but the build, which starts anew each time, warms up."""
        self.edition(0).rename(self.live)
        self.publish(self.live)
        server = self.serve()
        try:
            for number in range(1, self.rounds + 2):
                progress(f"publishing: turn {number} of {self.rounds + 1}")
                self.turn(server, number)
        finally:
            server.stop()
        for series in (self.saving, self.publishing):
            del series.seconds[0]

    def turn(self, server, number):
        target = self.folder / "built"
        path = self.edition(number)
        build = measure.writing(candidates.confeed_build(path, target), target)
        self.building.seconds.append(build.seconds)
        self.publishing.seconds.append(self.publish(path))
        words = editing.mark(number).encode()
        self.saving.seconds.append(
            server.seconds_until(self.feed, words, lambda: path.rename(self.live)))

    def restart(self):
        """With the history of all turns, after an orderly end and after a sudden one."""
        for _ in range(STARTS):
            for series, end in ((self.starting, signal.SIGKILL), (self.after_kill, signal.SIGTERM)):
                server = self.serve()
                series.seconds.append(server.seconds)
                server.stop(end)

    def row(self, name, series, more=""):
        return (f"{name:44}{len(series.seconds):4}{series.median:9.3f}{series.least:9.3f}"
                f"{series.most:9.3f}{more}")

    def report(self):
        heading("Publishing: one session changed; the history on the disk")
        if self.problem:
            print(self.problem)
            return
        ratio = self.saving.median / self.building.median
        print(f"{'':44}{'runs':>4}{'median s':>9}{'least':>9}{'most':>9}{'ratio':>8}{'wanted':>8}")
        print(self.row("build", self.building))
        print(self.row("serve: from saved to new bytes over HTTP", self.saving,
                       f"{ratio:7.2f}×{PUBLISHED_WANTED:7.1f}×"
                       f"{verdict(ratio <= PUBLISHED_WANTED, self.quick)}"))
        print(self.row("publish, as a process", self.publishing))
        for name, series in (("serve: start to first answer", self.starting),
                             ("serve: the same after kill -9", self.after_kill)):
            print(self.row(name, series, f"{'':8}{START_WANTED:6.1f} s"
                           f"{verdict(series.median < START_WANTED, self.quick)}"))
        print("The ratio is to build. serve waits 0.2 s for quiet after a save: they are included.")
