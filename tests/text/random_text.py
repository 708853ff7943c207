"""Random texts of the kinds that break calendars, and agendas full of them."""

import json
import re

import yaml

# What no text may hold: control characters, the byte order mark, what is no character. Tab and line
# feed are allowed in abstracts and descriptions.
CONTROLS = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if c not in (0x0D, 0x85)]
# What a text may hold, but no feed as it is.
LINE_ENDS = ["\r\n", "\r", "\x85", "\u2028", "\u2029"]
NO_CHARACTERS = ["\ufeff", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]
FORBIDDEN = [*CONTROLS, *NO_CHARACTERS]

SNIPPETS = [
    "\\n", "\\N", "\\\\n", "\\,", "\\;", "\\", "\\\\", "\\t", "%2C", "%5C", "%3B", "%3A", "^n",
    "^'", '"', "'", ",", ";", ":", "=", "&amp;", "<b>", "#", "]]>", "`", "\u2019", "%", "{}", "|",
    "- ", "BEGIN:VEVENT", "END:VCALENDAR", "X-EVIL:1", ";VALUE=DATE:", "TZID=", "\u00a0",
    "\u00ad", "e\u0301", "a\u030a\u0323", "\u0928\u093f", "\U0001f469\u200d\U0001f52c",
    "\U0001f1e7\U0001f1ea", "\U0001f44d\U0001f3fd", "\u2764\ufe0f", "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u0631\u062d\u0628\u0627", "\u200f", "\u202b", "\u202c", "\u4f1a\u8b70",
    "\u0e01\u0e33", "\ufdfa", "\u1e9e", "\U00020000", "\U000e0041", "\U0010fffd", "\ue000",
    "\u0300", "\u3000",
]  # fmt: skip
PLANES = [0, 0, 0, *range(17)]


def character(rng):
    """A character of any plane that can stand in a text."""
    while True:
        code = (rng.choice(PLANES) << 16) + rng.randrange(0x10000)
        is_surrogate = 0xD800 <= code < 0xE000
        is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code < 0xFDF0
        if not is_surrogate and not is_noncharacter and chr(code) not in FORBIDDEN + LINE_ENDS:
            return chr(code)


def piece(rng, blanks):
    kind = rng.randrange(6)
    if kind == 0:
        return rng.choice(SNIPPETS) if blanks else rng.choice(SNIPPETS).replace(" ", "")
    if kind == 1:
        return character(rng)
    if kind == 2 and blanks:
        return " " * rng.choice([1, 1, 1, 2, 9])
    length = rng.randrange(1, 12)
    return "".join(rng.choice("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-") for _ in range(length))


def length(rng):
    """Octets: around those at which lines are folded, and far beyond."""
    near = rng.choice([73, 74, 75, 76, 146, 147, 148, 149, 150])
    return rng.choice([near, near - rng.randrange(40), rng.randrange(1, 300), rng.randrange(1, 20)])


def fill(text, octets):
    """Cut, or lengthened with x, to exactly that many octets."""
    cut = text.encode()[:octets].decode(errors="ignore")
    return cut + "x" * (octets - len(cut.encode()))


def line(rng, octets=None):
    """A text of one line."""
    octets = octets or length(rng)
    blanks = rng.random() < 0.6
    text = ""
    while len(text.encode()) < octets:
        text += piece(rng, blanks)
    filled = fill(text, octets)
    # A text of blanks alone is none.
    return filled if filled.strip(" ") else "x" * octets


# Without them no text counts as Markdown (src/render/markdown.h).
MARKS = dict.fromkeys(map(ord, "*_`~[\\&#>="), "x")


def lines(rng):
    """A text of several lines, with tabs, that stays as it is."""
    parts = [line(rng).translate(MARKS) for _ in range(rng.randrange(1, 5))]
    end = rng.choice(["", "", "\n", "\n\n"])
    return rng.choice(["\n", "\n\n", "\n\t", "\t\n"]).join(parts) + end


def text(rng, make=line):
    """A text in one language, or in several."""
    if rng.random() < 0.8:
        return make(rng)
    return {tag: make(rng) for tag in rng.sample(["en", "fr", "ar", "zh-Hant", "pt-BR"], 2)}


def url(rng):
    """A URL of characters that RFC 3986 allows."""
    allowed = "abcXYZ019-._~!$&'()*+,;=:@/?"
    tail = "".join(rng.choice(allowed) for _ in range(rng.randrange(200)))
    return "https://example.org/" + tail + rng.choice(["", "%2C%5Cn", "#top", "%E2%82%AC"])


