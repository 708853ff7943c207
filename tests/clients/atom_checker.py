"""Atom by the letter of RFC 4287: what a feed must have, may have, and how it reads.

Feed readers forgive much; this one forgives nothing, and takes some things that are merely allowed
for faults because no feed of ours has them: a document type, scripts in a content, an empty title.
It shares no code with the program.
"""

import collections
import datetime
import html.parser
import re
import xml.etree.ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"

# lines: the text of each item of the list that the content is; links: {rel: href}.
Entry = collections.namedtuple("Entry", "id title published updated lines")
Feed = collections.namedtuple("Feed", "id title updated author links entries")

# How often an element may be there: at least, at most (None: any number).
ONCE, PERHAPS, ANY = (1, 1), (0, 1), (0, None)
COMMON = {
    "id": ONCE, "title": ONCE, "updated": ONCE, "author": ANY, "contributor": ANY,
    "category": ANY, "link": ANY, "rights": PERHAPS,
}  # fmt: skip
CHILDREN = {
    "feed": {
        **COMMON, "generator": PERHAPS, "icon": PERHAPS, "logo": PERHAPS, "subtitle": PERHAPS,
        "entry": ANY,
    },
    "entry": {
        **COMMON, "published": PERHAPS, "source": PERHAPS, "summary": PERHAPS, "content": PERHAPS,
    },
    "author": {"name": ONCE, "uri": PERHAPS, "email": PERHAPS},
    "contributor": {"name": ONCE, "uri": PERHAPS, "email": PERHAPS},
}  # fmt: skip
ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "generator": {"uri", "version"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    **{name: {"type"} for name in ("title", "subtitle", "summary", "rights")},
}
# Of the registry of link relations, those that a feed has a use for.
RELATIONS = {"self", "alternate", "related", "via", "enclosure", "next", "previous", "hub"}

STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+")
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(; *[a-z]+=[A-Za-z0-9-]+)*")
# XML 1.0 §2.2. It allows U+007F to U+009F, but HTML takes references to them for others.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

