"""From another program's schedule to an agenda, beside libxml2, which only reads it."""

import pathlib
import random

import candidates
import measure
from report import heading, progress, verdict

WANTED = 2.0  # times what xmllint takes
REAL = candidates.TOP.parent / "shared/real/fosdem-2025.schedule.xml"
REAL_WANTED = 1.0  # seconds, imported, checked and built
ROOMS = 40
WORDS = """agenda agency border chair data debate fair family forum fund health home island labour law
market migrant mobility network office panel partner people policy port region remittance report
rights round session skill speaker state study table talk theme trade travel treaty visa week work
world year youth""".split()


def words(numbers, count):
    return " ".join(numbers.choices(WORDS, k=count))


def event(numbers, number, day):
    """Some 1,100 octets, as in real schedules."""
    start = f"{8 + number % 12:02}:{number % 4 * 15:02}"
    people = "".join(f'<person id="{p}">{WORDS[p % 40].title()} {WORDS[p % 37].title()} {p}</person>'
                     for p in numbers.choices(range(2000), k=2))
    abstract = "".join(f"&lt;p&gt;{words(numbers, 40)}.&lt;/p&gt;\n" for _ in range(3))
    return f"""<event id="{number}" guid="{numbers.getrandbits(128):032x}">
<date>{day}T{start}:00+01:00</date><start>{start}</start><duration>00:45</duration>
<room>Room {number % ROOMS}</room><slug>event-{number}</slug><url>https://example.org/{number}</url>
<title>{words(numbers, 5).title()}</title><subtitle/><track>{WORDS[number % 30].title()}</track>
<type>talk</type><language>en</language><abstract>{abstract}</abstract><description/>
<persons>{people}</persons>
<links><link href="https://example.org/{number}/slides">Slides of {number}</link></links>
</event>
"""


def write_schedule(path, events):
    numbers = random.Random(events)
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<schedule>\n<conference><title>Bench</title>'
                   "<acronym>bench</acronym><start>2027-02-01</start><end>2027-02-05</end>"
                   "<time_zone_name>Europe/Brussels</time_zone_name></conference>\n")
        for index in range(5):
            day = f"2027-02-0{index + 1}"
            file.write(f'<day index="{index + 1}" date="{day}"><room name="all">\n')
            for number in range(events * index // 5, events * (index + 1) // 5):
                file.write(event(numbers, number, day))
            file.write("</room></day>\n")
        file.write("</schedule>\n")


class Importing:
    """A generated schedule imported, and a real one imported, checked and built."""

    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.schedule = folder / "schedule.xml"
        self.problem = candidates.confeed_missing()
        self.ours = []
        self.peer = measure.Series([])
        self.real = measure.Series([])

    def import_one(self, schedule, name):
        """The time, and the agenda."""
        agenda = self.folder / name
        for path in (agenda, pathlib.Path(f"{agenda}.imported")):
            path.unlink(missing_ok=True)
        command = [candidates.RELEASE / "confeed", "import", "--from", "frab", schedule, "-o", agenda]
        return measure.run(command), agenda

    def real_turn(self):
        taken, agenda = self.import_one(REAL, "real.yaml")
        checked = measure.run([candidates.RELEASE / "confeed", "check", agenda])
        # Each time another folder: ext4 is slow to make files just after others were removed.
        folder = self.folder / f"built-{len(self.real.seconds)}"
        built = measure.run(candidates.confeed_build(agenda, folder))
        self.real.seconds.append(taken.seconds + checked.seconds + built.seconds)

    def measure(self):
        if self.problem:
            return
        try:
            write_schedule(self.schedule, self.options.sessions)
            for _ in range(self.options.rounds + 2):
                progress("importing")
                self.peer.seconds.append(measure.run(["xmllint", "--noout", self.schedule]).seconds)
                self.ours.append(self.import_one(self.schedule, "agenda.yaml")[0])
                if REAL.exists():
                    self.real_turn()
        except (measure.Failed, OSError) as failure:
            self.problem = f"failed ({failure})"

    def report(self):
        heading("Importing: a schedule.xml becomes an agenda file")
        if self.problem:
            print(self.problem)
            return
        ours = measure.Series([process.seconds for process in self.ours])
        ratio = ours.median / self.peer.median
        print(f"{self.options.sessions:,} events, {self.schedule.stat().st_size / 1e6:.1f} MB: "
              f"{ours.median:.3f} s, {max(process.memory for process in self.ours) / 1e6:.0f} MB; "
              f"xmllint reads it in {self.peer.median:.3f} s; {ratio:.1f}×, wanted {WANTED:.0f}×"
              f"{verdict(ratio <= WANTED, self.options.quick)}")
        if self.real.seconds:
            print(f"FOSDEM 2025 imported, checked and built: {self.real.median:.2f} s, wanted "
                  f"{REAL_WANTED:.0f} s{verdict(self.real.median <= REAL_WANTED, self.options.quick)}")
        else:
            print("skipped: FOSDEM 2025 is not there")
