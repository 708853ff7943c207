#!/usr/bin/python3
"""No control character gets into an agenda: check tells where it stands, in the notation of YAML, of
JSON or as it is, and build makes nothing of it. What ends a line elsewhere does so in a text, is a
blank in a text of one line, and is refused in all other values."""

import functools
import json
import os
import pathlib
import random
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "clients"))

import comparison
import random_text
import strict_reader

MARK = "MARK"
# The characters tried in every field; in titles all of them are.
FEW = ["\0", "\a", "\x1b", "\x7f", "\x84", "\ufffe"]
LINE_BREAK = ["\n", "\t"]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff", "\udc00\ud800"]

# Every place of an agenda that takes a value, as a path of keys; those with several lines apart.
ONE_LINE = [
    "agenda id", "agenda short", "agenda title", "agenda url", "agenda timezone",
    "agenda location", "agenda published", "roles 0 id", "roles 0 label", "agencies 0 id",
    "agencies 0 short", "agencies 0 name", "agencies 0 name fr", "agencies 0 kind",
    "agencies 0 url", "rooms 0 id", "rooms 0 name", "round-tables 0 id", "round-tables 0 title",
    "days 0 date", "days 0 title", "days 0 slots 0 start", "days 0 slots 0 sessions 0 id",
    "days 0 slots 0 sessions 0 title", "days 0 slots 0 sessions 0 title fr",
    "days 0 slots 0 sessions 0 room", "days 0 slots 0 sessions 0 status",
    "days 0 slots 0 sessions 0 url", "days 0 slots 0 sessions 0 round-table",
    "days 0 slots 0 sessions 0 contributions 0 agency",
    "days 0 slots 0 sessions 0 contributions 0 role",
    "days 0 slots 0 sessions 0 contributions 0 note", "preparations 0 id",
    "preparations 0 title", "preparations 0 note", "preparations 0 url", "preparations 0 due",
]  # fmt: skip
SEVERAL_LINES = ["agenda description", "days 0 slots 0 sessions 0 abstract"]
TEXTS = {"short", "title", "location", "label", "name", "note", "fr", "description", "abstract"}


def agenda():
    """A correct agenda with a value in every place."""
    contribution = {"agency": "ilo", "role": "chair", "note": "a note"}
    session = {
        "id": "1.1",
        "round-table": "1",
        "title": "A session",
        "abstract": "An abstract",
        "room": "gold",
        "status": "confirmed",
        "url": "https://example.org/1",
        "contributions": [contribution],
    }
    return {
        "agenda": {
            "id": "refused",
            "short": "Refused",
            "title": "An agenda",
            "description": "A description",
            "url": "https://example.org/",
            "timezone": "UTC",
            "location": "Here",
            "published": "2007-07-12T00:00:00Z",
        },
        "roles": [{"id": "own", "label": "Own", "present": True}],
        "agencies": [
            {
                "id": "ilo",
                "short": "ILO",
                "name": "Labour",
                "kind": "agency",
                "url": "https://example.org/ilo",
            }
        ],
        "rooms": [{"id": "gold", "name": "Gold"}],
        "round-tables": [{"id": "1", "title": "A table"}],
        "days": [
            {
                "date": "2007-07-10",
                "title": "A day",
                "slots": [{"start": "09:00", "end": "10:00", "sessions": [session]}],
            }
        ],
        "preparations": [
            {"id": "p", **contribution, "title": "T", "url": "https://e.org", "due": "2007-07-01"}
        ],
    }


def marked(field):
    """The agenda with a mark within one value; "fr" is that language of the text before it."""
    data = agenda()
    *keys, last = (int(key) if key.isdigit() else key for key in field.split())
    place = data
    for key in keys[:-1] if last == "fr" else keys:
        place = place[key]
    if last == "fr":
        place[keys[-1]] = {"en": place[keys[-1]], "fr": f"Fran{MARK}cais"}
    else:
        place[last] = place[last][:-1] + MARK + place[last][-1:]
    return data


@functools.lru_cache(maxsize=None)
def notations(field):
    """The marked agenda as YAML and as JSON."""
    data = marked(field)
    return {
        "yaml": random_text.to_yaml(data, width=1 << 20),
        "json": json.dumps(data, indent=1),
    }


