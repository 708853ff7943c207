"""Random agendas as people write them: YAML with every form of a text, every kind of list and map,
comments and blank lines wherever they can be, and now and then a slip."""

import re

WORDS = [
    "word", "labour", "a", "I", "10", "2007-07-10", "09:00", "true", "null", "~", "1.2", "é", "会議",
    "\U0001f600", "a:b", "a#b", "it's", 'say "so"', "http://example.org/?a=1#top", "x-y", "50%",
    "C&A", "a*b", "what?", "yes!", "back\\slash", "\u00a0", "R'", "--", "a|b", "<b>",
]  # fmt: skip
# What a plain text cannot hold everywhere, or cannot begin with.
AWKWARD = [
    ":", ": ", " #", "#", "- ", "-", "?", "? ", "'", '"', "&a", "*a", "!t", "|", ">", "%", "@", "`",
    ",", "[", "]", "{", "}", "---", "...", ":a", "?a", "-a", "{a", "key: value", "- item", "# not",
    "\t",
]  # fmt: skip
ESCAPES = [
    "\\n", "\\t", '\\"', "\\\\", "\\/", "\\x41", "\\xe9", "\\u00e9", "\\u4f1a", "\\U0001F600", "\\ ",
    "\\_", "\\\t",
]  # fmt: skip


def indent(column):
    return " " * column


