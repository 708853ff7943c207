#!/usr/bin/python3
"""What the service sends for each address: the octets of the files that build writes."""

import pathlib

import server
from server import Client, ask

STAMP = "Thu, 12 Jul 2007 00:00:00 GMT"
CACHE = "public, max-age=300, stale-if-error=86400, stale-while-revalidate=60"
CALENDAR = "text/calendar; charset=utf-8"
PAGE = "text/html; charset=utf-8"


def files_of(folder):
    """The octets of each file below a folder by path, but not the manifests, and not the pages of
    agendas and of their tables, which offer less where there is no service."""
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in pathlib.Path(folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    less = ("/index.html", "/table.html")
    return {path: octets for path, octets in files.items() if not path.endswith(less)}


def test_every_file_that_build_writes_is_served_with_the_same_octets():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        server.build(f"{folder}/feeds", agenda)
        files = files_of(f"{folder}/feeds")
        assert len(files) > 5, files.keys()
        with server.serving(agenda) as served, Client(served) as client:
            for path, octets in files.items():
                answer = client.ask(f"/{path}")
                assert (answer.status, answer.body) == (200, octets), path


def test_several_agendas_are_served_at_once():
    with server.scratch() as folder:
        agendas = [server.write_agenda(folder, name) for name in ("one", "two-2", "three")]
        server.build(f"{folder}/feeds", *agendas)
        files = files_of(f"{folder}/feeds")
        with server.serving(*agendas) as served, Client(served) as client:
            for path, octets in files.items():
                assert client.ask(f"/{path}").body == octets, path
            index = client.ask("/").body
            for name in (b"one", b"two-2", b"three"):
                assert b'"' + name + b"/" in index or b"/" + name + b"/" in index, index


def test_a_calendar_comes_with_all_that_an_app_needs():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        answer = ask(served, "/meeting/agencies/world-bank.ics")
        etag = answer.headers.pop("etag")
        assert etag.startswith('"') and etag.endswith('"') and len(etag) > 20, etag
        assert answer.headers.pop("date").endswith(" GMT")
        assert answer.headers == {
            "content-type": CALENDAR,
            "content-length": str(len(answer.body)),
            "content-disposition": 'inline; filename="meeting-world-bank.ics"',
            "cache-control": CACHE,
            "accept-ranges": "bytes",
            "content-security-policy": "default-src 'none'",
            "x-content-type-options": "nosniff",
        }, answer


def test_a_page_is_shown_and_not_saved():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        for target in ("/", "/meeting/", "/index.html", "/meeting/index.html?download=1"):
            answer = ask(served, target)
            assert answer.status == 200 and answer.headers["content-type"] == PAGE, answer
            assert "content-disposition" not in answer.headers, answer
            assert answer.headers["cache-control"] == CACHE, answer
            assert answer.headers["etag"], answer


def test_a_folder_is_the_same_as_its_page():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        assert ask(served, "/").body == ask(served, "/index.html").body
        assert ask(served, "/meeting/").body == ask(served, "/meeting/index.html").body


def test_a_folder_without_its_slash_is_redirected():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            for method in ("GET", "HEAD"):
                answer = client.ask("/meeting", method=method)
                assert (answer.status, answer.headers["location"]) == (301, "/meeting/"), answer
            assert client.ask("/meeting/").status == 200


def test_a_folder_without_its_slash_keeps_what_is_asked_of_it():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            for query in ("agency=ilo", "role=&agency=ilo", "download=1", "q=%0D%0AX:%20y+//z/?"):
                for method in ("GET", "HEAD"):
                    answer = client.ask(f"/meeting?{query}", method=method)
                    assert answer.status == 301, answer
                    assert answer.headers["location"] == f"/meeting/?{query}", answer
                    assert "max-age=300" in answer.headers["cache-control"], answer
                assert client.ask(answer.headers["location"]).status == 200
            for method in ("GET", "HEAD"):
                assert client.ask("/nothing?agency=ilo", method=method).status == 404
        for target in ("/meeting?at=1", "/meeting?rev=1", "/meeting?q=%0", "/meeting?q=a\tb"):
            answer = ask(served, target)
            assert answer.status == 400, answer
            assert "location" not in answer.headers, answer


def test_a_download_is_an_attachment_with_the_same_octets():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            plain = client.ask("/meeting/agencies/ilo.ics")
            for query, disposition in (
                ("download=1", "attachment"),
                ("download=0", "inline"),
                ("", "inline"),
            ):
                answer = client.ask(f"/meeting/agencies/ilo.ics?{query}")
                assert (answer.status, answer.body) == (200, plain.body), answer
                assert answer.headers["etag"] == plain.headers["etag"], answer
                expected = f'{disposition}; filename="meeting-ilo.ics"'
                assert answer.headers["content-disposition"] == expected, answer


def test_different_feeds_have_different_tags():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        targets = ("/", "/meeting/", "/meeting/agenda.ics", "/meeting/agencies/ilo.ics")
        assert len({ask(served, target).headers["etag"] for target in targets}) == len(targets)


def test_head_tells_what_get_would_and_sends_no_body():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            for target in (
                "/meeting/agenda.ics",
                "/meeting/agenda.ics?download=1",
                "/meeting",
                "/nothing",
                "/",
            ):
                get = client.ask(target)
                head = client.ask(target, method="HEAD")
                get.headers.pop("date")
                head.headers.pop("date")
                assert (head.status, head.headers) == (get.status, get.headers), (get, head)
                assert int(get.headers["content-length"]) == len(get.body) > 0, get


def assert_not_modified(client, target, fields, whole):
    for method in ("GET", "HEAD"):
        answer = client.ask(target, *fields, method=method)
        assert answer.status == 304, (fields, answer)
        # RFC 9110 §15.4.5, and where the library tells one, the length of the 200 (§8.6).
        known = {"date", "etag", "cache-control", "vary"} & set(whole.headers)
        assert set(answer.headers) - {"content-length"} == known, (fields, answer)
        for name in set(answer.headers) - {"date"}:
            assert answer.headers[name] == whole.headers[name], (fields, answer)


def test_what_the_client_has_already_is_not_sent_again():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            target = "/meeting/agencies/ilo.ics"
            whole = client.ask(target)
            etag = whole.headers["etag"]
            for fields in (
                [f"If-None-Match: {etag}"],
                [f"if-none-match: W/{etag}"],
                [f'If-None-Match: "x", W/"y" , {etag}'],
                ['If-None-Match: "x"', f"If-None-Match: {etag}"],
                ["If-None-Match: *"],
                [f"If-None-Match: {etag}", "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT"],
            ):
                assert_not_modified(client, target, fields, whole)
                assert_not_modified(client, target + "?download=1", fields, whole)
            # The connection has not lost its step.
            assert client.ask(target).body == whole.body


def test_what_the_client_does_not_have_is_sent_whole():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            target = "/meeting/agencies/ilo.ics"
            whole = client.ask(target)
            for fields in (
                ['If-None-Match: "x"'],
                [f"If-None-Match: {whole.headers['etag'][1:-1]}"],
                ['If-None-Match: "x"', f"If-Modified-Since: {STAMP}"],
                # Without a history nothing has a date.
                [f"If-Modified-Since: {STAMP}"],
                ["If-Modified-Since: Fri, 01 Jan 2038 00:00:00 GMT"],
                ["If-Modified-Since: yesterday"],
                ["If-Match: *"],
            ):
                answer = client.ask(target, *fields)
                assert (answer.status, answer.body) == (200, whole.body), (fields, answer)


def test_nothing_that_is_not_there_is_not_modified():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        assert ask(served, "/nothing", "If-None-Match: *").status == 404


def test_how_long_something_may_be_kept_is_for_the_operator_to_say():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        for options, expected in (
            (["--max-age", "60"], "max-age=60, stale-if-error=86400, stale-while-revalidate=12"),
            (["--stale-if-error", "0"], "max-age=300, stale-while-revalidate=60"),
            (["--max-age=0", "--stale-if-error=5"], "max-age=0, stale-if-error=5"),
        ):
            with server.serving(agenda, options=options) as served, Client(served) as client:
                for target in ("/", "/meeting/agenda.ics", "/meeting/agenda.ics?cancelled=drop"):
                    answer = client.ask(target)
                    assert answer.headers["cache-control"] == f"public, {expected}", answer
                # What an address is not does not change with it.
                moved = client.ask("/meeting").headers["cache-control"]
                assert moved == CACHE, moved
                assert client.ask("/nothing").headers["cache-control"] == "no-store"


server.run(__name__)