def yaml_escape(character):
    return "".join(f"\\U{ord(c):08x}" if ord(c) > 0xFF else f"\\x{ord(c):02x}" for c in character)


def json_escape(character):
    return json.dumps(character)[1:-1].replace("\x7f", "\\u007f")


def variants(field, character):
    """The file in each notation that can hold the character, as (extension, octets)."""
    in_yaml = notations(field)["yaml"]
    yield "json", notations(field)["json"].replace(MARK, json_escape(character)).encode()
    if character in SURROGATES:
        # As octets: UTF-8 has none for it.
        yield "yaml", in_yaml.replace(MARK, character).encode("utf-8", "surrogatepass")
        return
    yield "yaml", in_yaml.replace(MARK, yaml_escape(character)).encode()
    # A line break as it is only folds a text in quotes, and is refused in no other way.
    if character not in ("\n", "\r", "\r\n"):
        yield "yaml", in_yaml.replace(MARK, character).encode()


def cases():
    """All (field, character) that are to be refused."""
    for field in ONE_LINE:
        if field.split()[-1] not in TEXTS:
            yield from ((field, character) for character in random_text.LINE_ENDS)
        every = random_text.FORBIDDEN if field.endswith("0 title") else FEW + LINE_BREAK
        yield from ((field, character) for character in every)
    for field in SEVERAL_LINES:
        every = [c for c in random_text.FORBIDDEN if c not in LINE_BREAK]
        yield from ((field, character) for character in every)
    for field in ONE_LINE[2], ONE_LINE[3], SEVERAL_LINES[1]:
        yield from ((field, character) for character in SURROGATES)


def write_all(folder):
    """Writes a file for each case; gives {file: (what it tries, the line of the mark)}."""
    files = {}
    for field, character in cases():
        for extension, octets in variants(field, character):
            path = folder / f"{len(files)}.{extension}"
            path.write_bytes(octets)
            text = notations(field)[extension]
            line = text.count("\n", 0, text.index(MARK)) + 1
            files[str(path)] = f"{extension}: {character!r} in {field}", line
    return files


def check_refused(files):
    """Every file has an error in the line of its mark, told without the character itself."""
    done = comparison.run(["check", *files])
    output = done.stdout + done.stderr
    faults = []
    if done.returncode != 1:
        faults.append(f"check ended with {done.returncode}, not 1")
    if printed := (set("".join(random_text.FORBIDDEN + random_text.LINE_ENDS)) - {"\n"}) & set(output):
        faults.append(f"check printed {sorted(printed)}")
    told = {}
    for name, line, column in re.findall(r"^(\S+?):(\d+):(\d+): error: \S", output, re.M):
        told.setdefault(name, set()).add((int(line), int(column) > 0))
    for name, (what, line) in files.items():
        if (line, True) not in told.get(name, ()):
            faults.append(f"{what}: no error in line {line}, but {sorted(told.get(name, ()))}")
    return faults


def build_refused(files, folder):
    """Nothing is built, neither of one such file, nor beside a good one."""
    faults = []
    good = folder / "good.json"
    good.write_text(json.dumps(agenda()))
    for index, (name, (what, _)) in enumerate(files.items()):
        tree = folder / f"tree{index}"
        operands = [name] if index % 2 else [good, name]
        done = comparison.run(["build", *operands, "-o", tree])
        made = sorted(comparison.files_of(tree)) if tree.exists() else []
        if done.returncode != 1 or made:
            faults.append(f"{what}: build ended with {done.returncode} and made {made}")
    return faults


def good_is_fine(folder):
    """Else all of this proves nothing: the same agenda without the mark has no error."""
    path = folder / "fine.yaml"
    faults = []
    for field in (None, *(f for f in ONE_LINE + SEVERAL_LINES if f.endswith("fr"))):
        data = marked(field) if field else agenda()
        path.write_text(random_text.to_yaml(data), encoding="utf-8")
        done = comparison.run(["check", path])
        if done.returncode != 0:
            faults.append(f"the good agenda is refused: {done.stdout}{done.stderr}")
    for character in LINE_BREAK:
        text = random_text.to_yaml(marked(SEVERAL_LINES[1])).replace(MARK, yaml_escape(character))
        path.write_text(text, encoding="utf-8")
        done = comparison.run(["check", path])
        if done.returncode != 0:
            faults.append(f"{character!r} in an abstract is refused: {done.stdout}{done.stderr}")
    return faults


