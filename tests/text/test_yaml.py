#!/usr/bin/python3
"""Random agendas are read as an independent reader of YAML 1.2 reads them, or refused: no text
swallows what follows, and none loses a blank. JSON likewise, as Python reads it.

CONFEED_TEST_SEED picks the agendas; the seed of a run is printed. CONFEED_TEST_AGENDAS is how many
there are, and CONFEED_TEST_WRAPPER a command through which our reader is run, such as valgrind.
"""

import json
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys

import random_json
import random_yaml

AGENDAS = 250
BATCH = 500
SHOWN = 5
SKIPPED = 77
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", "build/release")).resolve()
TOOL = [*shlex.split(os.environ.get("CONFEED_TEST_WRAPPER", "")), BUILD / "tests/text/tool_tree"]
# Where the Makefile installs what tests/clients/package.json names.
MODULES = BUILD.parent / "node/clients"
REFERENCE = ["node", pathlib.Path(__file__).with_name("read_yaml.mjs"), MODULES]


def read(command, texts):
    """What a reader makes of each text."""
    octets = [text.encode() for text in texts]
    framed = b"".join(b"%d\n%s" % (len(text), text) for text in octets)
    done = subprocess.run(command, input=framed, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]


def is_refused(tree):
    return isinstance(tree, dict)


COMMA = re.compile(r"Unexpected , in flow sequence at line (\d+)")
EMPTY_NODE = re.compile(r"[&!]\S*[ \t]*(#.*)?")


def is_refused_wrongly(text, refusal):
    """Whether yaml 2.9.1 stumbles over an empty node that has an anchor or a tag, then a line break,
    and then a comma. With a blank instead of the line break it takes it (YAML 1.2 §7.2)."""
    at = COMMA.match(refusal.get("errors", [""])[0])
    before = text.split("\n")[: int(at[1]) - 1] if at else []
    while before and (not before[-1].strip() or before[-1].lstrip().startswith("#")):
        before.pop()
    return bool(before) and EMPTY_NODE.fullmatch(re.split(r"[\[,]", before[-1])[-1].strip()) is not None


def is_same_text(ours, theirs):
    """Whether two texts are equal. The reference reader, yaml 2.9.1, loses blanks of a last line of a
    block that has nothing else (YAML 1.2 §8.1.3)."""
    is_only_longer = len(ours) > len(theirs) and ours.rstrip(" \n") == theirs.rstrip(" \n")
    return ours == theirs or (is_only_longer and ours.rstrip("\n").endswith(" "))


def difference(ours, theirs):
    """The first nodes in which two trees differ, by their places too where both have one; else None.
    """
    kind, place, *values = ours
    if kind != theirs[0] or theirs[1] not in ("-", place) or len(ours) != len(theirs):
        return ours, theirs
    if kind in "pt":
        return None if is_same_text(ours[2], theirs[2]) else (ours, theirs)
    return next(filter(None, map(difference, values, theirs[2:])), None)


OUTCOMES = ("same", "refused by both", "refused by us", "refused wrongly", "taken", "other")


class Counts:
    """How often what was so."""

    def __init__(self, name):
        self.name = name
        self.counts = dict.fromkeys(OUTCOMES, 0)
        self.shown = 0

    def add(self, text, ours, theirs):
        first = ours, theirs
        if is_refused(ours) and is_refused(theirs):
            outcome = "refused by both"
        elif is_refused(ours):
            outcome = "refused by us"
        elif is_refused(theirs):
            outcome = "refused wrongly" if is_refused_wrongly(text, theirs) else "taken"
        else:
            first = difference(ours, theirs)
            outcome = "other" if first else "same"
        self.counts[outcome] += 1
        if outcome in ("taken", "other") and self.shown < SHOWN:
            self.shown += 1
            print(f"{self.name}, {outcome}:\n{text!r}")
            print("\n".join(f"{str(tree):.500}" for tree in first))

    def is_good(self):
        enough = self.counts["same"] > sum(self.counts.values()) / 4
        return not self.counts["taken"] and not self.counts["other"] and enough

    def __str__(self):
        told = ", ".join(f"{count} {outcome}" for outcome, count in self.counts.items())
        return f"{self.name}: {told}"


def compare(name, make, reference, number):
    """Compares what we read with what the reference reads, for as many texts."""
    counts = Counts(name)
    for start in range(0, number, BATCH):
        texts = [make() for _ in range(min(BATCH, number - start))]
        for each in zip(texts, read(TOOL, texts), reference(texts)):
            counts.add(*each)
    print(counts)
    return counts.is_good()


def main():
    if not (MODULES / "node_modules/yaml/package.json").exists():
        print(f"yaml is not in {MODULES}/node_modules: npm could not install it")
        sys.exit(SKIPPED)
    seed = int(os.environ.get("CONFEED_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    number = int(os.environ.get("CONFEED_TEST_AGENDAS") or AGENDAS)
    print(f"CONFEED_TEST_SEED={seed}")
    rng = random.Random(seed)
    reference = lambda texts: read(REFERENCE, texts)
    good = [
        compare("YAML", lambda: random_yaml.agenda(rng), reference, number),
        compare(
            "YAML with a slip",
            lambda: random_yaml.with_slip(rng),
            reference,
            number,
        ),
        compare("JSON", lambda: random_json.text(rng), random_json.read_all, number),
        compare(
            "JSON in a line of 3 MB", lambda: random_json.long_line(rng, 3 << 20), random_json.read_all, 1
        ),
    ]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
