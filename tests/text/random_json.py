"""Random JSON in every form in which it is written, and what Python reads of it."""

import json

CHARACTERS = [
    "a", "b", " ", "  ", "0", "é", "\u00a0", "\u2028", "会", "\U0001f600", "\U0010fffd", "/", "'", ":", ": ",
    " #", ",", "{", "]", "-", "%", "&a", "*a", "!", "|", ">", "\\n", "https://example.org/?a=b#c",
]  # fmt: skip
ESCAPED = ['"', "\\", "\n", "\t", "/", "é", "\u2028", "会", "\U0001f600", "\U0001d11e", "A"]
NUMBERS = ["0", "-1", "10", "1.50", "2e3", "-0.1E-2", "12345678901234567890", "true", "false", "null"]
# No text of an agenda can hold these, however they are written.
REFUSED = ["\\u0000", "\\b", "\\ud83d", "\\ude00", "\\ud83dx", "\\ude00\\ud83d"]
BLANKS = ["", "", "", " ", "\n", "\t", "\r\n  ", "\n\t\t"]


def escape(rng, character):
    """A character in one of the ways in which JSON escapes it."""
    units = character.encode("utf-16-be")
    form = rng.choice(["\\u%04x", "\\u%04X"])
    long = "".join(form % int.from_bytes(units[i : i + 2], "big") for i in range(0, len(units), 2))
    short = json.dumps(character)[1:-1]
    return rng.choice([long, short, "\\/" if character == "/" else short])


def string(rng, clean=False):
    parts = []
    for _ in range(rng.choice([0, 1, 3, 8, 20])):
        kind = rng.randrange(300)
        if kind == 0 and not clean:
            parts.append(rng.choice(REFUSED))
        elif kind < 100:
            parts.append(escape(rng, rng.choice(ESCAPED)))
        else:
            parts.append(json.dumps(rng.choice(CHARACTERS), ensure_ascii=False)[1:-1])
    return '"' + "".join(parts) + '"'


def value(rng, depth):
    kind = rng.randrange(8 if depth > 0 else 4)
    blank = lambda: rng.choice(BLANKS)
    if kind == 0:
        return rng.choice(NUMBERS)
    if kind < 4:
        return string(rng)
    number = rng.choice([0, 1, 2, 4])
    items = [blank() + value(rng, depth - 1) + blank() for _ in range(number)]
    if kind < 6:
        return "[" + (",".join(items) or blank()) + "]"
    keys = [blank() + string(rng, clean=True) + rng.choice(["", " "]) for _ in range(number)]
    return "{" + (",".join(f"{k}:{v}" for k, v in zip(keys, items)) or blank()) + "}"


def long_line(rng, octets):
    """A text in one line."""
    items = []
    while octets > 0:
        items.append('{"id": ' + string(rng, clean=True) + "," + string(rng, clean=True) + ":1}")
        octets -= len(items[-1].encode())
    return "[" + ",".join(items) + "]"


def text(rng):
    """A whole text: mostly small, at times nested deep."""
    kind = rng.randrange(200)
    if kind == 0:
        depth = rng.randrange(1, 40)
        return "[" * depth + value(rng, 0) + "]" * depth
    parts = [value(rng, 5) for _ in range(3)]
    return '{"a": ' + parts[0] + ',"b":[' + parts[1] + "],\n\"c\" : " + parts[2] + "}\n"


def describe(node):
    if isinstance(node, str):
        return ["t", "-", node]
    if isinstance(node, list) and not (node and isinstance(node[0], tuple)):
        return ["s", "-", *map(describe, node)]
    if isinstance(node, list):
        return ["m", "-", *(describe(part) for pair in node[1:] for part in pair)]
    return ["p", "-", node.literal]


class Literal:
    """A number, or true, false or null, as it is written."""

    def __init__(self, literal):
        self.literal = literal


def read(text):
    pairs = lambda found: [("map", None), *found]
    constants = {True: "true", False: "false", None: "null"}

    def literal(node):
        if isinstance(node, list):
            if node and node[0] == ("map", None):
                return node[:1] + [(key, literal(item)) for key, item in node[1:]]
            return [literal(item) for item in node]
        return Literal(constants[node]) if node is None or isinstance(node, bool) else node

    tree = json.loads(text, object_pairs_hook=pairs, parse_int=Literal, parse_float=Literal)
    return describe(literal(tree))


def read_all(texts):
    return [read(text) for text in texts]
