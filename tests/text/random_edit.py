"""Random agendas in many layouts, and random changes of them.

A tree is what a file says: None, a text, a list, or a dict of keys.
"""

import json

import random_yaml
import yaml

TEXTS = [
    "a", "Words of a title", "yes", "no", "null", "~", "1", "1.0", "0x1F", "2007-07-10", "09:00", "10:30",
    "# none", "a #b", "a: b", "- a", "{a}", "[a", "a, b", "&a", "*a", "!a", "%a", "@a", "`a", "'a'", '"a', "a\\b",
    "é", "会議", "ends:", "?", "|", ">", "", " a", "a ", "a\nb", "a\n\nb\n", "a\n", "\n", "a\n\n", "a\tb", "a\u2028b",
    "...", "---", "it's", "x" * 120, "many words " * 15 + "end", "- a\n- b", "\U0001f600", "\u00a0", "-", "-1", "a b:c",
]  # fmt: skip
KEYS = ["note", "room", "abstract", "no", "key with blanks", "a: b", "1", "#", "url", "é"]
COMMENTS = ["# a comment", "# key: value", "#", "# it's [not", "# - item", '# "', "## two"]
# Which item of a list a record is, by these; to change them makes it another one.
IDENTITY = {"id", "date", "start", "end", "agency", "person", "role", "plenary", "break", "sessions"}


# --- what is said ------------------------------------------------------------------------------


def text(rng):
    return rng.choice(TEXTS)


def record(rng, name, depth):
    found = {"id": f"{name}{rng.randrange(10**9)}"}
    for key in rng.sample(KEYS, rng.randrange(4)):
        found[key] = value(rng, depth - 1)
    return found


def value(rng, depth):
    kind = rng.randrange(10)
    if depth > 0 and kind == 0:
        return [record(rng, "r", depth) for _ in range(rng.randrange(4))]
    if depth > 0 and kind == 1:
        return {key: value(rng, depth - 1) for key in rng.sample(KEYS, rng.randrange(4))}
    if depth > 0 and kind == 2:
        return rng.sample(TEXTS, rng.randrange(4))
    return None if kind == 3 else text(rng)


def agenda(rng):
    tree = {
        "agenda": {"id": "a", "title": text(rng), "timezone": "Europe/Brussels", "url": text(rng)},
        "agencies": [record(rng, "agency", 1) for _ in range(rng.randrange(5))],
        "days": [
            {
                "date": f"2007-07-{10 + day}",
                "slots": [
                    {
                        "start": f"{9 + slot:02}:00",
                        "end": f"{10 + slot:02}:00",
                        "sessions": [record(rng, "s", 2) for _ in range(rng.randrange(4))],
                    }
                    for slot in range(rng.randrange(3))
                ],
            }
            for day in range(rng.randrange(1, 4))
        ],
        "notes": value(rng, 3),
        "tags": rng.sample(TEXTS, rng.randrange(4)),
    }
    return {key: tree[key] for key in rng.sample(list(tree), rng.randrange(3, len(tree) + 1))}


# --- how it is written -------------------------------------------------------------------------


class Writer:
    """Writes a tree by hand: with comments, in brackets here and there, with anchors."""

    def __init__(self, rng):
        self.rng = rng
        self.step = rng.choice([1, 2, 2, 2, 3, 4])
        self.list_step = rng.choice([0, self.step])
        self.gap = " " * rng.choice([1, 1, 1, 3])
        self.comments = rng.choice([0, 0.1, 0.4])
        self.brackets = rng.choice([0, 0.1, 0.5])
        self.shared = {}
        self.anchors = rng.choice([0, 0, 0.1])

    def some(self, chance):
        return self.rng.random() < chance

    def comment_lines(self, column):
        lines = ""
        while self.some(self.comments):
            lines += self.rng.choice(["", " " * column + self.rng.choice(COMMENTS)]) + "\n"
        return lines

    def end(self):
        blanks = " " * self.rng.randrange(1, 4)
        return (blanks + self.rng.choice(COMMENTS) if self.some(self.comments) else "") + "\n"

    def scalar(self, text, in_brackets=False):
        if text is None:
            return self.rng.choice(["null", "~"])
        plain = text and text[0].isalnum() and text[-1] not in ": " and text not in ("yes", "no", "null")
        if plain and not any(part in text for part in (": ", " #", "\n", "\t", "\u2028", ",", "[", "]", "{", "}")):
            if self.some(0.7):
                return text
        if "\n" not in text and "\t" not in text and "\u2028" not in text and self.some(0.4):
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=self.some(0.3)).replace("\u2028", "\\u2028").replace(
            "\\ud83d\\ude00", "\\U0001F600"
        )

    def flow(self, tree):
        if isinstance(tree, dict):
            pairs = (f"{self.scalar(key)}: {self.flow(item)}" for key, item in tree.items())
            return self.rng.choice(["{%s}", "{ %s }"]) % ", ".join(pairs)
        if isinstance(tree, list):
            return "[" + ", ".join(map(self.flow, tree)) + "]"
        return self.scalar(tree, True)

    def flow_lines(self, tree, column):
        """A list or mapping in brackets, with a line for each item."""
        blank = "\n" + " " * (column + self.rng.randrange(1, 4))
        is_list = isinstance(tree, list)
        items = [
            self.flow(item) if is_list else f"{self.scalar(item)}: {self.flow(tree[item])}" for item in tree
        ]
        out = "[" if is_list else "{"
        for index, item in enumerate(items):
            comma = "," if index + 1 < len(items) or self.some(0.3) else ""
            out += blank + item + comma + self.end()[:-1]
        return out + "\n" + " " * (column + 1) + ("]" if is_list else "}")

    def block_text(self, text, column):
        mark = "" if text.endswith("\n") else "-"
        mark += self.rng.choice(["", self.end()[:-1]])
        lines = text.removesuffix("\n").split("\n")
        return "|" + mark + "".join("\n" + (" " * column + line if line else "") for line in lines)

    def below(self, tree, column, behind_dash=False):
        """What stands behind "key:" or "-", to the end of its lines."""
        if tree is None and self.some(0.7):
            return self.end()
        if not tree or not isinstance(tree, (list, dict)):
            is_block = isinstance(tree, str) and len(tree) > 1 and tree[0].isalnum() and not tree.endswith("\n\n")
            if is_block and "\u2028" not in tree and "\t" not in tree and self.some(0.3):
                return " " + self.block_text(tree, column + self.step) + "\n"
            if self.anchors and isinstance(tree, str):
                if tree in self.shared and self.some(0.5):
                    return f" *{self.shared[tree]}" + self.end()
                if self.some(self.anchors):
                    self.shared[tree] = f"a{len(self.shared)}"
                    return f" &{self.shared[tree]} " + self.scalar(tree) + self.end()
            return " " + (self.scalar(tree) if not isinstance(tree, (list, dict)) else self.flow(tree)) + self.end()
        if self.some(self.brackets):
            return " " + (self.flow_lines(tree, column) if self.some(0.3) else self.flow(tree)) + self.end()
        if behind_dash:
            column += len(self.gap)
            return self.gap + self.block(tree, column + 1, first=True)
        column += self.list_step if isinstance(tree, list) else self.step
        return self.end() + self.block(tree, column)

    def block(self, tree, column, first=False):
        out = ""
        for item in tree:
            if not first:
                out += self.comment_lines(column) + " " * column
            first = False
            if isinstance(tree, list):
                out += "-" + self.below(item, column, behind_dash=True)
            else:
                out += self.scalar(item) + ":" + self.below(tree[item], column)
        return out

    def document(self, tree):
        start = self.rng.choice(["", "", "---\n", "# head\n\n", "--- # c\n"])
        return start + self.block(tree, 0) + self.rng.choice(["", "", "...\n", "# end\n", "\n\n"])


