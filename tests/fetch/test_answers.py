#!/usr/bin/python3
"""What comes of whatever a server may answer: a whole file, or a failure that says what is wrong."""

import gzip
import itertools
import os
import socket
import subprocess
import sys
import time
import zlib

from web import ENVIRONMENT, PATIENCE, TOOL, Answer, Web, answer, brings, fails, fetch, run_tests, test, tests_of

MB = 1024 * 1024
BODY = b"<schedule/>" * 1000
TOO_LARGE = "it is larger than the 64 MB that are read"
BREAKS_OFF = "the answer breaks off before its end"
SLOW = "it is too slow: for twenty seconds less than 100 octets a second have come"
LATE = "it is too slow: an answer has to come within a minute, and all pages within five"


def redirect(to, status="302 Found"):
    return answer(b"elsewhere", status, Location=to)


def packed(octets, coding="gzip"):
    return answer(octets, Content_Encoding=coding)


def unless(field, value, whole):
    """Answers 304 if a request has a field with this value."""

    def say(connection, request):
        known = f"\r\n{field}: {value}\r\n" in request
        connection.sendall(answer(b"", "304 Not Modified", length=False) if known else whole)

    return say


# --- what has not changed ----------------------------------------------------------------------


@test
def what_has_not_changed_costs_one_request_without_a_body():
    web = Web({"/a": unless("If-None-Match", '"v1"', answer(BODY, ETag='"v1"'))})
    got = brings(web.url("/a"), BODY)
    assert (got.etag, got.last_modified, got.status) == ('"v1"', None, "200"), got
    assert got.url == web.url("/a"), got
    same = fetch(web.url("/a"), f"etag={got.etag}")
    assert (same.outcome, same.status, same.body) == ("not modified", "304", b""), same
    assert len(web.asked) == 2
    brings(web.url("/a"), BODY, 'etag="v0"')


@test
def a_date_alone_is_a_validator_too():
    date = "Sat, 12 May 2007 10:00:00 GMT"
    web = Web({"/a": unless("If-Modified-Since", date, answer(BODY, Last_Modified=date))})
    got = brings(web.url("/a"), BODY)
    assert (got.etag, got.last_modified) == (None, date), got
    assert fetch(web.url("/a"), f"last-modified={date}").outcome == "not modified"


@test
def validators_that_cannot_be_sent_back_are_none():
    web = Web({"/long": answer(BODY, ETag='"' + "x" * 2000 + '"'), "/odd": answer(BODY, ETag='"\u00e9"')})
    assert brings(web.url("/long"), BODY).etag is None
    assert brings(web.url("/odd"), BODY).etag is None


@test
def what_was_not_asked_for_is_no_answer():
    web = Web({"/a": answer(b"", "304 Not Modified", length=False), "/part": answer(BODY, "206 Partial Content")})
    fails(web.url("/a"), "lasting", "it answers with status 304, and not with a file")
    fails(web.url("/part"), "lasting", "it answers with status 206, and not with a file")


# --- what is asked -----------------------------------------------------------------------------


@test
def a_request_says_who_asks_and_nothing_else():
    web = Web({"/a?b=c": answer(BODY)})
    brings(web.url("/a?b=c#d"), BODY, HOME="/nonexistent")
    lines = web.asked[0].splitlines()
    assert lines[0] == "GET /a?b=c HTTP/1.1", lines
    fields = {line.split(":")[0] for line in lines[1:] if line}
    assert fields == {"Host", "User-Agent", "Accept", "Accept-Encoding"}, fields
    version = subprocess.run([os.environ["CONFEED"], "--version"], capture_output=True, text=True).stdout.split()[1]
    assert f"User-Agent: confeed/{version}" in lines, lines


