"""What publications take in the history: octets, rows, time. It should follow the change alone."""

import json
import sqlite3
from dataclasses import dataclass

import candidates
import editing
import measure
from report import heading, progress, verdict

TABLES = ["revision", "record", "event", "departure", "feed", "change"]
CHANGES = [1, 10, 100, 1000]  # sessions of which the title is another
PUBLICATIONS = 5  # of each kind: pages of the database fill up by and by
TRANSACTIONS = 9  # in one process
ROUNDS = 3
RATIO_WANTED = 2.0  # times as much with ten times the sessions


@dataclass
class Size:
    octets: int
    rows: int


def size_of(history):
    """Of a history that no program has open: then all of it is in the one file."""
    connection = sqlite3.connect(f"file:{history}?immutable=1", uri=True)
    try:
        def ask(sql):
            return connection.execute(sql).fetchone()[0]

        octets = ask("PRAGMA page_count") * ask("PRAGMA page_size")
        return Size(octets, sum(ask(f"SELECT count(*) FROM {table}") for table in TABLES))
    finally:
        connection.close()


class HistoryGrowth:
    """Agendas of two sizes, with the same changes."""

    def __init__(self, options, folder, on_disk, agendas):
        self.options = options
        self.folder = folder
        self.on_disk = on_disk
        self.agendas = {sessions: path.read_text(encoding="utf-8")
                        for sessions, path in agendas.items()
                        if sessions <= options.sessions}
        self.number = 0
        self.first = {}
        self.grown = {}
        self.transactions = {}  # by folder and sessions
        self.problem = candidates.confeed_missing()

    def measure(self):
        if self.problem:
            return
        try:
            for sessions in self.agendas:
                self.publish_all(sessions)
            for _ in range(ROUNDS):
                for sessions in self.agendas:
                    self.measure_transactions(sessions, self.folder)
                    self.measure_transactions(sessions, self.on_disk)
        except (measure.Failed, OSError, sqlite3.Error) as failure:
            self.problem = f"failed ({failure})"

    def edition(self, sessions, changes):
        """A file that differs from the one before in so many sessions."""
        self.number += 1
        path = self.folder / "edition.yaml"
        path.write_text(editing.edition(self.agendas[sessions], self.number, changes),
                        encoding="utf-8")
        return path

    def publish(self, sessions, changes, history):
        measure.run([candidates.RELEASE / "confeed", "publish", self.edition(sessions, changes),
                     "--history", history])

    def publish_all(self, sessions):
        """The small changes first, so that each edition changes no more than is meant."""
        history = self.folder / f"growth-{sessions}.db"
        self.publish(sessions, CHANGES[0], history)
        self.first[sessions] = size_of(history)
        for changes in CHANGES:
            self.publish(sessions, changes, history)
            before = size_of(history)
            for turn in range(PUBLICATIONS):
                progress(f"history of {sessions:,} sessions: {changes:,} changed, turn {turn + 1}")
                self.publish(sessions, changes, history)
            after = size_of(history)
            self.grown[changes, sessions] = Size((after.octets - before.octets) // PUBLICATIONS,
                                                 (after.rows - before.rows) // PUBLICATIONS)

    def measure_transactions(self, sessions, folder):
        progress(f"history of {sessions:,} sessions: transactions")
        paths = [self.folder / f"append-{turn}.yaml" for turn in range(2)]
        for path in paths:
            self.edition(sessions, 1).rename(path)
        history = folder / f"append-{self.number}.db"
        made = measure.run([candidates.RELEASE / "tests/bench/bench_append", *paths, history,
                            TRANSACTIONS])
        series = self.transactions.setdefault((folder, sessions), measure.Series([]))
        series.seconds.extend(json.loads(made.output)["seconds"])

    def compared(self, amounts):
        """How many times as much the large agenda takes as the small."""
        if len(amounts) < 2:
            return ""
        ratio = amounts[-1] / amounts[0]
        return (f"{ratio:9.2f}×{RATIO_WANTED:7.1f}×"
                f"{verdict(ratio <= RATIO_WANTED, self.options.quick)}")

    def rows(self):
        for changes in CHANGES:
            grown = [self.grown[changes, sessions] for sessions in self.agendas]
            octets = [size.octets for size in grown]
            yield (f"{changes:,} changed: octets (rows)",
                   [f"{size.octets:,} ({size.rows:,})" for size in grown], self.compared(octets))
        for folder, what, is_compared in ((self.folder, "alone", True),
                                          (self.on_disk, "synced to disk", False)):
            medians = self.medians(folder)
            yield (f"1 changed: transaction, {what}",
                   [f"{median * 1000:.2f} ms" for median in medians],
                   self.compared(medians) if is_compared else "")

    def medians(self, folder):
        return [self.transactions[folder, sessions].median for sessions in self.agendas]

    def report(self):
        heading("What a publication takes in the history")
        if self.problem:
            print(self.problem)
            return
        self.print_row("", [f"{sessions:,} sessions" for sessions in self.agendas],
                       f"{'ratio':>10}{'wanted':>8}")
        self.print_row("the first, all of it: octets (rows)",
                       [f"{size.octets:,} ({size.rows:,})" for size in self.first.values()], "")
        for row in self.rows():
            self.print_row(*row)
        print(f"Sizes are the mean of {PUBLICATIONS} publications, times the median of "
              f"{ROUNDS * TRANSACTIONS}; \"alone\" is without a disk.")

    @staticmethod
    def print_row(name, cells, more):
        print(f"{name:42}{''.join(f'{cell:>20}' for cell in cells)}{more}")
