#!/usr/bin/python3
"""Random agendas are changed in their text: it says what it should, and every line and comment that
has nothing to do with the changes is there, octet for octet.

TEST_SEED picks the agendas; the seed of a run is printed. TEST_SEQUENCES is how many there are.
"""

import collections
import json
import os
import pathlib
import random
import subprocess
import sys

import yaml

import random_edit

SEQUENCES = 600
BATCH = 300
SHOWN = 5
# The most of a hundred texts that may be refused.
REFUSED = 2
BUILD = pathlib.Path(os.environ.get("BUILD_DIR", "build/release")).resolve()
NULLS = ("", "~", "null", "Null", "NULL")


class Twice(Exception):
    """A mapping has a key twice."""


# --- our reader --------------------------------------------------------------------------------


def frame(octets):
    return b"%d\n%s" % (len(octets), octets)


def run(tool, framed):
    done = subprocess.run([BUILD / "tests/text" / tool], input=framed, stdout=subprocess.PIPE, check=True)
    return done.stdout


def plain_tree(told):
    """A tree from what tool_tree tells."""
    kind, _, *values = told
    if kind in "pt":
        return None if kind == "p" and values[0] in NULLS else values[0]
    if kind == "s":
        return [plain_tree(value) for value in values]
    keys = [key[2] for key in values[::2]]
    if len(set(keys)) < len(keys):
        raise Twice
    return {key: plain_tree(value) for key, value in zip(keys, values[1::2])}


def read_all(texts):
    """The tree of each text; an exception where there is none."""
    trees = []
    for line in run("tool_tree", b"".join(map(frame, texts))).decode().split("\n")[:-1]:
        told = json.loads(line)
        try:
            trees.append(ValueError(told["errors"]) if isinstance(told, dict) else plain_tree(told))
        except Twice as twice:
            trees.append(twice)
    return trees


def edit_all(pairs):
    """For each text and tree the new text, or why there is none."""
    framed = b"".join(frame(text) + frame(json.dumps(wanted).encode()) for text, wanted in pairs)
    told = run("tool_edit", framed)
    results = []
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        size = int(told[at:end])
        if size < 0:
            at = told.index(b"\n", end + 1) + 1
            results.append(told[end + 1 : at - 1].decode())
        else:
            at = end + 1 + size
            results.append(told[end + 1 : at])
    return results


# --- another reader ----------------------------------------------------------------------------


def compose(text):
    """The nodes of a text by PyYAML; None if it cannot read it."""
    try:
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return None


def node_tree(node):
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in NULLS else node.value
    if isinstance(node, yaml.SequenceNode):
        return [node_tree(item) for item in node.value]
    return {key.value: node_tree(value) for key, value in node.value}


def decode(octets):
    """A text for PyYAML, which wants no byte order mark, and reads a "|" at the end of a text otherwise
    unless that has a line end."""
    text = octets.decode().removeprefix("\ufeff")
    return text if text[-1:] in "\r\n" else text + "\n"


def comments(text):
    """The comments of a text, with where they begin: what stands between tokens."""
    found = []
    end = 0
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        start = token.start_mark.index
        while end < start:
            hash_at = text.find("#", end, start)
            if hash_at < 0:
                break
            line_end = min((at for at in (text.find("\n", hash_at), text.find("\r", hash_at)) if at >= 0), default=len(text))
            found.append((hash_at, text[hash_at:line_end].rstrip()))
            end = line_end
        end = max(end, token.end_mark.index)
    return found


# --- what may change ---------------------------------------------------------------------------


class Lines:
    """The lines of a text, and which of them a change may touch."""

    def __init__(self, text):
        self.text = text
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.touched = set()
        self.gone = []  # ranges of characters that are replaced or removed

    def line_of(self, index):
        before = self.text[:index].replace("\r\n", "\n").replace("\r", "\n")
        return before.count("\n")

    def touch(self, start, end):
        self.touched.update(range(self.line_of(start), self.line_of(end) + 1))

    def last_index(self, node):
        """Where a node ends, without what follows a collection or a block."""
        end = node.end_mark.index
        return node.start_mark.index + len(self.text[node.start_mark.index : end].rstrip())

    def behind_blocks(self, node):
        """The empty lines behind each text after "|" or ">" in a node."""
        if isinstance(node, yaml.MappingNode):
            return set().union(*(self.behind_blocks(each) for pair in node.value for each in pair))
        if isinstance(node, yaml.SequenceNode):
            return set().union(*map(self.behind_blocks, node.value))
        found = set()
        if node.style in ("|", ">"):
            line = self.line_of(self.last_index(node)) + 1
            while line < len(self.lines) and not self.lines[line].strip():
                found.add(line)
                line += 1
        return found

    def touch_node(self, start, node):
        self.touch(start, self.last_index(node))

    def drop(self, start, node, column=None):
        end = self.last_index(node)
        line_end = self.line_of(end)
        self.touch(start, end)
        if column is not None:
            # The comment at the end, and those below that are indented more.
            last = line = line_end
            while line + 1 < len(self.lines):
                line += 1
                stripped = self.lines[line].lstrip(" \t")
                if stripped.startswith("#") and len(self.lines[line]) - len(stripped) > column:
                    last = line
                elif stripped:
                    break
            self.touched.update(range(line_end, last + 1))
            end = self.index_of_line(last + 1)
        self.gone.append((start, end))

    def index_of_line(self, number):
        index = 0
        for _ in range(number):
            nearest = [at for at in (self.text.find("\n", index), self.text.find("\r", index)) if at >= 0]
            if not nearest:
                return len(self.text)
            index = min(nearest)
            index += 2 if self.text.startswith("\r\n", index) else 1
        return index


