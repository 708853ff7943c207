#!/usr/bin/python3
"""Requests of bad will, over raw sockets, each with the answers that it gets: at most one for each
request, and none for what hides in another one."""

import collections

import drill
import traffic
from drill import server

HOST = b"Host: example.org\r\n"
GET = b"GET /meeting/agenda.ics HTTP/1.1\r\n"
END = b"\r\n"

# Follows each of them on its connection, and ends it. Nothing else is answered as it is, so that
# one sees whether it was read as a request of its own: "next" in the table.
TELL_TALE = b"GET /meeting/agenda.ics?download=1 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"

OPTIONS = b"OPTIONS * HTTP/1.1\r\n" + HOST

CHUNKED = b"Transfer-Encoding: chunked\r\n"
CHUNKS = b"%x\r\n%s\r\n0\r\n\r\n" % (len(TELL_TALE), TELL_TALE)


def get(target, fields=b""):
    return b"GET " + target + b" HTTP/1.1\r\n" + HOST + fields + END


def line(first):
    return first + b"\r\n" + HOST + END


def fields(octets, body=b""):
    return GET + HOST + octets + END + body


def length(value, body=b""):
    return fields(b"Content-Length: " + value + b"\r\n", body)


# What it is, the octets, and the statuses of the answers: "-" stands for none, "!" behind one says
# that libmicrohttpd 0.9.75 gives it by itself, and "?" that it may get lost, when what was not read
# makes the system reset the connection.
TABLE = {
    "paths": [
        ("up and out", get(b"/../../../../etc/passwd"), "404 next"),
        ("up and out, within an agenda", get(b"/meeting/../../etc/passwd"), "404 next"),
        ("up and back", get(b"/meeting/../meeting/agenda.ics"), "404 next"),
        ("up, escaped", get(b"/%2e%2e/%2e%2e/etc/passwd"), "404 next"),
        ("up, escaped twice", get(b"/%252e%252e/%252e%252e/etc/passwd"), "404 next"),
        ("up, slash escaped", get(b"/..%2f..%2fetc%2fpasswd"), "404 next"),
        ("up, overlong UTF-8", get(b"/%c0%ae%c0%ae/etc/passwd"), "404 next"),
        ("up, with backslashes", get(b"/..\\..\\etc\\passwd"), "400"),
        ("up, backslash escaped", get(b"/..%5c..%5cetc%5cpasswd"), "404 next"),
        ("up, of a past revision", get(b"/meeting/../x.ics?rev=1"), "404 next"),
        ("NUL escaped", get(b"/meeting/agenda.ics%00"), "404 next"),
        ("NUL escaped, then an ending", get(b"/meeting/agenda.ics%00.html"), "404 next"),
        ("NUL", get(b"/meeting/agenda.ics\0"), "400"),
        ("NUL before the query", get(b"/meeting/agenda.ics\0?x"), "400"),
        ("line ends escaped", get(b"/%0d%0aX-Injected:%20yes"), "404 next"),
        ("line ends escaped in the query", get(b"/?download=1%0d%0aX-Injected:%20yes"), "400"),
        ("line ends escaped, led on", get(b"/meeting?q=%0d%0aX-Injected:%20yes"), "301 next"),
        ("line ends led on", get(b"/meeting?q=\r\nX-Injected: yes"), "400!"),
        ("a bare line feed led on", get(b"/meeting?q=\nX-Injected: yes"), "400!"),
        ("two slashes", get(b"//example.com/agenda.ics"), "404 next"),
        ("a broken escape", get(b"/%zz"), "400"),
        ("half an escape", get(b"/meeting/agenda.ics%2"), "400"),
        ("a fragment", get(b"/meeting/agenda.ics#top"), "400"),
        ("octets that are no text", get(b"/\xff\xfe"), "400"),
        ("letters beyond ASCII", get("/café".encode()), "400"),
        ("a file of the file system", get(b"/meeting/.confeed-manifest"), "404 next"),
        ("markup", get(b"/<script>alert(1)</script>"), "400"),
        ("a format string", get(b"/%25n%25n%25s"), "404 next"),
    ],
    "request lines": [
        ("absolute form", get(b"http://example.org/meeting/agenda.ics"), "200 next"),
        ("absolute form, of elsewhere", get(b"http://169.254.169.254/meta"), "404 next"),
        ("absolute form, with a user", get(b"http://a:b@example.org/"), "400"),
        ("absolute form, no host", get(b"http:///meeting/"), "400"),
        ("another scheme", get(b"file:///etc/passwd"), "400"),
        ("no slash", get(b"meeting/agenda.ics"), "400"),
        ("an asterisk", get(b"*"), "400"),
        ("OPTIONS of all", line(b"OPTIONS * HTTP/1.1"), "200"),
        ("OPTIONS of all and more", line(b"OPTIONS *?a HTTP/1.1"), "400"),
        ("OPTIONS of all, with a body", OPTIONS + b"Content-Length: 5\r\n\r\nhello", "200"),
        ("OPTIONS of all, in chunks", OPTIONS + CHUNKED + END + CHUNKS, "200"),
        ("OPTIONS of all, with a bad length", OPTIONS + b"Content-Length: x\r\n\r\n", "200"),
        ("CONNECT", line(b"CONNECT example.org:443 HTTP/1.1"), "400"),
        ("TRACE", line(b"TRACE /meeting/agenda.ics HTTP/1.1"), "405"),
        ("a method in small letters", line(b"get /meeting/agenda.ics HTTP/1.1"), "405"),
        ("a method in mixed letters", line(b"GeT /meeting/agenda.ics HTTP/1.1"), "405"),
        ("a method that begins as ours", line(b"GETS /meeting/agenda.ics HTTP/1.1"), "405"),
        ("a method of 1,000 letters", line(b"G" * 1000 + b" /meeting/ HTTP/1.1"), "405"),
        ("a method with NUL", line(b"GET\0 /meeting/agenda.ics HTTP/1.1"), "400"),
        ("a method alone", line(b"GET"), "-"),
        ("a method and a blank", line(b"GET "), "400!"),
        ("HTTP/0.9", b"GET /meeting/agenda.ics\r\n", "400!"),
        ("HTTP/0.9, said aloud", line(b"GET /meeting/agenda.ics HTTP/0.9"), "505!"),
        ("HTTP/2.0", line(b"GET /meeting/agenda.ics HTTP/2.0"), "505!"),
        ("HTTP/1.2", line(b"GET /meeting/agenda.ics HTTP/1.2"), "200 next"),
        ("HTTP/1", line(b"GET /meeting/agenda.ics HTTP/1"), "400!"),
        ("a version in small letters", line(b"GET /meeting/agenda.ics http/1.1"), "400!"),
        ("a version and more", line(b"GET /meeting/agenda.ics HTTP/1.1x"), "400!"),
        ("no version, but a Host", line(b"GET /meeting/agenda.ics"), "400!"),
        ("a blank at the end", line(b"GET /meeting/agenda.ics HTTP/1.1 "), "400!"),
        ("two blanks", line(b"GET  /meeting/agenda.ics  HTTP/1.1"), "400"),
        ("a blank at the beginning", line(b" GET /meeting/agenda.ics HTTP/1.1"), "-"),
        ("tabs for blanks", line(b"GET\t/meeting/agenda.ics\tHTTP/1.1"), "-"),
        ("a blank within the address", get(b"/meeting/agenda .ics"), "400"),
        ("carriage returns alone", b"GET /meeting/ HTTP/1.1\rHost: a\r\r", "400"),
        ("line feeds alone", b"GET /meeting/ HTTP/1.1\nHost: a\n\n", "400"),
        ("empty lines before it", b"\r\n" * 100 + get(b"/meeting/"), "200 next"),
        ("HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505!"),
        ("TLS client hello", b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03" + b"\x07" * 9, "400"),
        ("SSH", b"SSH-2.0-OpenSSH_9.2\r\n", "-"),
        ("PROXY", b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n" + get(b"/meeting/"), "400!"),
        ("an answer", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "400!"),
    ],
    "framing": [
        ("a body", length(b"%d" % len(TELL_TALE), TELL_TALE), "400"),
        ("a body of HEAD", length(b"5", b"hello").replace(b"GET", b"HEAD", 1), "400"),
        ("a body of POST", length(b"5", b"hello").replace(b"GET", b"POST", 1), "405"),
        ("no body, said aloud", length(b"0"), "200 next"),
        ("no body, but there is one", length(b"0", TELL_TALE[:-4] + b"\r\nX: "), "200 400"),
        ("chunks", fields(CHUNKED, CHUNKS), "400"),
        ("chunks with an extension", fields(CHUNKED, b"5;a=b\r\nhello\r\n0\r\n\r\n"), "400"),
        ("a chunk without end", fields(CHUNKED, b"ffffffffffffffff\r\n" + TELL_TALE), "400"),
        ("chunks that are none", fields(CHUNKED, b"0\r\n\r\n"), "400"),
        ("length, then chunks", fields(b"Content-Length: 5\r\n" + CHUNKED, CHUNKS), "400"),
        ("chunks, then length", fields(CHUNKED + b"Content-Length: 0\r\n", CHUNKS), "400"),
        ("two lengths", fields(b"Content-Length: 0\r\nContent-Length: 5\r\n"), "400"),
        ("a length twice", fields(b"Content-Length: 0\r\n" * 2), "400"),
        ("a list of lengths", length(b"0, 0"), "400"),
        ("a length with zeros", length(b"00"), "400"),
        ("a length with a plus", length(b"+0"), "400"),
        ("a length below zero", length(b"-1"), "400"),
        ("a length in hexadecimal", length(b"0x5"), "400"),
        ("a length in words", length(b"five"), "400"),
        ("a length beyond 64 bits", length(b"9" * 40), "400"),
        ("a length of nothing", length(b""), "400"),
        ("a coding of nothing", fields(b"Transfer-Encoding:\r\n"), "400"),
        ("identity", fields(b"Transfer-Encoding: identity\r\n"), "400"),
        ("another coding", fields(b"Transfer-Encoding: gzip, chunked\r\n"), "400"),
        ("chunked in a quirky word", fields(b"Transfer-Encoding: xchunked\r\n"), "400"),
        ("chunked after a tab", fields(b"Transfer-Encoding:\tchunked\r\n"), "400"),
        ("chunked before a blank", fields(b"Transfer-Encoding : chunked\r\n", CHUNKS), "400"),
        ("chunked, the name ending in a tab", fields(b"Transfer-Encoding\t: chunked\r\n"), "400"),
        ("chunked, folded", fields(b"Transfer-Encoding:\r\n chunked\r\n", CHUNKS), "400"),
        ("chunked, folded within", fields(b"Transfer-Encoding: chun\r\n ked\r\n", CHUNKS), "400"),
        ("chunked and a fold", fields(b"Transfer-Encoding: chunked\r\n x\r\n", CHUNKS), "400"),
        ("chunked behind a return", fields(b"X: a\rTransfer-Encoding: chunked\r\n"), "400"),
        ("chunked behind a line feed", fields(b"X: a\nTransfer-Encoding: chunked\r\n"), "400"),
        ("chunked behind NUL", fields(b"\0Transfer-Encoding: chunked\r\n"), "400"),
        ("chunked behind NUL and a line", fields(b"\0\r\n" + CHUNKED, CHUNKS), "400"),
        ("chunked before Host", GET + b" " + CHUNKED + HOST + END + CHUNKS, "400"),
        ("a bad length before a good one", length(b"x\r\nContent-Length: 0"), "400"),
        ("a bad length behind a good one", length(b"0\r\nContent-Length: -1"), "400"),
        ("a bad length and chunks", fields(b"Content-Length: x\r\n" + CHUNKED, CHUNKS), "400"),
        ("a bad length of HEAD", length(b"x").replace(b"GET", b"HEAD", 1), "400"),
        ("a bad length of POST", length(b"x").replace(b"GET", b"POST", 1), "405"),
        ("a bad length where nothing is", length(b"x").replace(b"agenda", b"none", 1), "400"),
        ("Expect", fields(b"Expect: 100-continue\r\n"), "400"),
        ("Upgrade", fields(b"Connection: Upgrade\r\nUpgrade: h2c\r\n"), "200 next"),
    ],
    "fields": [
        ("no Host", GET + END, "400"),
        ("two Hosts", GET + HOST + HOST + END, "400"),
        ("two Hosts, of HTTP/1.0", (GET + HOST + HOST + END).replace(b"1.1", b"1.0", 1), "400"),
        ("no name in Host", GET + b"Host:\r\n\r\n", "400"),
        ("an address in Host", GET + b"Host: http://example.org/\r\n\r\n", "400"),
        ("a path in Host", GET + b"Host: example.org/meeting\r\n\r\n", "400"),
        ("a user in Host", GET + b"Host: a@example.org\r\n\r\n", "400"),
        ("two names in Host", GET + b"Host: example.org example.com\r\n\r\n", "400"),
        ("half an address in Host", GET + b"Host: [::1\r\n\r\n", "400"),
        ("a port of letters in Host", GET + b"Host: example.org:http\r\n\r\n", "400"),
        ("letters beyond ASCII in Host", GET + "Host: café\r\n\r\n".encode(), "400"),
        ("a blank before the colon", fields(b"X : a\r\n"), "400"),
        ("a blank before the first", GET + b" X: a\r\n" + HOST + END, "400"),
        ("folded", fields(b"X: a\r\n b\r\n"), "400"),
        ("folded with a tab", fields(b"X: a\r\n\tb\r\n"), "400"),
        ("folded over an empty line", fields(b"X: a\r\n \r\n"), "400"),
        ("no colon", fields(b"Nonsense\r\n"), "400!"),
        ("no name", fields(b": a\r\n"), "400"),
        ("a bracket in the name", fields(b"X(: a\r\n"), "400"),
        ("letters beyond ASCII in the name", fields("Ü: a\r\n".encode()), "400"),
        ("NUL in the value", fields(b"X: a\0b\r\n"), "400"),
        ("NUL at the end", fields(b"X: a\0\r\n"), "400"),
        ("a control character", fields(b"X: a\x01\r\n"), "400"),
        ("a line feed alone", fields(b"X: a\n"), "400"),
        ("a carriage return in the value", fields(b"X: a\rb\r\n"), "400"),
        ("a range", fields(b"Range: bytes=0-0,-1\r\n"), "200 next"),
        ("1,000 ranges", fields(b"Range: bytes=" + b"0-," * 1000 + b"0-\r\n"), "200 next"),
        ("1,000 entity tags", fields(b"If-None-Match: " + b'"a",' * 1000 + b'"a"\r\n'), "200 next"),
        ("1,000 codings", fields(b"Accept-Encoding: " + b"a;q=0," * 1000 + b"a\r\n"), "200 next"),
        ("a cookie of 7,500 octets", fields(b"Cookie: " + b"a" * 7_500 + b"\r\n"), "200 next"),
        ("3,500 cookies in one", fields(b"Cookie: " + b"a;" * 3500 + b"\r\n"), "200 next"),
        ("70 cookies in others", fields((b"Cookie: " + b"a" * 90 + b"\r\n") * 70), "200 next"),
        ("a date that is none", fields(b"If-Modified-Since: \xff\x80\r\n"), "200 next"),
        ("another method, in a field", fields(b"X-HTTP-Method-Override: PUT\r\n"), "200 next"),
        ("another address, in a field", fields(b"X-Original-URL: /etc/passwd\r\n"), "200 next"),
    ],
    "sizes": [
        ("an address of 2,048 octets", get(b"/" + b"a" * 2047), "404 next"),
        ("an address of 2,049 octets", get(b"/" + b"a" * 2048), "414"),
        ("an address of 100,000 octets", get(b"/" + b"a" * 100_000), "414!?"),
        ("1,000 query arguments", get(b"/meeting/agenda.ics?" + b"q&" * 999 + b"q"), "400"),
        ("1,000 other arguments", get(b"/?" + b"&".join(b"a%d=" % i for i in range(1000))), "414"),
        ("400 agencies", get(b"/meeting/select.ics?agency=" + b"ilo," * 399 + b"ilo"), "400"),
        ("1,000 fields", fields(b"".join(b"X%d: a\r\n" % i for i in range(1000))), "431!?"),
        ("10,000 fields", fields(b"X: a\r\n" * 10_000), "431!?"),
        ("a field of 100,000 octets", fields(b"X: " + b"a" * 100_000 + b"\r\n"), "431!?"),
        ("a name of 100,000 octets", fields(b"X" * 100_000 + b": a\r\n"), "431!?"),
        ("a head without an end", GET + b"X: a\r\n" * 100_000, "431!?"),
        ("a line without an end", b"G" * 1_000_000, "414!?"),
        ("line ends without an end", b"\r\n" * 100_000, "414!?"),
        ("zeros", b"\0" * 100_000, "414!?"),
    ],
    "several at once": [
        ("a hundred", get(b"/meeting/") * 100, "200 " * 100 + "next"),
        ("a good one behind a refused one", line(b"POST /meeting/ HTTP/1.1") + get(b"/"), "405"),
        ("a refused one behind a good one", get(b"/") + fields(b"Expect: a\r\n"), "200 400"),
        ("another behind the last", get(b"/", b"Connection: close\r\n") + get(b"/"), "200"),
        ("another behind one of HTTP/1.0", b"GET / HTTP/1.0\r\n\r\n" + get(b"/"), "200"),
        ("one in a value", fields(b"X: " + TELL_TALE[:-4].replace(END, b" ") + END), "200 next"),
        ("one in an address", get(b"/" + TELL_TALE.split(b"\r\n", 1)[0]), "400"),
        ("half of one, then another", get(b"/")[:-2] + get(b"/"), "400!"),
    ],
}


# Version 1 of libmicrohttpd gives by itself whatever refusal it likes to, most often the same as we.
# These are others.
OTHER_IN_VERSION_1 = {
    "NUL": "-",
    "NUL before the query": "-",
    "a method with NUL": "-",
    "empty lines before it": "-",
    "TLS client hello": "-",
    "PROXY": "-",
    "OPTIONS of all, with a bad length": "400!",
    "a length beyond 64 bits": "413!",
    "a bad length of POST": "400!",
}


def what_is_right(what, expected, is_version_1):
    """What may come of a row."""
    right = {expected.strip().removesuffix("?")} | ({"-"} if expected.endswith("?") else set())
    if is_version_1:
        other = OTHER_IN_VERSION_1.get(what)
        right = {other} if other else right | {one + "!" for one in right if one[0] == "4"}
    return right


def told(answer):
    if answer.headers.get("content-disposition", "").startswith("attachment"):
        return "next"
    return f"{answer.status}{'!' if traffic.is_of_library(answer) else ''}"


def check_row(service, octets):
    """Sends a row's octets and the tell-tale; gives what was answered, in words, and the answers."""
    answers = traffic.parse_answers(traffic.send_and_hear(service, octets + TELL_TALE))
    got = " ".join(map(told, answers)) or "-"
    for answer in answers:
        assert "x-injected" not in answer.headers and b"root:" not in answer.body, answer
    for answer in answers[:-1]:
        assert "connection" not in answer.headers, answer
    return got, answers


def test_each_hostile_request_gets_its_answer_and_no_other():
    count, wrong, of_library = 0, [], collections.Counter()
    is_version_1 = server.has_library_1()
    with drill.scratch() as folder, drill.service(folder, server.write_agenda(folder)) as service:
        whole = service.body(traffic.FEED)
        for kind, rows in TABLE.items():
            print(f"--- {kind}")
            for what, octets, expected in rows:
                got, answers = check_row(service, octets)
                of_library.update(a.status for a in answers if traffic.is_of_library(a))
                count += 1
                shown = got if len(got) < 40 else f"{got[:30]} … {got.split()[-1]}"
                print(f"{what:40} {len(octets):8} octets  {shown}")
                if got not in what_is_right(what, expected, is_version_1):
                    wrong.append(f"{what}: {got}, not {expected}")
            assert service.body(traffic.FEED) == whole
        assert service.stop() == []
    print(f"{count} hostile requests, {len(wrong)} not answered as they should be")
    print(f"{of_library.total()} answers are libmicrohttpd's own: {traffic.told_statuses(of_library)}")
    assert not wrong, "\n".join(wrong)


if __name__ == "__main__":
    drill.run_tests(__name__)
