"""The programs that are measured: where they are, how they are called, whether they are there."""

import pathlib
import shutil
import subprocess
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
RELEASE = TOP / "build/release"
NODE = TOP / "build/bench-node"
SABRE = pathlib.Path("/usr/share/php/Sabre/VObject/autoload.php")
SCRIPT = "ical_generator_feeds.mjs"

OURS = "confeed"


@dataclass
class Candidate:
    name: str
    command: list  # of the rendering: followed by the agenda and the number of runs
    runs: int = 1  # in one process; more where one takes no time
    wanted: int = 0  # how many times as long as ours it should take
    absent: str = ""  # why it cannot be measured

    def render(self, agenda):
        return self.command + [agenda, self.runs]


def confeed():
    program = RELEASE / "tests/bench/bench_render"
    absent = "" if program.exists() else f"not built ({program.relative_to(TOP)})"
    return Candidate(OURS, [program], runs=3, absent=absent)


def confeed_build(agenda, folder):
    return [RELEASE / "confeed", "build", agenda, "-o", folder]


def confeed_missing():
    program = RELEASE / "confeed"
    return "" if program.exists() else f"not built ({program.relative_to(TOP)})"


def python_peer(module, wanted):
    name = f"python3-{module}"
    found = subprocess.run(["/usr/bin/python3", "-c", f"import {module}, pytz"],
                           capture_output=True, check=False)
    absent = f"absent ({name} is not installed)" if found.returncode else ""
    return Candidate(name, [HERE / f"peers/{module}_feeds.py", "render"],
                     wanted=wanted, absent=absent)


def icalendar_build(agenda, folder):
    return [HERE / "peers/icalendar_feeds.py", "build", agenda, folder]


def node_problem():
    """Installs ical-generator below build/, once; returns what hinders, or nothing."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "absent (nodejs or npm is not installed)"
    NODE.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    installed = NODE / "package-lock.json"
    shutil.copy(HERE / "peers" / SCRIPT, NODE)
    if (NODE / "installed").exists() and installed.read_bytes() == lock:
        return ""
    (NODE / "installed").unlink(missing_ok=True)
    shutil.copy(HERE / "package.json", NODE)
    installed.write_bytes(lock)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=NODE,
                          capture_output=True, text=True, check=False)
    if done.returncode:
        words = [line for line in done.stderr.splitlines() if "error" in line.lower()]
        return f"absent (npm ci failed: {words[0][:100] if words else 'no message'})"
    (NODE / "installed").touch()
    return ""


def ical_generator():
    return Candidate("ical-generator", ["node", NODE / SCRIPT, "render"],
                     wanted=100, absent=node_problem())


def sabre():
    there = shutil.which("php") and SABRE.exists()
    absent = "" if there else "absent (php-cli or php-sabre-vobject is not installed)"
    return Candidate("sabre/vobject", ["php", HERE / "peers/sabre_feeds.php", "render"], runs=3,
                     wanted=10, absent=absent)


def peers():
    """In the order of the report; the first is also the peer of the whole process."""
    return [python_peer("icalendar", 40), python_peer("vobject", 150), ical_generator(), sabre()]