def touch_entries(lines, node, gone, keys, is_added_first):
    """Entries of a collection are gone, or new ones are there. `keys` are where the entries begin."""
    # In brackets no comment below belongs to an entry.
    column = 1000 if node.flow_style else node.start_mark.column
    if node.flow_style or not keys:
        lines.touch_node(node.start_mark.index, node)
    for index in gone:
        value = node.value[index][1] if isinstance(node, yaml.MappingNode) else node.value[index]
        lines.drop(keys[index], value, column)
        if index == len(gone) - 1 and len(gone) < len(keys) and gone == list(range(len(gone))):
            # The next may move up, behind a dash.
            lines.touch(keys[index], keys[index + 1])
    if keys and (is_added_first or len(gone) == len(keys)):
        lines.touch(keys[0], keys[0])


def compare_mappings(lines, node, wanted):
    if node.value and not any(key.value in wanted for key, _ in node.value):
        # Nothing of it stays: it is written anew, with the empty lines within.
        lines.drop(node.start_mark.index, node)
    keys = {key.value: index for index, (key, _) in enumerate(node.value)}
    starts = [key.start_mark.index for key, _ in node.value]
    gone = [index for key, index in keys.items() if key not in wanted]
    is_new = any(key not in keys for key in wanted)
    if gone or is_new:
        touch_entries(lines, node, gone, starts, is_new)
    for key, value in node.value:
        if key.value in wanted:
            compare(lines, key.end_mark.index, value, wanted[key.value])


def ids_of(items):
    """The ids of records; None if not all are records."""
    is_good = all(isinstance(item, dict) for item in items)
    return [item.get("id") for item in items] if is_good else None


def compare_lists(lines, node, wanted):
    ids = ids_of(node_tree(node))
    wanted_ids = ids_of(wanted)
    if node_tree(node) == wanted or (ids and wanted_ids == ids):
        by_index = range(len(wanted))
    elif len(wanted) == len(ids or []) and set(ids or []) == {None}:
        by_index = range(len(wanted))
    elif ids is None or wanted_ids is None or None in ids:
        lines.drop(node.start_mark.index, node)
        return
    else:
        gone = [index for index, each in enumerate(ids) if each not in wanted_ids]
        starts = [item.start_mark.index for item in node.value]
        touch_entries(lines, node, gone, starts, True)
        by_index = [wanted_ids.index(each) if each in wanted_ids else None for each in ids]
    for item, index in zip(node.value, by_index):
        if index is not None:
            compare(lines, item.start_mark.index, item, wanted[index])


def compare(lines, start, node, wanted):
    """Notes what may be touched for a value to say what is wanted. `start` is behind its key."""
    if isinstance(node, yaml.MappingNode) and isinstance(wanted, dict):
        if node_tree(node) != wanted and (not wanted or not node.value):
            lines.touch(start, start)
        compare_mappings(lines, node, wanted)
    elif isinstance(node, yaml.SequenceNode) and isinstance(wanted, list):
        if node_tree(node) != wanted and (not wanted or not node.value):
            lines.touch(start, start)
        compare_lists(lines, node, wanted)
    elif node_tree(node) != wanted:
        lines.touch(start, start)
        lines.drop(node.start_mark.index, node)


def is_within(index, ranges):
    return any(start <= index < end for start, end in ranges)


def missing_line(old_lines, new_lines):
    """The first of some lines that is not among others, in order; None if all are."""
    at = 0
    for line in old_lines:
        while at < len(new_lines) and new_lines[at] != line:
            at += 1
        if at == len(new_lines):
            return line
        at += 1
    return None