def some(rng, **values):
    """Keys whose value is a function of rng, most of them."""
    return {key.replace("_", "-"): make(rng) for key, make in values.items() if rng.random() < 0.8}


def two_labels(rng):
    """Labels of two roles that make different categories: equal ones have a test of their own."""
    while True:
        pair = [text(rng), text(rng)]
        first = [label if isinstance(label, str) else next(iter(label.values())) for label in pair]
        if len({re.sub(r"[,;\\]", "", label) for label in first}) == 2:
            return pair


def agenda(rng, name):
    """An agenda with a random text wherever one can be."""
    agencies = [
        {"id": f"agency-{index}", "short": line(rng), **some(rng, name=text)} for index in range(3)
    ]
    own_label, chair_label = two_labels(rng)
    own = {"id": "own-role", "label": own_label, "present": False}
    roles = ["own-role", "chair", "input", "background-paper"]
    pairs = [(agency["id"], role) for agency in agencies for role in roles]

    def contribution(agency, role):
        status = rng.choice(["confirmed", "offered", "requested", "tentative"])
        return {"agency": agency, "role": role, "status": status, **some(rng, note=text)}

    def session(identity, **more):
        base = {"id": identity, "title": text(rng), "status": rng.choice(STATUSES)}
        return {**base, **some(rng, abstract=lambda r: text(r, lines), url=url), **more}

    def contributions():
        return {"contributions": [contribution(*pair) for pair in rng.sample(pairs, 4)]}

    numbers = rng.sample("1.1 1.2 1.10 1.02 2.1 Z a B_1 x-1 10 9 x..".split(), 5)
    sessions = [session(number, **contributions()) for number in numbers]
    sessions[0].update({"round-table": "1", "room": "room"})
    sessions[1].update({"round-table": "2"})
    return {
        "agenda": {
            "id": name,
            "title": text(rng),
            "timezone": rng.choice(["Europe/Brussels", "America/Argentina/Rio_Gallegos"]),
            "published": "2007-07-12T00:00:00Z",
            **some(rng, short=line, description=lambda r: text(r, lines), location=line, url=url),
        },
        "roles": [own, {"id": "chair", "label": chair_label}],
        "agencies": agencies,
        "rooms": [{"id": "room", "name": text(rng)}],
        "round-tables": [{"id": "1", "title": text(rng)}, {"id": "2"}],
        "days": [
            {
                "date": "2007-07-10",
                **some(rng, title=text),
                "slots": [
                    {"start": "09:00", "end": "10:00", "sessions": sessions},
                    {"start": "10:00", "end": "11:00", "break": session("pause", room="room")},
                    {"all-day": True, "plenary": session("opening", **contributions())},
                ],
            }
        ],
        "preparations": [
            {"id": "one", **contribution(*pairs[0]), "title": text(rng), "date": "2007-06-01"},
            {**contribution(*pairs[1]), "title": text(rng), "due": "2007-06-01"},
            {"id": "two", **contribution(*pairs[5]), "due": "2007-06-02", **some(rng, url=url)},
        ],
    }


STATUSES = ["confirmed", "tentative", "cancelled"]


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def to_yaml(data, style='"', **options):
    """YAML with every text in one style: that of the quotes given, | or None for what is plainest,
    but in double quotes where a text cannot be written so."""

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data):
            return True

    Dumper.add_representer(
        str, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, style)
    )
    return yaml.dump(data, Dumper=Dumper, sort_keys=False, **options)


def in_some_style(rng, data, raw):
    """YAML in one of the ways in which it is written."""
    style, width = rng.choice([None, '"', "'", "|"]), rng.choice([60, 1 << 20])
    content = to_yaml(data, style, allow_unicode=raw, width=width)
    if yaml.load(content, LOADER) != data:
        return to_yaml(data, allow_unicode=raw, width=1 << 20)
    return content


def write(rng, data, folder):
    """Writes an agenda as YAML or JSON, in one of the ways in which those are written."""
    name = data["agenda"]["id"]
    raw = rng.random() < 0.5
    if rng.random() < 0.5:
        path = folder / f"{name}.json"
        content = json.dumps(data, ensure_ascii=not raw, indent=rng.choice([None, 1]))
    else:
        path = folder / f"{name}.yaml"
        content = in_some_style(rng, data, raw)
    path.write_text(content, encoding="utf-8")
    return path