@test
def addresses_that_cannot_be_fetched_are_told():
    no_address = "it is no address that can be fetched: expected one such as https://example.org/schedule.xml"
    octets = "the address holds what no address can hold: write such characters as %20 and the like, and a name as xn--…"
    for url, message in (
        ("ftp://example.org/", no_address),
        ("file:///etc/passwd", no_address),
        ("http:///a", no_address),
        ("http://example.org/a b", octets),
        ("http://exämple.org/", octets),
        ("http://example.org/" + "a" * 2000, "the address has more than 2000 characters"),
        ("http://a%2fb/", "the host of the address is none"),
        ("http://example.org:0/", "the host of the address is none"),
    ):
        fails(url, "address", message)
    secret = (
        "a name and a password cannot stand in an address: have what is there made public, or use an "
        "address with a key in it"
    )
    fails("http://me:secret@example.org/", "address", secret)
    fails("http://me@example.org/", "address", secret)


# --- what is packed ----------------------------------------------------------------------------


@test
def packed_answers_are_unpacked():
    members = gzip.compress(BODY[:100]) + gzip.compress(BODY[100:])
    web = Web({"/a": packed(gzip.compress(BODY)), "/two": packed(members, "x-gzip"), "/plain": packed(BODY, "identity")})
    for path in web.answers:
        brings(web.url(path), BODY)
    assert "\r\nAccept-Encoding: gzip\r\n" in web.asked[0]


@test
def what_is_packed_and_broken_is_no_answer():
    whole = gzip.compress(BODY)
    broken = "the answer is packed, and cannot be unpacked"
    other = "the answer is packed in a way that was not asked for"
    web = Web(
        {
            "/cut": packed(whole[:-20]),
            "/crc": packed(whole[:-4]),
            "/junk": packed(whole + b"junk"),
            "/plain": packed(BODY),
            "/flipped": packed(whole[:-8] + b"\0" * 8),
            "/deflate": packed(zlib.compress(BODY), "deflate"),
            "/twice": packed(gzip.compress(whole), "gzip, gzip"),
        }
    )
    fails(web.url("/cut"), "passing", BREAKS_OFF)
    fails(web.url("/crc"), "passing", BREAKS_OFF)
    for path in ("/junk", "/plain", "/flipped"):
        fails(web.url(path), "passing", broken)
    for path in ("/deflate", "/twice"):
        fails(web.url(path), "lasting", other)


# --- sizes -------------------------------------------------------------------------------------


@test
def size_is_that_of_what_is_unpacked():
    zeros = bytes(64 * MB + 1)
    web = Web({"/bomb": packed(gzip.compress(zeros)), "/most": packed(gzip.compress(zeros[1:]))})
    fails(web.url("/bomb"), "lasting", TOO_LARGE)
    brings(web.url("/most"), zeros[1:])


@test
def an_answer_that_says_it_is_too_large_is_not_read():
    web = Web({"/a": b"HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n"})
    fails(web.url("/a"), "lasting", TOO_LARGE)


def pour(head):
    def say(connection, _):
        connection.sendall(head)
        while True:
            connection.sendall(b"10000\r\n" + bytes(65536) + b"\r\n")

    return say