# --- one case ----------------------------------------------------------------------------------


class Case:
    def __init__(self, text, tree, wanted, is_gentle):
        self.text = text
        self.tree = tree
        self.wanted = wanted
        self.is_gentle = is_gentle
        self.result = None

    def fault(self, read_again):
        """What is wrong with the new text; None if all is well."""
        if read_again != self.wanted:
            return f"says {read_again!r}"
        old, new = decode(self.text), decode(self.result)
        old_node = compose(old)
        if old_node is None or "&" in old and not self.is_gentle:
            return None
        try:
            if node_tree(old_node) != self.tree:
                return None
        except TypeError:
            return None
        new_node = compose(new)
        if new_node is None or node_tree(new_node) != self.wanted:
            return f"PyYAML: says {new_node and node_tree(new_node)!r}"
        return self.lines_fault(old, new, old_node) if self.is_gentle else None

    def lines_fault(self, old, new, old_node):
        if "*" in old and "&" in old or "\u2028" in old or "\x85" in old or "?" in old:
            # Marks of PyYAML are those of the anchor, and its lines others.
            return None
        lines = Lines(old)
        compare(lines, 0, old_node, self.wanted)
        # Lines of blanks alone may belong to a text after "|", and so may the empty ones behind it.
        lines.touched |= lines.behind_blocks(old_node)
        kept = [
            line
            for number, line in enumerate(lines.lines)
            if number not in lines.touched and (not line or line.strip())
        ]
        missing = missing_line(kept, Lines(new).lines)
        if missing is not None:
            return f"the line {missing!r} is missing"
        wanted = collections.Counter(
            text for index, text in comments(old) if not is_within(index, lines.gone)
        )
        wanted.subtract(text for _, text in comments(new))
        lost = [text for text, count in wanted.items() if count > 0]
        return f"the comments {lost} are missing" if lost else None

    def show(self, fault):
        print(f"--- {fault}\n--- old:\n{self.text.decode()}\n--- wanted:\n{json.dumps(self.wanted, indent=1)}")
        print(f"--- new:\n{self.result.decode() if isinstance(self.result, bytes) else self.result}\n")


class Run:
    def __init__(self, rng):
        self.rng = rng
        self.counts = collections.Counter()
        self.shown = 0

    def show(self, case, fault):
        self.counts["faults"] += 1
        if self.shown < SHOWN:
            self.shown += 1
            case.show(fault)

    def cases(self, number):
        texts = [random_edit.document(self.rng).encode() for _ in range(number)]
        for text, tree in zip(texts, read_all(texts)):
            if isinstance(tree, Exception) or not isinstance(tree, (dict, list)):
                self.counts["unreadable"] += 1
                continue
            is_gentle = self.rng.random() < 0.6
            yield Case(text, tree, random_edit.changed(self.rng, tree, is_gentle), is_gentle)

    def check_same(self, cases, wish, what):
        """That nothing changes in a text that says already what it should."""
        for case, result in zip(cases, edit_all([wish(case) for case in cases])):
            if result != wish(case)[0]:
                self.show(case, f"{what}: {result!r}")

    def batch(self, number):
        cases = list(self.cases(number))
        self.check_same(cases, lambda case: (case.text, case.tree), "without changes")
        for case, result in zip(cases, edit_all([(case.text, case.wanted) for case in cases])):
            case.result = result
            self.counts["changed" if isinstance(result, bytes) else "refused"] += 1
            if isinstance(result, str):
                self.refused(case)
        done = [case for case in cases if isinstance(case.result, bytes)]
        for case, tree in zip(done, read_all([case.result for case in done])):
            fault = case.fault(tree)
            if fault:
                self.show(case, fault)
        self.check_same(done, lambda case: (case.result, case.wanted), "changed again")

    def refused(self, case):
        if os.environ.get("SHOW_REFUSED") and self.shown < SHOWN:
            self.shown += 1
            case.show("refused")


def main():
    seed = os.environ.get("TEST_SEED") or str(random.SystemRandom().randrange(2**32))
    number = int(os.environ.get("TEST_SEQUENCES", SEQUENCES))
    print(f"TEST_SEED={seed}", flush=True)
    tests = Run(random.Random(seed))
    for start in range(0, number, BATCH):
        tests.batch(min(BATCH, number - start))
    print(", ".join(f"{count} {name}" for name, count in sorted(tests.counts.items())))
    is_enough = tests.counts["changed"] > number / 2
    is_rare = tests.counts["refused"] * 100 <= number * REFUSED
    sys.exit(0 if not tests.counts["faults"] and is_enough and is_rare else 1)


if __name__ == "__main__":
    main()