def line_ends_are_fine(folder):
    """In every text, in every notation."""
    files = {}
    for field in ONE_LINE + SEVERAL_LINES:
        for character in random_text.LINE_ENDS if field.split()[-1] in TEXTS else ():
            for extension, octets in variants(field, character):
                path = folder / f"end{len(files)}.{extension}"
                own_id = f'"id": "refused-{len(files)}"'.encode()
                path.write_bytes(octets.replace(b'"id": "refused"', own_id, 1))
                files[path] = f"{extension}: {character!r} in {field}"
    done = comparison.run(["check", *files])
    return [] if files and done.returncode == 0 else [f"line ends: {done.stdout}{done.stderr}"]


# Texts that YAML libraries have been seen to read as something else, as YAML has them and as they
# are: apostrophes in a row; an escaped backslash, then an escaped line break; an escaped line break,
# then empty lines; an empty line before one that is indented more.
DEEP = "\n" + " " * 12
EXACT = {
    "'a''''b'": "a''b",
    "'a''b''c'": "a'b'c",
    "'a" + "''" * 3 + "\u00e9'": "a'''\u00e9",
    f'"a\\\\\\{DEEP}bcd"': "a\\bcd",
    f'"a\\\\\\{DEEP}\u05d5\u05d5"': "a\\\u05d5\u05d5",
    f'"a\\\\\u2013\\{DEEP}bcd"': "a\\\u2013bcd",
    f'"a\\\n\n\n{DEEP}bcd"': "a\n\n\nbcd",
    f'"a{DEEP}b\n{DEEP}c"': "a b\nc",
    f">-{DEEP}a\n{DEEP}  b{DEEP}c": "a\n\n  b\nc",
    f">-{DEEP}a{DEEP}  b{DEEP}c": "a\n  b\nc",
    '"a\\r\\nb\\rc\\x85d\\u2028e\\Pf\\r\\r\\n"': "a\nb\nc\nd\ne\nf",
    "'a\x85 b\u2028c \u2029d'": "a\n b\nc \nd",
    f"a\u2028b{DEEP}c": "a\nb c",
    f"|{DEEP}a\u2028b{DEEP}  c\u2028": "a\nb\n  c",
}


def read_to_the_octet(folder):
    """A text that has changed in silence is worse than none."""
    faults = []
    path = folder / "exact.yaml"
    plain = random_text.to_yaml(marked("days 0 slots 0 sessions 0 abstract"), width=1 << 20)
    for written, text in EXACT.items():
        path.write_text(plain.replace(f'"An abstrac{MARK}t"', written), encoding="utf-8")
        tree = folder / "exact"
        done = comparison.run(["build", path, "-o", tree])
        if done.returncode != 0:
            faults.append(f"{written!r} is refused: {done.stderr}")
            continue
        feed = (tree / "refused/sessions/1.1.ics").read_bytes()
        description = strict_reader.read(feed)[1][0]["DESCRIPTION"]
        if f"\n\n{text}\n\nhttps:" not in description:
            faults.append(f"{written!r} is read as something else: {description!r}")
    return faults


def main():
    seed = int(os.environ.get("CONFEED_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"CONFEED_TEST_SEED={seed}")
    with comparison.temporary_folder() as name:
        folder = pathlib.Path(name)
        files = write_all(folder)
        some = random.Random(seed).sample(sorted(files), 60)
        faults = good_is_fine(folder)
        faults += line_ends_are_fine(folder)
        faults += read_to_the_octet(folder)
        faults += check_refused(files)
        faults += build_refused({path: files[path] for path in some}, folder)
    print("\n".join(faults + [f"{len(files)} agendas to be refused, {len(faults)} faults"]))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