class Writer:
    """Writes one agenda."""

    def __init__(self, rng):
        self.rng = rng
        self.anchors = []
        self.open_anchors = []  # of what is not yet whole: no alias may lead there

    def some(self, chance):
        return self.rng.random() < chance

    # --- texts ---------------------------------------------------------------------------------

    def words(self, awkward):
        count = self.rng.choice([1, 1, 2, 3, 5, 8])
        words = []
        for _ in range(count):
            words.append(self.rng.choice(AWKWARD if self.some(awkward) else WORDS))
        return self.rng.choice([" ", " ", " ", "  ", " \t"]).join(words)

    def breaks(self, column):
        """A line break within a text in quotes or a plain one, with empty lines behind it."""
        blanks = self.rng.choice(["", "", " ", "  \t"])
        empty = "".join(
            self.rng.choice(["\n", indent(column) + "\n", "  \n"]) if self.some(0.2) else ""
            for _ in range(3)
        )
        return blanks + "\n" + empty + indent(column + self.rng.choice([0, 0, 1, 4]))

    def plain(self, column, flow, one_line):
        text = self.words(0.001)
        while not one_line and self.some(0.25):
            text += self.breaks(column) + self.words(0.001)
        if flow:
            for character in ",[]{}":
                text = text.replace(character, ";")
        return text

    def single(self, column, one_line):
        text = self.words(0.3).replace("'", "''")
        while not one_line and self.some(0.3):
            text += self.breaks(column) + self.words(0.3).replace("'", "''")
        return f"'{text}'"

    def double(self, column, one_line):
        parts = []
        for _ in range(self.rng.randrange(1, 5)):
            words = self.words(0.3).replace("\\", "\\\\").replace('"', '\\"')
            parts.append(self.rng.choice([words, self.rng.choice(ESCAPES), words + " ", " " + words]))
            if not one_line and self.some(0.25):
                escaped = "\\\n" + indent(column) + self.rng.choice(["", "  ", "\\ ", "\t"])
                parts.append(self.rng.choice([escaped, self.breaks(column)]))
        return '"' + "".join(parts) + '"'

    def quick(self, column, flow=False, one_line=False):
        """A text that is not a block."""
        kind = self.rng.randrange(5)
        if kind < 3:
            return self.plain(column, flow, one_line)
        return (self.single if kind == 3 else self.double)(column, one_line)

    def block_line(self, column):
        kind = self.rng.randrange(10)
        if kind == 0:
            return ""
        if kind == 1:
            return indent(self.rng.randrange(column + 3))
        if kind == 2:
            return indent(column) + self.rng.choice(["  ", "\t", " \t", "      "]) + self.words(0.3)
        tail = self.rng.choice(["", "", "", " ", "\t"])
        return indent(column) + self.words(0.3) + tail

    def block(self, parent):
        """A block below a map or list whose column is `parent`, with its header."""
        header = self.rng.choice("|>") + self.rng.choice(["", "", "+", "-"])
        step = self.rng.randrange(1, 5)
        column = max(parent, 0) + step
        lines = [self.block_line(column) for _ in range(self.rng.choice([0, 0, 1, 1, 2, 3, 6]))]
        if self.some(0.15):
            # Said outright, so the first line may begin with blanks.
            header = header[0] + self.rng.choice([str(step) + header[1:], header[1:] + str(step)])
        else:
            while lines and (lines[0].strip(" ") == "" or lines[0][column : column + 1] in " \t"):
                lines[0:1] = self.rng.choice([[], [""]]) if lines[0] else []
            if self.some(0.2):
                lines = [""] * self.rng.randrange(3) + lines
        lines += [self.rng.choice(["", indent(column)])] * self.rng.choice([0, 0, 0, 1, 2])
        comment = self.rng.choice(["", "", "", " # comment", " "])
        return header + comment + "\n" + "".join(line + "\n" for line in lines)

    # --- between -------------------------------------------------------------------------------

    def filling(self, column):
        """Comments and empty lines, at any column."""
        lines = []
        while self.some(0.15):
            lines.append(
                self.rng.choice(["", indent(self.rng.randrange(column + 1)), "# a: comment", None])
            )
            if lines[-1] is None:
                lines[-1] = indent(self.rng.randrange(column + 3)) + "# 'comment' [ {"
        return "".join(line + "\n" for line in lines)

    def inner_filling(self, column):
        """The same within a value, where the reference reader wants comments to be indented."""
        lines = self.filling(column).split("\n")
        return "\n".join(indent(column) + line if "#" in line else line for line in lines)

    def line_end(self):
        return self.rng.choice(["", "", "", "", " ", " # comment", "  #", "\t# tab"]) + "\n"

    def properties(self):
        """An anchor and a tag, each with a blank behind it."""
        parts = []
        if self.some(0.05):
            self.open_anchors.append(f"a{len(self.anchors) + len(self.open_anchors)}")
            parts.append("&" + self.open_anchors[-1])
        if self.some(0.02):
            parts.append("!!str")
        self.rng.shuffle(parts)
        return "".join(part + " " for part in parts)

    # --- lists and maps ------------------------------------------------------------------------

    def flow(self, column, depth):
        """A value within brackets; further lines begin at the column or right of it."""
        kind = self.rng.randrange(4) if depth > 0 else 3
        if kind == 3:
            if self.anchors and self.some(0.05):
                return f"*{self.rng.choice(self.anchors)} "
            return self.quick(column, flow=True)
        gap = lambda: self.rng.choice(["", " ", " ", "  "]) if self.some(0.8) else self.flow_break(column)
        items = []
        for _ in range(self.rng.choice([0, 1, 2, 3])):
            value = self.flow(column, depth - 1)
            if kind == 1 or self.some(0.05):
                key = self.quick(column, flow=True, one_line=True)
                colon = ":" if key[0] in "'\"" and self.some(0.3) else ": "
                value = self.rng.choice([key + colon + value] * 9 + [key])
            items.append(gap() + value + gap())
        tail = "," + gap() if items and self.some(0.1) else ""
        start, end = "{}" if kind == 1 else "[]"
        return start + ",".join(items) + tail + (gap() if not items else "") + end

    def flow_break(self, column):
        comment = self.rng.choice(["", "", " # comment ]"])
        lines = self.inner_filling(column)
        return comment + "\n" + lines + indent(column + self.rng.choice([0, 2]))

    def value(self, parent, make):
        """What stands behind "key:" or "-", to the end of its lines; parent is that one's column."""
        kind = self.rng.randrange(20)
        if kind == 0:
            return self.line_end()
        if make is not None and kind < 18:
            column = parent + self.rng.randrange(1, 5)
            return self.rng.choice(["", "", " "]) + make(parent, column)
        if kind < 6:
            return " " + self.properties() + self.block(parent)
        if kind < 9:
            return " " + self.properties() + self.flow(parent + 1, 3) + self.line_end()
        if kind == 9 and self.anchors:
            return f" *{self.rng.choice(self.anchors)}" + self.line_end()
        if self.some(0.1):
            lead = self.line_end() + self.inner_filling(parent + 1)
            lead += indent(parent + 1 + self.rng.randrange(3))
        else:
            lead = " " + self.properties()
        return lead + self.quick(parent + 1) + self.line_end()

    def key(self, name):
        name = self.rng.choice([name] * 8 + [f"'{name}'", f'"{name}"'])
        return self.properties() + name if self.some(0.1) else name

    def map(self, column, rows, first=""):
        """Rows are of a name and what makes its value. The first follows what is there already."""
        text = ""
        for index, (name, make) in enumerate(rows):
            if index > 0 or not first:
                text += self.filling(column) + indent(column)
            if self.some(0.03):
                text += f"? {self.key(name)}" + self.line_end() + indent(column)
                text += ":" + self.value(column, make).replace("\t", " ", 1)
            else:
                text += self.key(name) + self.rng.choice([":", ":", ":", " :"])
                text += self.value(column, make)
            if column == 0:
                self.anchors += self.open_anchors
                self.open_anchors = []
        return text

    def map_below(self, *rows):
        return lambda parent, column: (
            self.properties_line() + self.map(column, self.mixed(rows))
        )

    def properties_line(self):
        properties = self.properties().rstrip(" ")
        return (" " + properties if properties else "") + self.line_end()

    def mixed(self, rows):
        rows = [(row, None) if isinstance(row, str) else row for row in rows if self.some(0.85)]
        self.rng.shuffle(rows)
        return rows or [("id", None)]

    def list_below(self, *rows):
        def make(parent, column):
            # A list may stand right below its key.
            column = parent if self.some(0.4) and parent >= 0 else column
            text = self.properties_line()
            for _ in range(self.rng.choice([1, 1, 2, 3])):
                text += self.filling(column) + indent(column) + "-"
                if self.some(0.15):
                    text += self.value(column, None).replace("\t", " ", 1)
                elif self.some(0.15):
                    step = self.rng.randrange(1, 5)
                    end = self.line_end().replace("\t", " ")
                    text += end + self.map(column + step, self.mixed(rows))
                else:
                    step = self.rng.choice([1, 1, 1, 3])
                    text += indent(step) + self.map(column + 1 + step, self.mixed(rows), first=" ")
            return text

        return make

    # --- the agenda ----------------------------------------------------------------------------

    def agenda(self):
        contribution = ("agency", "role", "note", "status", "visibility")
        session = (
            "id", "title", "abstract", "room", "url",
            ("contributions", self.list_below(*contribution)),
        )  # fmt: skip
        slot = ("start", "end", ("plenary", self.map_below(*session)), ("sessions", self.list_below(*session)))
        rows = [
            ("agenda", self.map_below("id", "title", "description", "timezone", "location")),
            ("agencies", self.list_below("id", "short", "name")),
            ("days", self.list_below("date", "title", ("slots", self.list_below(*slot)))),
            ("preparations", self.list_below(*contribution)),
        ]
        start = self.rng.choice([""] * 6 + ["---\n", "%YAML 1.2\n---\n", "--- # comment\n", "\n# c\n"])
        end = self.rng.choice([""] * 6 + ["...\n", "# end\n", "\n\n"])
        text = start + self.map(0, rows) + end
        if self.some(0.1):
            text = text.rstrip("\n ")
        if self.some(0.1):
            text = text.replace("\n", "\r\n")
        return ("\ufeff" if self.some(0.05) else "") + text


