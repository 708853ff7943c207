#!/usr/bin/python3
"""The checker of Atom feeds finds nothing in a good feed, and each fault in a bad one."""

import sys

import atom_checker

ID = "urn:uuid:6f0f4b3e-5c1d-5d1b-9a52-1f2c7d0e8a3"
ENTRY = f"""<entry>
<id>{ID}1</id>
<title>First</title>
<published>2007-07-09T08:00:00Z</published>
<updated>2007-07-09T08:00:00Z</updated>
<content type="html">&lt;ul&gt;&lt;li&gt;a &amp;amp; b&lt;/li&gt;&lt;/ul&gt;</content>
</entry>
"""
GOOD = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{ID}0</id>
<title>Changes</title>
<updated>2007-07-09T08:00:00Z</updated>
<author><name>Forum</name></author>
<generator>confeed</generator>
<link rel="self" type="application/atom+xml" href="https://example.org/a.atom"/>
<link rel="alternate" type="text/calendar" href="https://example.org/a.ics"/>
{ENTRY}</feed>
"""

# What is replaced in the good feed by what, and what the checker must say of it.
BAD = [
    ("</feed>", "", "not well-formed"),
    ("Changes", "a & b", "not well-formed"),
    ("Changes", "&#x1;", "not well-formed"),
    ("Changes", "\ufffe", "is no character of XML"),
    ("Changes", "\x85", "is no character of XML"),
    ("<feed", "<!DOCTYPE feed [<!ENTITY x 'y'>]><feed", "a document type"),
    ("2005/Atom", "2005/Atum", "the root is"),
    (f"<id>{ID}0</id>\n", "", "feed: 0 of id"),
    (f"{ID}0", "changes of ILO", "is no IRI"),
    (f"{ID}0", f"{ID}A", "is no version 5 UUID"),
    ("5c1d-5d1b", "5c1d-4d1b", "is no version 5 UUID"),
    (f"{ID}0", f"{ID}1", "stands more than once"),
    (ENTRY, ENTRY + ENTRY, "stands more than once"),
    ("<title>Changes</title>\n", "", "feed: 0 of title"),
    ("<title>Changes</title>", "<title> </title>", "title: empty"),
    ("<title>Changes</title>", "<title><b/></title>", "title: elements within"),
    ("<title>Changes", '<title type="md">Changes', "title: the type is 'md'"),
    ("<title>First</title>", "<title>1</title><title>2</title>", "entry: 2 of title"),
    ("<updated>2007-07-09T08:00:00Z</updated>\n<author>", "<author>", "feed: 0 of updated"),
    ("<published>2007-07-09T08:00:00Z", "<published>2007-07-09T08:00:00", "no date of RFC 3339"),
    ("<published>2007-07-09T08:00:00Z", "<published>2007-07-09 08:00:00Z", "no date of RFC 3339"),
    ("<published>2007-07-09T08:00:00Z", "<published>2007-02-29T08:00:00Z", "no date of RFC 3339"),
    ("<author><name>Forum</name></author>\n", "", "no author"),
    ("<name>Forum</name>", "", "author: 0 of name"),
    ("<name>Forum</name>", "<name></name>", "name: empty"),
    ("confeed", "", "generator: empty"),
    ('rel="alternate"', 'rel="self"', "more than one link to itself"),
    ('rel="self" type="application/atom+xml"', 'type="text/calendar"', "more than one link to an"),
    ('rel="self"', 'rel="me"', "unknown rel"),
    ("https://example.org/a.atom", "/a.atom", "is no absolute IRI"),
    (' href="https://example.org/a.atom"', "", "is no absolute IRI"),
    ("text/calendar", "calendar", "is no media type"),
    ("a.atom", 'a.atom" lang="en', "unknown attribute lang"),
    ("<entry>", "<item/><entry>", "unknown element"),
    ("<entry>", '<item xmlns=""/><entry>', "unknown element item"),
    ("<entry>", "text<entry>", "text between its elements"),
    ('type="html"', 'type="htm"', "content: the type is 'htm'"),
    ('type="html"', 'type="xhtml"', "not one div of XHTML"),
    ("<content ", '<content src="https://example.org/" ', "both text and src"),
    (ENTRY.split("\n")[5], "", "neither content nor link"),
    ("&lt;/ul&gt;", "", "<ul> is not ended"),
    ("&lt;/li&gt;", "", "</ul> ends nothing"),
    ("b&lt;/li", "&lt;script&gt;&lt;/script&gt;b&lt;/li", "<script> has no place"),
    ("&lt;li&gt;", "&lt;li onclick=x&gt;", "onclick of <li> has no place"),
    ("a &amp;amp; b", "&lt;!-- a --&gt;", "a comment"),
]

# What is allowed besides.
ALSO_GOOD = [
    (ENTRY, ""),
    ("<entry>", '<x:item xmlns:x="https://example.org/ns"/><entry>'),
    ("<feed ", '<feed xml:lang="en" '),
    ("2007-07-09T08:00:00Z", "2007-07-09T10:00:00.25+02:00"),
    (
        ENTRY.split("\n")[5],
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p></div></content>',
    ),
]


def wrong(old, new, expected):
    """What the checker says wrongly of a feed with something replaced; None if all is well."""
    if old not in GOOD:
        return f"{old!r} is not in the feed"
    found = atom_checker.check(GOOD.replace(old, new).encode())
    if expected is None:
        return f"{new!r} for {old!r}: {found}" if found else None
    if not any(expected in fault for fault in found):
        return f"{new!r} for {old!r}: {expected!r} is not among {found}"
    return None


def main():
    found = [wrong("Forum", "Forum", None)]
    found += [wrong(old, new, None) for old, new in ALSO_GOOD]
    found += [wrong(*case) for case in BAD]
    if not atom_checker.check(GOOD.encode("utf-16")):
        found.append("UTF-16 is taken for UTF-8")
    if atom_checker.read(GOOD.encode()).entries[0].lines != ["a & b"]:
        found.append("the lines of the content are not read")
    faults = [fault for fault in found if fault]
    print("\n".join([*faults, f"{len(found)} feeds checked, {len(faults)} wrongly"]))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
