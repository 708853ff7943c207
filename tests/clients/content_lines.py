"""iCalendar by the letter of RFC 5545: octets, lines and values, with nothing forgiven.

The readers that calendar programs use forgive much and have mistakes of their own; this one is
the measure. It shares no code with the program.
"""

import collections
import re

MAX_OCTETS = 75

# name: upper case; properties: in order; components: those within.
Component = collections.namedtuple("Component", "name properties components")
# params: name → value without its quotes; value: as written, unfolded.
Property = collections.namedtuple("Property", "name params value")

NAME = re.compile(r"[A-Za-z0-9-]+")
# A parameter's value: quoted, or without quotes and what would end it (RFC 5545 §3.1).
PARAM = re.compile(
    r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
)
# Control characters but the tab; noncharacters and lone surrogates are no text either.
FORBIDDEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")


def faults(data):
    """What is wrong with the octets of a calendar, as texts; nothing if all is well."""
    found = []
    if not data.startswith(b"BEGIN:VCALENDAR\r\n") or not data.endswith(b"END:VCALENDAR\r\n"):
        found.append("does not begin with BEGIN:VCALENDAR and end with END:VCALENDAR, CR LF")
    lines = data.split(b"\r\n")
    if lines.pop() != b"":
        found.append("octets after the last CR LF")
    for number, line in enumerate(lines, 1):
        found += [f"line {number}: {fault}: {line!r}" for fault in _line_faults(line)]
    return found


def _line_faults(line):
    if b"\r" in line or b"\n" in line:
        yield "a bare CR or LF"
    if len(line) > MAX_OCTETS:
        yield f"{len(line)} octets"
    if line in (b"", b" ", b"\t"):
        yield "an empty line"
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        yield "not UTF-8, or folded within a character"
        return
    if FORBIDDEN.search(text):
        yield f"a character that is no text: {FORBIDDEN.search(text).group()!r}"
    if line.startswith(b"\t"):
        yield "folded with a tab"
    if not line.startswith(b" ") and not NAME.match(text):
        yield "no name of a property"


def parse(data):
    """The VCALENDAR; raises ValueError with the line that is wrong."""
    root = Component("", [], [])
    stack = [root]
    for line in data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]:
        prop = _property(line)
        if prop.name == "BEGIN":
            stack.append(Component(prop.value, [], []))
            stack[-2].components.append(stack[-1])
        elif prop.name == "END":
            if len(stack) == 1 or stack.pop().name != prop.value:
                raise ValueError(f"no such component is open: {line}")
        else:
            stack[-1].properties.append(prop)
    if len(stack) != 1:
        raise ValueError(f"{stack[-1].name} has no end")
    if root.properties or [part.name for part in root.components] != ["VCALENDAR"]:
        raise ValueError("not one VCALENDAR")
    return root.components[0]


def _property(line):
    match = NAME.match(line)
    if not match:
        raise ValueError(f"no name: {line}")
    position = match.end()
    params = {}
    while param := PARAM.match(line, position):
        if param[1].upper() in params:
            raise ValueError(f"a parameter twice: {line}")
        params[param[1].upper()] = param[2].strip('"')
        position = param.end()
    if line[position : position + 1] != ":":
        raise ValueError(f"no value: {line}")
    return Property(match[0].upper(), params, line[position + 1 :])


def text(value):
    """A TEXT value (RFC 5545 §3.3.11)."""
    if not re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value):
        raise ValueError(f"an escape that is none, or a ; or , without one: {value}")
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def texts(value):
    """A list of TEXT values."""
    parts = re.findall(r"(?:^|,)((?:\\.|[^,\\])*)", value)
    return [text(part) for part in parts]


def get(component, name):
    """The only property of that name, or None; raises ValueError if there are several."""
    found = [prop for prop in component.properties if prop.name == name]
    if len(found) > 1:
        raise ValueError(f"{component.name} has {len(found)} of {name}")
    return found[0] if found else None
