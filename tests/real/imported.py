"""What confeed makes of a source that it imports."""

import collections
import os
import subprocess

import yaml

# text: the agenda file; agenda: the same as data; told: what is said of the source, line by line.
Imported = collections.namedtuple("Imported", "text agenda told")

# The options of real schedules.
COP30 = ("--from", "csv", "--id", "cop30-side-events", "--title", "COP30 side events")
FOSDEM = ("--from", "frab")


def read(source, *options):
    done = subprocess.run(
        [os.environ["CONFEED"], "import", *options, str(source)],
        check=True,
        capture_output=True,
        text=True,
    )
    agenda = yaml.load(done.stdout, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Imported(done.stdout, agenda, done.stderr.splitlines())