def write_json(rng, tree):
    indent = rng.choice([None, None, 1, 2, 4, "\t"])
    separators = rng.choice([None, (",", ":")]) if indent is None else None
    return json.dumps(tree, indent=indent, separators=separators, ensure_ascii=rng.random() < 0.5) + rng.choice(["", "\n"])


def write_yaml(rng, tree):
    return yaml.dump(
        tree,
        Dumper=yaml.CSafeDumper,
        default_flow_style=rng.choice([False, False, True, None]),
        default_style=rng.choice([None, None, None, '"', "'"]),
        width=rng.choice([20, 80, 1000]),
        indent=rng.choice([None, 2, 4]),
        allow_unicode=rng.random() < 0.5,
        explicit_start=rng.random() < 0.2,
        explicit_end=rng.random() < 0.1,
        sort_keys=False,
    )


def write(rng, tree):
    written = rng.choice(
        [write_json, write_yaml, *[lambda rng, tree: Writer(rng).document(tree)] * 3]
    )(rng, tree)
    if rng.random() < 0.1:
        written = written.rstrip("\n ")
    if rng.random() < 0.1:
        written = written.replace("\n", rng.choice(["\r\n", "\r\n", "\r"]))
    return ("\ufeff" if rng.random() < 0.05 else "") + written


def document(rng):
    if rng.random() < 0.3:
        return random_yaml.agenda(rng)
    return write(rng, agenda(rng))


# --- changes -----------------------------------------------------------------------------------


class Change:
    """What was done to a tree: to which path of the old one."""

    def __init__(self, kind, path):
        self.kind = kind
        self.path = path


def paths(tree, path=()):
    """The paths of all values, from the top."""
    yield path, tree
    if isinstance(tree, dict):
        for key, item in tree.items():
            yield from paths(item, path + (key,))
    if isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from paths(item, path + (index,))


def changed(rng, tree, is_gentle):
    """A copy with a few changes. Gentle ones leave no doubt about which value is which."""
    tree = json.loads(json.dumps(tree))
    for _ in range(rng.choice([1, 1, 2, 3, 5])):
        change(rng, tree, is_gentle)
    return tree


def change(rng, tree, is_gentle):
    _, holder = rng.choice([found for found in paths(tree) if isinstance(found[1], (dict, list))])
    if isinstance(holder, dict):
        change_mapping(rng, holder, is_gentle)
    else:
        change_list(rng, holder, is_gentle)


def change_mapping(rng, mapping, is_gentle):
    keys = [key for key in mapping if key not in IDENTITY or not is_gentle]
    kind = rng.randrange(4)
    if kind == 0:
        items = list(mapping.items())
        new = rng.choice([key for key in KEYS if key not in mapping] or ["other"])
        items.insert(rng.randrange(len(items) + 1), (new, value(rng, 2)))
        mapping.clear()
        mapping.update(items)
    elif keys and kind == 1:
        del mapping[rng.choice(keys)]
    elif keys:
        mapping[rng.choice(keys)] = value(rng, 2)


def change_list(rng, items, is_gentle):
    kind = rng.randrange(5)
    is_texts = any(not isinstance(item, dict) for item in items)
    new = text(rng) if is_texts else record(rng, "new", 2)
    if is_gentle and any(not isinstance(item, dict) or "id" not in item for item in items):
        return
    if kind < 2 or not items:
        items.insert(rng.randrange(len(items) + 1), new)
    elif kind == 2:
        del items[rng.randrange(len(items))]
    elif not is_gentle and kind == 3:
        items[rng.randrange(len(items))] = new
    elif not is_gentle:
        rng.shuffle(items)
