#!/usr/bin/python3
"""The access log: a line for each request, which no client can forge, and for which nobody waits."""

import json
import os
import pathlib
import random
import re
import signal
import urllib.parse

import server
from server import Client, Server, UnixSocket

FEED = "/meeting/agenda.ics"

COMBINED = re.compile(
    r'(?P<address>\S+) - - \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000\] '
    r'"(?P<method>[^" ]*) (?P<target>[^" ]*) (?P<version>[^" ]*)" (?P<status>\d{3}) '
    r'(?P<octets>\d+|-) "(?P<referer>[^"]*)" "(?P<user_agent>[^"]*)"'
)


def unescaped(text):
    """What a text in the combined format was, an octet a character."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda octet: chr(int(octet[1], 16)), text)


def combined(line):
    fields = COMBINED.fullmatch(line)
    assert fields and line.isascii() and line.isprintable(), line
    return {name: unescaped(value) for name, value in fields.groupdict().items()}


def logging(agenda, form, **how):
    return Server(agenda, options=["--access-log", form, *how.pop("options", ())], **how)


def log_of(running):
    """The lines of the log, which follow those with addresses; it must have nothing to say."""
    running.signal(signal.SIGTERM)
    lines = running.process.stdout.read().split("\n")
    status, errors = running.wait()
    assert (status, errors) == (0, ""), errors
    assert lines.pop() == ""
    addresses = [number for number, line in enumerate(lines) if line.startswith("http://")]
    return lines[addresses[-1] + 1 :]


def test_without_the_option_there_is_none():
    with server.scratch() as folder:
        running = Server(server.write_agenda(folder))
        with Client(running) as client:
            client.ask(FEED)
        assert log_of(running) == []


def test_each_request_is_a_line_in_the_combined_format():
    with server.scratch() as folder:
        running = logging(server.write_agenda(folder), "combined")
        with Client(running) as client:
            answer = client.ask(f"{FEED}?download=1", "User-Agent: one", "Referer: https://a.b/")
            client.ask(FEED, f"If-None-Match: {answer.headers['etag']}")
            client.ask(FEED, method="HEAD")
            client.ask("/none?a=1", method="POST")
        lines = [combined(line) for line in log_of(running)]
    assert all(line["address"] == "127.0.0.1" for line in lines), lines
    assert [(line["method"], line["target"], line["status"], line["octets"]) for line in lines] == [
        ("GET", f"{FEED}?download=1", "200", str(len(answer.body))),
        ("GET", FEED, "304", "0"),
        ("HEAD", FEED, "200", "0"),
        ("POST", "/none?a=1", "404", "70"),
    ], lines
    assert (lines[0]["user_agent"], lines[0]["referer"]) == ("one", "https://a.b/"), lines
    assert (lines[1]["user_agent"], lines[1]["referer"]) == ("-", "-"), lines


def test_each_request_is_a_line_in_json():
    with server.scratch() as folder:
        running = logging(server.write_agenda(folder), "json")
        with Client(running) as client:
            answer = client.ask(FEED, "User-Agent: one")
            client.ask("/none")
        lines = [json.loads(line) for line in log_of(running)]
    assert list(lines[0]) == ["time", "address", "method", "target", "version", "status", "octets",
                              "referer", "user_agent", "duration_us"]
    durations = [line.pop("duration_us") for line in lines]
    assert all(0 <= duration < server.PATIENCE * 1_000_000 for duration in durations), durations
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", lines[0].pop("time")), lines
    assert lines[0] == {"address": "127.0.0.1", "method": "GET", "target": FEED,
                        "version": "HTTP/1.1", "status": 200, "octets": len(answer.body),
                        "referer": None, "user_agent": "one"}
    assert lines[1]["status"] == 404, lines


HOSTILE = [
    b'"', b"\\", b'" 200 5 "-" "-"', b'"}\n{"time":"x"}', b"\x1b[2J", b"\x7f", b"\xff\xfe",
    "é ‮".encode(), b"\xc2\x9b31m", b"%00%0a%0d", b"\t", b"%s%n", b"a" * 3000, b"\\x22", b"\\u0022",
]


def test_no_client_can_forge_a_line():
    with server.scratch() as folder:
        for form, parse in (("combined", combined), ("json", json.loads)):
            running = logging(server.write_agenda(folder), form)
            sent = 0
            for octets in HOSTILE:
                for head in (
                    b"GET " + FEED.encode() + b" HTTP/1.1\r\nHost: a\r\nUser-Agent: %b\r\n\r\n",
                    b"GET " + FEED.encode() + b" HTTP/1.1\r\nHost: a\r\nReferer: %b\r\n\r\n",
                    b"GET /%b HTTP/1.1\r\nHost: a\r\n\r\n",
                    b"GET /?%b HTTP/1.1\r\nHost: a\r\n\r\n",
                    b"GET%b / HTTP/1.1\r\nHost: a\r\n\r\n",
                ):
                    with Client(running) as client:
                        client.send(head.replace(b"%b", octets))
                        answer = client.read_answer()
                    sent += answer is not None and answer.status != 431
            lines = log_of(running)
            assert 50 < len(lines) <= sent, f"{len(lines)} lines of {sent} answers"
            for line in lines:
                fields = parse(line)
                assert line.isascii() and line.isprintable(), line
                assert fields["address"] == "127.0.0.1", line


def test_random_octets_come_back_as_they_were():
    seed = int(os.environ.get("TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"TEST_SEED={seed}", flush=True)
    chance = random.Random(seed)
    allowed = bytes([*range(0x21, 0x7F), *range(0x80, 0x100)])
    agents = [bytes(chance.choice(allowed) for _ in range(chance.randrange(1, 200)))
              for _ in range(100)]
    with server.scratch() as folder:
        for form, parse in (("combined", combined), ("json", json.loads)):
            running = logging(server.write_agenda(folder), form)
            with Client(running) as client:
                for agent in agents:
                    client.send(b"GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: " + agent + b"\r\n\r\n")
                    assert client.read_answer().status == 200
            found = [parse(line)["user_agent"] for line in log_of(running)]
            assert found == [agent.decode("latin-1") for agent in agents]


def test_tokens_are_never_in_the_log():
    with server.scratch() as folder:
        for form in ("combined", "json"):
            running = logging(server.write_agenda(folder), form)
            with Client(running) as client:
                for target in ("/private/SECRET.ics", "/private/SECRET.ics?download=1",
                               "/%70rivate/SECRET", "/private%2FSECRET", "/PRIVATE/SECRET",
                               "http://a/private/SECRET"):
                    client.ask(target, "Referer: https://a/private/SECRET.ics")
            lines = log_of(running)
            assert len(lines) == 6 and "/private/-" in lines[0], lines
            assert not any("SECRET" in line for line in lines), lines


LETTERS = "abcdefghijklmnopqrstuvwxyz234567"

# What an address of a private calendar may begin with, on its way through programs that see to
# addresses in their own ways; and what stands between the folder and the token.
BEFORE = ["/private", "//private", "/./private", "/x/../private", "/PRIVATE", "/forum/private",
          "http://a/private", "https://a:8443//private", "/?u=/private", "webcal://a/private", ""]
BETWEEN = ["/", "//", "/./", "\\", "/\\", "%2f", "%5C", ";x=y/", "?", "#", "/../private/"]


def escaped(chance, text, share):
    """With some of its octets escaped, and some of what comes of that escaped again."""
    for _ in range(chance.choice((0, 0, 1, 2, 3))):
        text = "".join(
            f"%{ord(c):02{chance.choice('xX')}}" if chance.random() < share else c for c in text
        )
    return text


def some_spelling(chance, token):
    case = chance.choice((str, str, str.upper, str.title))
    words = chance.choice(BEFORE) + chance.choice(BETWEEN) + case(token) + chance.choice(
        ("", ".ics", ".ics?download=1", "/", "&x=1", "%00", " HTTP/1.0", "\t.html"))
    return escaped(chance, words, chance.choice((0.05, 0.3, 1)))


def seen_through(line):
    """What a reader may make of a line, all escapes of all kinds undone; in small letters."""
    text, before = unescaped(line.lower()), None
    while text != before:
        before = text
        text = re.sub(r"\\u00([0-9a-f]{2})", lambda octet: chr(int(octet[1], 16)), text)
        text = re.sub("[\x00-\x1f]", "", urllib.parse.unquote(text, "latin-1")).lower()
    return text


def test_tokens_of_chance_are_in_no_field_in_any_spelling():
    seed = int(os.environ.get("TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"TEST_SEED={seed}", flush=True)
    chance = random.Random(seed)
    tokens = ["".join(chance.choices(LETTERS, k=32)) for _ in range(50)]
    with server.scratch() as folder:
        for form in ("combined", "json"):
            running = logging(server.write_agenda(folder), form)
            sent = 0
            for _ in range(1000):
                spelling = some_spelling(chance, chance.choice(tokens)).encode("latin-1")
                place = chance.choice((
                    b"GET %b HTTP/1.1\r\nHost: a\r\n",
                    b"GET /meeting/agenda.ics?x=%b HTTP/1.1\r\nHost: a\r\n",
                    b"GET / HTTP/1.1\r\nHost: a\r\nReferer: https://a%b\r\n",
                    b"GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: an app (+%b)\r\n",
                    b"%b / HTTP/1.1\r\nHost: a\r\n",
                    b"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: %b\r\n",
                ))
                octets = place.replace(b"%b", spelling) + b"Connection: close\r\n\r\n"
                sent += len(server.answers_to(running, octets))
            lines = log_of(running)
            assert 800 < len(lines) <= sent, f"{len(lines)} lines of {sent} answers"
            for line in lines:
                text = seen_through(line)
                for token in tokens:
                    for at in range(0, 33 - 12):
                        assert token[at : at + 12] not in text, (line, token)


def test_an_answer_that_is_cut_has_no_octets():
    with server.scratch() as folder:
        running = logging(server.write_large_agenda(folder), "json")
        with Client(running, receive_buffer=4096) as cut:
            cut.send(b"GET /large/agenda.ics HTTP/1.1\r\nHost: a\r\n\r\n")
            cut.input.read(100)
        lines = [json.loads(line) for line in log_of(running)]
        assert [(line["status"], line["octets"]) for line in lines] == [(200, None)], lines


def test_addresses_of_ipv6_and_unix_are_told():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        options = ["--listen", f"unix:{path}"]
        listen = "[::1]:0" if server.has_ipv6_loopback() else "127.0.0.1:0"
        running = logging(server.write_agenda(folder), "combined", listen=listen, options=options)
        server.ask(running, "/")
        server.ask(UnixSocket(path), "/")
        addresses = [combined(line)["address"] for line in log_of(running)]
        assert sorted(addresses) == sorted([running.host, "unix:"]), addresses


def test_behind_a_trusted_proxy_the_client_is_told():
    with server.scratch() as folder:
        options = ["--trusted-proxy", "127.0.0.1"]
        running = logging(server.write_agenda(folder), "combined", options=options)
        with Client(running) as client:
            client.ask("/", "X-Forwarded-For: 198.51.100.9, 192.0.2.7")
            client.ask("/", "X-Forwarded-For: 2001:db8::1")
            client.ask("/", 'X-Forwarded-For: "a" 1')
            client.ask("/")
        addresses = [combined(line)["address"] for line in log_of(running)]
        assert addresses == ["192.0.2.7", "2001:db8::1", "127.0.0.1", "127.0.0.1"], addresses


def fill(running):
    """Asks for more than output and memory of the log hold, and the metric of what was lost."""
    agent = "User-Agent: " + '"' * 1000
    with Client(running) as client:
        for _ in range(300):
            assert client.ask("/" + "%20" * 600, agent).status == 404
        metrics = client.ask("/metrics").body.decode()
    return int(re.search(r"^confeed_access_log_lost_lines_total (\d+)$", metrics, re.M)[1])


def test_nobody_waits_for_an_output_that_nobody_reads():
    with server.scratch() as folder:
        running = logging(server.write_agenda(folder), "json")
        assert fill(running) > 0
        running.signal(signal.SIGTERM)
        assert running.process.wait(server.PATIENCE) == 0
        errors = running.process.stderr.read()
        lost = re.search(r"^confeed: error: lines of the access log that were lost: (\d+)$", errors,
                         re.M)
        assert lost, errors
        lines = running.process.stdout.read().splitlines()
        requests = sum(line.startswith("{") and line.endswith("}") for line in lines)
        assert requests + int(lost[1]) == 301, (requests, lost[1])


def test_an_output_that_is_closed_costs_lines_and_nothing_else():
    with server.scratch() as folder:
        running = logging(server.write_agenda(folder), "combined")
        running.process.stdout.close()
        with Client(running) as client:
            for _ in range(20):
                assert client.ask(FEED).status == 200
        running.signal(signal.SIGTERM)
        assert running.process.wait(server.PATIENCE) in (0, 3)
        assert "lines of the access log that were lost: 20\n" in running.process.stderr.read()


server.run(__name__)