@test
def an_answer_without_end_ends_at_the_limit():
    web = Web(
        {
            "/body": pour(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
            "/words": pour(b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n"),
        }
    )
    fails(web.url("/body"), "lasting", TOO_LARGE)
    fails(web.url("/words"), "lasting", TOO_LARGE)


@test
def nothing_is_no_answer():
    empty = "the answer is empty"
    web = Web(
        {
            "/a": answer(b"", ETag='"empty"'),
            "/packed": packed(gzip.compress(b"")),
            "/204": answer(b"", "204 No Content", length=False),
        }
    )
    fails(web.url("/a"), "passing", empty)
    fails(web.url("/packed"), "passing", empty)
    fails(web.url("/204"), "lasting", "it answers with status 204, and not with a file")


# --- what breaks off ---------------------------------------------------------------------------


@test
def what_breaks_off_is_never_taken_for_whole():
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    web = Web(
        {
            "/length": answer(BODY)[:-1],
            "/chunk": chunked + b"100\r\n" + bytes(200),
            "/chunks": chunked + b"100\r\n" + bytes(256) + b"\r\n",
            "/whole": chunked + b"100\r\n" + bytes(256) + b"\r\n0\r\n\r\n",
            "/packed": answer(gzip.compress(BODY)[:-30], length=False, Content_Encoding="gzip"),
            "/nothing": lambda connection, _: None,
            "/else": b"220 mail.example.org ESMTP\r\n",
        }
    )
    brings(web.url("/whole"), bytes(256))
    for path in ("/length", "/chunk", "/chunks", "/packed"):
        fails(web.url(path), "passing", BREAKS_OFF)
    fails(web.url("/nothing"), "passing", "the connection was closed without an answer")
    fails(web.url("/else"), "lasting", "what answers there does not speak HTTP")


@test
def an_answer_whose_end_cannot_be_known_is_none():
    old = b"HTTP/1.0 200 OK\r\n\r\n" + BODY
    packed = answer(gzip.compress(BODY), length=False, Content_Encoding="gzip")
    web = Web({"/a": answer(BODY, length=False), "/old": old, "/packed": packed})
    message = (
        "the answer does not say where it ends, so that it may not be whole: its server must send Content-Length"
    )
    fails(web.url("/a"), "lasting", message)
    fails(web.url("/old"), "lasting", message)
    brings(web.url("/packed"), BODY)


# --- time --------------------------------------------------------------------------------------


def drip(connection, _, octets=b"x"):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    for _ in itertools.repeat(None, 600):
        connection.sendall(octets)
        time.sleep(1)


@test
def an_octet_a_second_is_too_slow():
    web = Web({"/a": drip})
    fails(web.url("/a"), "passing", SLOW)


@test
def an_answer_of_more_than_a_minute_is_too_slow():
    if os.environ.get("DRILLS") == "full":
        web = Web({"/a": lambda connection, request: drip(connection, request, bytes(1000))})
        fails(web.url("/a"), "passing", LATE)


@test
def an_answer_that_does_not_come_is_too_slow():
    web = Web({"/a": lambda connection, _: connection.recv(1)})
    fails(web.url("/a"), "passing", SLOW)


@test
def a_connection_that_does_not_come_about_is_given_up():
    """A socket whose queue is full does not answer."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    port = listener.getsockname()[1]
    filling = [socket.socket() for _ in range(4)]
    for one in filling:
        one.setblocking(False)
        one.connect_ex(("127.0.0.1", port))
    fails(f"http://127.0.0.1:{port}/", "passing", f"127.0.0.1, port {port}, does not answer within ten seconds")


@test
def a_fetch_can_be_stopped():
    web = Web({"/a": drip})
    with subprocess.Popen(
        [TOOL, "stop", web.url("/a")], env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as tool:
        while not web.asked:
            time.sleep(0.01)
        out, _ = tool.communicate(b"stop", timeout=PATIENCE)
    got = Answer(out)
    assert (got.outcome, got.error, got.message) == ("failed", "stopped", "the fetch was stopped"), got


# --- status ------------------------------------------------------------------------------------


@test
def a_status_tells_whether_to_try_again_soon():
    busy = "it cannot answer at the moment (status %d): try again later"
    nothing = "there is nothing at this address (status %d): see whether it has moved"
    closed = "it is not for everybody (status %d): have it made public, or use an address with a key in it"
    other = "it answers with status %d, and not with a file"
    often = "it was asked too often (status %d): try again later"
    cases = [(500, "passing", busy), (502, "passing", busy), (503, "passing", busy), (504, "passing", busy)]
    cases += [(408, "passing", busy), (425, "passing", busy), (429, "passing", often)]
    cases += [(404, "lasting", nothing), (410, "lasting", nothing), (401, "lasting", closed), (403, "lasting", closed)]
    cases += [(400, "lasting", other), (451, "lasting", other), (201, "lasting", other), (300, "lasting", other)]
    web = Web({f"/{status}": answer(b"said", f"{status} Said") for status, _, _ in cases})
    for status, error, message in cases:
        got = fails(web.url(f"/{status}"), error, message % status)
        assert (got.status, got.retry_after) == (str(status), "0"), got


@test
def how_long_to_wait_is_handed_out_and_bounded():
    cases = {"7": "7", "999999999": "21600", "-5": "0", "soon": "0", "Thu, 01 Jan 1970 00:00:00 GMT": "0"}
    cases["Fri, 31 Dec 9999 23:59:59 GMT"] = "21600"
    for said, expected in cases.items():
        web = Web({"/a": answer(b"", "503 Busy", Retry_After=said), "/b": answer(b"", "429 Often", Retry_After=said)})
        assert fetch(web.url("/a")).retry_after == expected, said
        assert fetch(web.url("/b")).retry_after == expected, said


# --- redirects ---------------------------------------------------------------------------------


@test
def five_redirects_are_followed_and_not_a_sixth():
    web = Web({f"/{n}": redirect(f"/{n - 1}") for n in range(1, 8)} | {"/0": answer(BODY, ETag='"end"')})
    got = brings(web.url("/5"), BODY)
    assert (got.url, got.etag) == (web.url("/0"), '"end"'), got
    fails(web.url("/6"), "lasting", "it redirects more than five times")
    loop = Web({"/a": redirect("/b"), "/b": redirect("/a")})
    fails(loop.url("/a"), "lasting", "it redirects more than five times")
    assert len(loop.asked) == 6


@test
def each_kind_of_redirect_is_followed():
    for status in (301, 302, 303, 307, 308):
        web = Web({"/a": redirect("b?c=d", f"{status} Moved"), "/b?c=d": answer(BODY)})
        assert brings(web.url("/a"), BODY).url == web.url("/b?c=d")


@test
def a_redirect_that_leads_nowhere_is_told():
    refusals = {
        "ftp://example.org/": "it is no address that can be fetched: expected one such as https://example.org/schedule.xml",
        "file:///etc/passwd": "it is no address that can be fetched: expected one such as https://example.org/schedule.xml",
        "http://a:b@example.org/": "a name and a password cannot stand in an address: have what is there made public, "
        "or use an address with a key in it",
    }
    for to, why in refusals.items():
        web = Web({"/a": redirect(to)})
        fails(web.url("/a"), "lasting", f'it redirects to "{to}": {why}')
    web = Web({"/a": answer(b"", "302 Found"), "/b": redirect("/none")})
    fails(web.url("/a"), "lasting", "it redirects, and does not say where to")
    nothing = "there is nothing at this address (status 404): see whether it has moved"
    fails(web.url("/b"), "lasting", f"it redirects to {web.url('/none')}: {nothing}")


@test
def a_conditional_request_goes_through_redirects():
    web = Web({"/a": redirect("/b"), "/b": unless("If-None-Match", '"v1"', answer(BODY, ETag='"v1"'))})
    got = brings(web.url("/a"), BODY)
    assert fetch(web.url("/a"), f"etag={got.etag}").outcome == "not modified"


# --- proxies -----------------------------------------------------------------------------------


@test
def a_proxy_of_the_environment_is_asked():
    answers = {"http://schedules.example/a": answer(BODY), "http://schedules.example/in": redirect("http://127.0.0.1/")}
    answers["http://schedules.example/here"] = redirect("http://x.localhost/")
    proxy = Web(answers)
    away = {"no_proxy": "", "NO_PROXY": "", "http_proxy": proxy.url()}
    got = brings("http://schedules.example/a", BODY, **away)
    assert got.outside == "no", got
    inside = "which is inside the network: only the host that the address itself names may be there"
    fails("http://schedules.example/in", "lasting", f"it redirects to http://127.0.0.1/, {inside}", **away)
    fails("http://schedules.example/here", "lasting", f"it redirects to http://x.localhost/, {inside}", **away)
    web = Web({"/a": answer(BODY)})
    for exempt in ("localhost, 127.0.0.0/8", "127.0.0.1", "*"):
        brings(web.url("/a"), BODY, **(away | {"no_proxy": exempt}))
    assert len(proxy.asked) == 3
    closed = "lets nobody through to schedules.example, port 443 (status 403): see https_proxy and no_proxy"
    proxy.answers["schedules.example:443"] = answer(b"", "403 No")
    closed = f"the proxy that the environment names {closed}"
    fails("https://schedules.example/", "lasting", closed, **(away | {"https_proxy": proxy.url()}))
    unreached = "no address is known of the proxy that the environment names: see http_proxy, https_proxy and all_proxy"
    fails("http://schedules.example/", "passing", unreached, **(away | {"http_proxy": "http://proxy.invalid:1"}))


# --- pages -------------------------------------------------------------------------------------


def page(number, following, **fields):
    following = f'"{following}"' if following else "null"
    return answer(f'{{"results": [{number}], "next": {following}}}'.encode(), **fields)


def body_of(octets):
    return octets.partition(b"\r\n\r\n")[2]


@test
def pages_are_joined():
    web = Web({})
    web.answers |= {"/1": page(1, web.url("/2"), ETag='"one"'), "/2": page(2, web.url("/3")), "/3": page(3, None)}
    joined = b"\n".join(body_of(web.answers[path]) for path in ("/1", "/2", "/3"))
    got = brings(web.url("/1"), joined, "pages")
    assert got.etag is None, got
    brings(web.url("/1"), body_of(web.answers["/1"]))


@test
def a_page_alone_keeps_its_validator():
    web = Web({"/1": page(1, None, ETag='"one"'), "/text": answer(b"no JSON", ETag='"text"')})
    assert brings(web.url("/1"), body_of(web.answers["/1"]), "pages").etag == '"one"'
    assert brings(web.url("/text"), b"no JSON", "pages").etag == '"text"'


@test
def pages_are_of_one_origin():
    other = Web({"/2": page(2, None)})
    for following in (other.url("/2"), "ftp://127.0.0.1/2", "/2", "2"):
        web = Web({"/1": page(1, following)})
        what = f'its page 1 names "{following}" as the next, which is not of the same scheme, host and port'
        fails(web.url("/1"), "lasting", what, "pages")
    assert other.asked == []


@test
def pages_have_an_end():
    web = Web({})
    web.answers["/1"] = page(1, web.url("/1"))
    fails(web.url("/1"), "lasting", "it has more than 200 pages, which is more than are fetched", "pages")
    assert len(web.asked) == 200
    fails(web.url("/1"), "lasting", f"its page {web.url('/1')}: {TOO_LARGE}", "pages", "most=100")


@test
def a_page_that_fails_is_told_with_its_address():
    web = Web({})
    web.answers |= {"/1": page(1, web.url("/2")), "/2": answer(b"", "503 Busy", Retry_After="9")}
    message = f"its page {web.url('/2')}: it cannot answer at the moment (status 503): try again later"
    assert fails(web.url("/1"), "passing", message, "pages").retry_after == "9"


# --- what is not there -------------------------------------------------------------------------


@test
def what_cannot_be_reached_is_told():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        fails(f"http://127.0.0.1:{port}/", "passing", f"127.0.0.1, port {port}, cannot be reached: Connection refused")
    fails(
        "http://schedules.invalid/",
        "passing",
        "no address is known of schedules.invalid: see whether the name is spelt so, and whether this machine reaches "
        "a name server",
    )


if __name__ == "__main__":
    run_tests(tests_of(sys.modules[__name__]))
