"""HTML, as people write it in abstracts, as Markdown (CommonMark).

Paragraphs, headings, lists, quotations, code, emphasis, links and pictures keep their form. Of what
has none in Markdown the text stays, and a tag that is not known here, such as <stdio.h>, is text.
"""

import html.parser
import re
import string
import unicodedata

CONTAINERS = set(
    "address article aside body center details dd div dl dt fieldset figcaption figure footer form "
    "header html main nav section summary table tbody tfoot thead tr".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = CONTAINERS | set(HEADINGS) | {"p", "ul", "ol", "li", "blockquote", "pre", "hr"}
CODE = {"code", "kbd", "samp", "tt"}
EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
HIDDEN = {"head", "script", "style", "template", "title"}
VOID = {"br", "hr", "img", "wbr", "input", "col"}
PLAIN = set(
    "abbr acronym bdi bdo big caption cite colgroup data del dfn font ins label mark q s small "
    "span strike sub sup td th time u var".split()
)
KNOWN = BLOCKS | CODE | set(EMPHASIS) | HIDDEN | VOID | PLAIN | {"a"}

# What a tag ends that its writer has left open, up to the element in which that is.
ENDS_OPEN = {
    "li": ({"li"}, {"ul", "ol"}),
    **dict.fromkeys(("dt", "dd"), ({"dt", "dd"}, {"dl"})),
    "tr": ({"tr", "td", "th"}, {"table"}),
    **dict.fromkeys(("td", "th"), ({"td", "th"}, {"tr", "table"})),
}

HARD_BREAK = "\\\n"
BLANKS = " \t\n\r\f"


# --- reading -------------------------------------------------------------------------------------


class Node:
    """An element: its children are elements and texts."""

    def __init__(self, tag, attributes=()):
        self.tag = tag
        self.attributes = {name: value or "" for name, value in attributes}
        self.children = []


class TreeBuilder(html.parser.HTMLParser):
    """Makes a tree of HTML that may leave out end tags."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Node("body")]

    def handle_starttag(self, tag, attrs):
        if tag not in KNOWN:
            self.handle_data(self.get_starttag_text())
            return
        self.end_what_it_ends(tag)
        node = Node(tag, attrs)
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def end_what_it_ends(self, tag):
        ended, within = ENDS_OPEN.get(tag, ((), ()))
        if tag in BLOCKS:
            self.end_first({"p"}, BLOCKS - {"p"})
        self.end_first(ended, within)

    def end_first(self, tags, within):
        """Ends the innermost open element of these tags, unless one of within is nearer; tells if
        it did."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag in tags:
                del self.open[depth:]
                return True
            if self.open[depth].tag in within:
                return False
        return False

    def handle_endtag(self, tag):
        if tag not in KNOWN:
            self.handle_data(f"</{tag}>")
        elif tag not in VOID and not self.end_first({tag}, ()):
            # One too many still parts what is before from what is after.
            self.handle_data(" " if tag in BLOCKS else "")

    def handle_data(self, data):
        self.open[-1].children.append(data)


def parse(text):
    builder = TreeBuilder()
    builder.feed(text)
    builder.close()
    return builder.open[0]


def text_of(node):
    """All text of an element, in lines as its blocks are."""
    if isinstance(node, str):
        return node
    if node.tag in HIDDEN:
        return ""
    if node.tag == "br":
        return "\n"
    inner = "".join(map(text_of, node.children))
    return f"\n{inner}\n" if node.tag in BLOCKS or node.tag in ("td", "th") else inner


# --- what stands in lines ------------------------------------------------------------------------


def escape(text):
    """A text in which nothing is Markdown, but for what is so at the start of a line."""
    text = re.sub(r"([\\`*\[\]<])", r"\\\1", text)
    text = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


def guard_line(line):
    """A line of which nothing is Markdown at its start."""
    line = re.sub(r"^(#{1,6}(?= |$)|>|[-+](?= |$)|[-=][-= ]*$|~~~)", r"\\\1", line)
    return re.sub(r"^(\d{1,9})([.)](?: |$))", r"\1\\\2", line)


def code_span(text):
    """A text as code, with the blanks around it outside."""
    before, code, after = split_edges(re.sub(rf"[{BLANKS}]+", " ", text))
    if not code:
        return before
    ticks = "`" * (max(map(len, re.findall("`+", code)), default=0) + 1)
    edge = " " if "`" in (code[0], code[-1]) else ""
    return before + ticks + edge + code + edge + ticks + after


def destination(address):
    address = re.sub(r"[<>\\\s]", lambda found: f"%{ord(found[0]):02X}", address.strip())
    address = re.sub(r"&(?=#?\w+;)", "&amp;", address)
    return f"<{address}>" if re.search(r"[()]", address) or not address else address


def link(node, within):
    """A link, with the blanks around its text outside."""
    address = node.attributes["href"]
    before, text, after = split_edges(inline(node.children, within | {"a"}))
    if re.fullmatch(r"(https?|mailto):[^\s<>]+", address) and text_of(node).strip() == address:
        return f"{before}<{address}>{after}"
    return f"{before}[{text}]({destination(address)}){after}"


def picture(node):
    alternative = escape(node.attributes.get("alt", ""))
    source = node.attributes.get("src", "")
    return f"![{alternative}]({destination(source)})" if source else alternative


def is_punctuation(character, kinds="PS"):
    return character in string.punctuation or unicodedata.category(character)[0] in kinds


def may_mark(before, text, after):
    """Whether asterisks around the text would mark it (CommonMark, flanking runs)."""
    opens = not is_punctuation(text[0]) or not before or before.isspace()
    closes = not is_punctuation(text[-1]) or not after or after.isspace()
    opens = opens or is_punctuation(before, "P")
    closes = closes or is_punctuation(after, "P")
    return opens and closes and before != "*" and after != "*"


def split_edges(text):
    """A text as the blanks and breaks before it, itself, and those after it."""
    return re.fullmatch(r"((?:\\\n| )*)(.*?)((?:\\\n| )*)", text, re.DOTALL).groups()


def join(pieces):
    """Pieces as one text: (text, "", ()) each, or ("", mark, what it marks), or ("", "`", code). A
    mark that would not be read as one is left out."""
    done, waiting = "", list(reversed(pieces))
    # The code that is last in done, and what is before it.
    code, before_code = "", ""
    while waiting:
        text, mark, marked = waiting.pop()
        if mark == "`":
            # Side by side their marks would run together.
            done = before_code if code else done
            code, before_code = code + marked, done
            done += code_span(code)
            continue
        if mark:
            before, body, after = split_edges(join(marked))
            following = next(("*" if m else t for t, m, _ in reversed(waiting)), "")
            if body and not may_mark((done + before)[-1:], body, (after or following)[:1]):
                waiting.extend(reversed(marked))
                continue
            text = before + mark + body + mark + after if body else before + after
        if text.startswith("[") and done.endswith("!"):
            # It would make a picture of the link.
            done = done[:-1] + "\\!"
        if text:
            code, done = "", done + text
    return done


def code_pieces(node, within):
    """Code, in which links stay links."""
    if isinstance(node, str) or not has_link(node):
        return [("", "`", text_of(node))]
    if node.tag == "a":
        inner = Node("code")
        inner.children = node.children
        linked = Node("a", node.attributes.items())
        linked.children = [inner]
        return inline_pieces(linked, within)
    return [piece for child in node.children for piece in code_pieces(child, within)]


def has_link(node):
    return isinstance(node, Node) and (
        bool(node.tag == "a" and node.attributes.get("href")) or any(map(has_link, node.children))
    )


def inline_pieces(node, within):
    """A text or an element within a paragraph, as pieces for join."""
    if isinstance(node, str):
        return [(escape(re.sub(rf"[{BLANKS}]+", " ", node)), "", ())] if node else []
    if node.tag in HIDDEN or node.tag == "wbr":
        return []
    if node.tag in CODE:
        return code_pieces(node, within)
    is_text = node.tag == "a" and ("a" in within or not node.attributes.get("href"))
    if node.tag in ALONE and not is_text:
        return [(ALONE[node.tag](node, within), "", ())]
    mark = EMPHASIS.get(node.tag, "") if "*" not in within else ""
    inner = all_pieces(node.children, within | {"*"} if mark else within)
    if mark:
        return [("", mark, inner)]
    edge = [(" ", "", ())] if node.tag in BLOCKS or node.tag in ("td", "th") else []
    return edge + inner + edge


# Elements that are one piece.
ALONE = {
    "a": link,
    "br": lambda node, within: HARD_BREAK,
    "img": lambda node, within: picture(node),
}


def all_pieces(nodes, within):
    return [piece for node in nodes for piece in inline_pieces(node, within)]


def inline(nodes, within=frozenset()):
    """Nodes as text in a line. within: "a" in a link, "*" in emphasis, within which there is no
    other: asterisks in a row have too many meanings."""
    return join(all_pieces(nodes, within))


def paragraph(nodes):
    """Nodes as a paragraph; empty if they show nothing."""
    text = re.sub(" {2,}", " ", inline(nodes))
    lines = (line.strip(" ") for line in text.split(HARD_BREAK))
    # Two breaks in a row have no form.
    return HARD_BREAK.join(guard_line(line) for line in lines if line)


# --- what stands in blocks -----------------------------------------------------------------------


def blocks(nodes):
    """The blocks that nodes make; what stands between elements is a paragraph."""
    found, run = [], []
    for node in [*nodes, None]:
        if node is not None and (isinstance(node, str) or node.tag not in BLOCKS):
            run.append(node)
            continue
        found.append(paragraph(run))
        found = [text for text in found if text]
        run = []
        if node is not None:
            found.extend(block(node, found[-1] if found else ""))
    return found


def block(node, previous):
    """The blocks of one element. previous: the block before it."""
    if node.tag in HEADINGS:
        text = paragraph(node.children).replace(HARD_BREAK, " ")
        text = re.sub(r"(^| )(#+)$", r"\1\\\2", text)
        return [f"{'#' * HEADINGS[node.tag]} {text}" if text else ""]
    if node.tag == "p":
        return blocks(node.children)
    if node.tag == "pre":
        # No link can stand in it.
        return [fence(text_of(node)), *(link(linked, frozenset()) for linked in links_of(node))]
    if node.tag == "hr":
        return ["***"]
    if node.tag in ("ul", "ol"):
        return [listing(node, previous)]
    inner = blocks(node.children)
    if node.tag == "blockquote":
        return [prefixed("\n\n".join(inner), "> ", "> ")]
    return inner


def links_of(node):
    for child in node.children:
        if has_link(child):
            yield from [child] if child.tag == "a" else links_of(child)


def fence(text):
    text = text.strip("\n")
    ticks = "`" * max(3, max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{ticks}\n{text}\n{ticks}" if text.strip() else ""


def prefixed(text, first, others):
    """A text whose lines begin with something."""
    lines = [(others if i else first) + line for i, line in enumerate(text.split("\n"))]
    return "\n".join(line.rstrip(" ") for line in lines)


def is_tight(blocks_of_item):
    """Whether nothing in an item needs an empty line: a list after a line needs none if it is of
    a kind that may end a paragraph."""
    return len(blocks_of_item) < 2 or (
        len(blocks_of_item) == 2 and re.match(r"[-+] |1[.)] ", blocks_of_item[1]) is not None
    )


def items_of(node):
    """The blocks of each item of a list. What is in none is one with what follows it."""
    run = []
    for child in [*node.children, None]:
        if isinstance(child, Node) and child.tag == "li" or child is None:
            yield blocks(run)
            run = []
        if isinstance(child, Node) and child.tag == "li":
            yield blocks(child.children)
        elif child is not None:
            run.append(child)


def listing(node, previous):
    """A list. Right after another one it takes the other mark, or both would be one."""
    ordered = node.tag == "ol"
    start = node.attributes.get("start", "1")
    number = int(start) if re.fullmatch("[0-9]{1,8}", start) else 1
    other = re.match(r"(-|\d+\.) ", previous) is not None
    items = [body for body in items_of(node) if body]
    between = "\n" if all(map(is_tight, items)) else "\n\n"
    texts = []
    for i, body in enumerate(items):
        mark = "+ " if other else "- "
        if ordered:
            mark = f"{number + i}{')' if other else '.'} "
        texts.append(prefixed(between.join(body), mark, " " * len(mark)))
    return between.join(texts)


def convert(text):
    """HTML as Markdown."""
    return "\n\n".join(blocks(parse(text).children))


def from_plain(text):
    """A plain text, of several lines perhaps, as Markdown that shows just that."""
    lines = (re.sub(rf"[{BLANKS}]+", " ", line).strip(" ") for line in text.split("\n"))
    done = HARD_BREAK.join(guard_line(escape(line)) for line in lines)
    return re.sub(r"(\\\n){2,}", "\n\n", done).strip(HARD_BREAK)