# The reference reader, yaml 2.9.1, makes a blank of the empty lines behind an escaped line break,
# which are line breaks (YAML 1.2 §7.3.1), loses a line of blanks that is the last and open, and takes
# a carriage return alone, which is a line break too (§5.4), for a letter.
MISREAD = re.compile(r"\\[ \t]*\r?\n[ \t]*\r?\n|\n[ \t]+\Z|\r(?!\n)")


def agenda(rng):
    while True:
        text = Writer(rng).agenda()
        if not MISREAD.search(text):
            return text


def with_slip(rng):
    """An agenda with a character too many or too few, or a line that is moved."""
    while True:
        text = slip(rng, agenda(rng))
        if not MISREAD.search(text):
            return text


def slip(rng, text):
    lines = text.split("\n")
    index = rng.randrange(len(lines))
    line = lines[index]
    kind = rng.randrange(4)
    if kind == 0 and line.strip():
        lines[index] = rng.choice([" " + line, line[1:] if line[0] == " " else "  " + line])
    elif kind == 1:
        del lines[index]
    elif line.strip():
        at = rng.randrange(len(line))
        extra = rng.choice(["'", '"', ":", "#", ",", "[", "]", "{", "}", "- ", " ", "\t", "&a ", "|"])
        lines[index] = line[:at] + (extra if kind == 2 else "") + line[at + (kind == 3) :]
    return "\n".join(lines)
