"""Looks for words in octets, however these say them."""

import base64
import contextlib
import gzip
import html
import re
import unicodedata


def readings(octets):
    """Ways in which octets may say something."""
    yield octets
    unfolded = re.sub(rb"\r?\n[ \t]", b"", octets)
    yield unfolded
    text = unfolded.decode("utf-8", "replace")
    yield html.unescape(text).encode()
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text).encode("utf-8", "replace")
    yield re.sub(rb"%([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), unfolded)
    for run in re.findall(rb"[A-Za-z0-9+/_-]{12,}={0,2}", unfolded):
        for start in range(4):
            piece = run[start:].translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
            with contextlib.suppress(ValueError):
                yield base64.b64decode(piece + b"=" * (-len(piece) % 4))
    with contextlib.suppress(OSError, EOFError):
        yield gzip.decompress(octets)


# What pages are searched by has small letters alone, no accents and no dashes.
SEARCHED = re.compile(rb'data-find="([^"]*)"')


def folded(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-\u2010-\u2015]", " ", plain.lower()).split())


def searched_in(words, octets):
    """Those of the words that pages are searched by: whole ones, as "zephyr" is not "Zéphyrine"."""
    text = "\n".join(html.unescape(found.decode()) for found in SEARCHED.findall(octets))
    return {word for word in words if re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", text)}


def words_in(words, octets):
    """Those of the words that octets say, sorted."""
    found = searched_in(words, octets)
    for reading in readings(SEARCHED.sub(b"", octets)):
        found |= {word for word in words if word.lower().encode() in reading.lower()}
    return sorted(found)