VOID = {"br", "hr", "img", "wbr"}
UNWANTED = {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link"}


class Html(html.parser.HTMLParser):
    """Reads a piece of HTML in which every element that can end is ended."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.items, self.faults = [], [], []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not ended" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        if tag in UNWANTED:
            self.faults.append(f"<{tag}> has no place in a feed")
        for name, value in attrs:
            if name.startswith("on") or "script:" in (value or ""):
                self.faults.append(f"{name} of <{tag}> has no place in a feed")
        if tag == "li":
            self.items.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> ends nothing, or something else")

    def handle_data(self, data):
        if FORBIDDEN.search(data):
            self.faults.append(f"{FORBIDDEN.search(data).group()!r} is no text")
        if "li" in self.open:
            self.items[-1] += data

    def handle_comment(self, data):
        self.faults.append("a comment")

    def handle_decl(self, decl):
        self.faults.append("a declaration")

    def handle_pi(self, data):
        self.faults.append("a processing instruction")

    def unknown_decl(self, data):
        self.faults.append("a marked section")


def check(data):
    """What is wrong with the octets of a feed, as texts; nothing if all is well."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"not UTF-8: {error}"]
    if FORBIDDEN.search(text):
        return [f"{FORBIDDEN.search(text).group()!r} is no character of XML"]
    if "<!DOCTYPE" in text:
        return ["a document type"]
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        return [f"not well-formed: {error}"]
    if root.tag != ATOM + "feed":
        return [f"the root is {root.tag}"]
    return list(_feed_faults(root))


def _name(element):
    """The name of an element of Atom; None for a foreign one."""
    return element.tag[len(ATOM) :] if element.tag.startswith(ATOM) else None


def _children(parent, name):
    return parent.findall(ATOM + name)


def _feed_faults(root):
    yield from _element_faults(root)
    entries = _children(root, "entry")
    if not _children(root, "author") and not all(_children(entry, "author") for entry in entries):
        yield "feed: no author, and entries without"
    ids = [id.text for id in root.iter(ATOM + "id")]
    for id in sorted({str(id) for id in ids if ids.count(id) > 1}):
        yield f"feed: the id {id} stands more than once"
    for entry in entries:
        rels = [link.get("rel", "alternate") for link in _children(entry, "link")]
        if not _children(entry, "content") and "alternate" not in rels:
            yield "entry: neither content nor link to an alternate"


def _element_faults(element):
    """What is wrong with an element of Atom, and with those within."""
    name = _name(element)
    for attribute in element.keys():
        if not attribute.startswith("{") and attribute not in ATTRIBUTES.get(name, ()):
            yield f"{name}: unknown attribute {attribute}"
    yield from CHECKS.get(name, lambda element: ())(element)
    if name not in CHILDREN:
        return
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        yield f"{name}: text between its elements"
    allowed = CHILDREN[name]
    for child, (least, most) in allowed.items():
        count = len(_children(element, child))
        if count < least or (most is not None and count > most):
            yield f"{name}: {count} of {child}"
    for child in element:
        if _name(child) in allowed:
            yield from _element_faults(child)
        elif _name(child) is not None or not child.tag.startswith("{"):
            yield f"{name}: unknown element {child.tag}"
    if name in ("feed", "entry"):
        yield from _links_faults(element)


def _links_faults(parent):
    links = [
        (link.get("rel", "alternate"), link.get("type"), link.get("hreflang"))
        for link in _children(parent, "link")
    ]
    if [rel for rel, _, _ in links].count("self") > 1:
        yield f"{_name(parent)}: more than one link to itself"
    for link in sorted({link for link in links if links.count(link) > 1}, key=str):
        if link[0] == "alternate":
            yield f"{_name(parent)}: more than one link to an alternate of type {link[1]}"


def _plain_faults(element):
    """Of an element that holds nothing but text, and some."""
    if len(element):
        yield f"{_name(element)}: elements within"
    elif not (element.text or "").strip():
        yield f"{_name(element)}: empty"


def _id_faults(element):
    yield from _plain_faults(element)
    text = element.text or ""
    if not IRI.fullmatch(text):
        yield f"{_name(element)}: {text!r} is no IRI"
    if text.startswith("urn:uuid:") and not UUID.fullmatch(text):
        yield f"{_name(element)}: {text!r} is no version 5 UUID in lower case"


def _iri_faults(element):
    yield from _plain_faults(element)
    if not IRI.fullmatch(element.text or ""):
        yield f"{_name(element)}: {element.text!r} is no absolute IRI"


def _date_faults(element):
    yield from _plain_faults(element)
    text = element.text or ""
    match = STAMP.fullmatch(text)
    try:
        datetime.datetime(*map(int, match.groups()[:6]))
    except (AttributeError, ValueError):
        yield f"{_name(element)}: {text!r} is no date of RFC 3339"


def _text_faults(element):
    """Of a text construct (RFC 4287 §3.1), or a content (§4.1.3)."""
    name, kind = _name(element), element.get("type", "text")
    if name == "content" and element.get("src") is not None:
        if len(element) or element.text:
            yield "content: both text and src"
    elif kind == "xhtml":
        if [child.tag for child in element] != [XHTML + "div"] or (element.text or "").strip():
            yield f"{name}: not one div of XHTML"
        yield from (f"{name}: {fault}" for fault in Html(_xhtml_text(element)).faults)
    elif kind in ("text", "html"):
        yield from _plain_faults(element)
        if kind == "html":
            yield from (f"{name}: {fault}" for fault in Html(element.text or "").faults)
    elif name != "content" or not MEDIA_TYPE.fullmatch(kind):
        yield f"{name}: the type is {kind!r}"


def _xhtml_text(element):
    text = "".join(ET.tostring(child, encoding="unicode") for child in element)
    return re.sub(r"(</?)\w+:", r"\1", text)


def _link_faults(element):
    rel, media_type, href = (element.get(name) for name in ("rel", "type", "href"))
    if not IRI.fullmatch(href or ""):
        yield f"link: href {href!r} is no absolute IRI"
    if rel is not None and rel not in RELATIONS and not IRI.fullmatch(rel):
        yield f"link: unknown rel {rel!r}"
    if media_type is not None and not MEDIA_TYPE.fullmatch(media_type):
        yield f"link: {media_type!r} is no media type"
    if len(element) or (element.text or "").strip():
        yield "link: not empty"


def _category_faults(element):
    if not element.get("term"):
        yield "category: no term"


CHECKS = {
    "id": _id_faults,
    "icon": _iri_faults,
    "logo": _iri_faults,
    "uri": _iri_faults,
    "title": _text_faults,
    "subtitle": _text_faults,
    "summary": _text_faults,
    "rights": _text_faults,
    "content": _text_faults,
    "updated": _date_faults,
    "published": _date_faults,
    "name": _plain_faults,
    "email": _plain_faults,
    "generator": _plain_faults,
    "link": _link_faults,
    "category": _category_faults,
}


def read(data):
    """A feed without faults as a Feed; entries whose content is HTML."""
    root = ET.fromstring(data)
    return Feed(
        **{name: root.findtext(ATOM + name) for name in ("id", "title", "updated")},
        author=root.findtext(f"{ATOM}author/{ATOM}name"),
        links={link.get("rel"): link.get("href") for link in _children(root, "link")},
        entries=[_read_entry(entry) for entry in _children(root, "entry")],
    )


def _read_entry(entry):
    texts = {name: entry.findtext(ATOM + name) for name in ("id", "title", "published", "updated")}
    return Entry(**texts, lines=Html(entry.findtext(ATOM + "content")).items)
