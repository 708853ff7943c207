#!/usr/bin/python3
"""Pages over HTTP: their headers, what they need, those of selections, and errors as pages."""

import functools
import html
import pathlib
import re

import server
from server import ask, serving

HTML = "Accept: text/html,application/xhtml+xml,*/*;q=0.8"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def one_server(function):
    """Runs a test against a server of one agenda, "meeting"."""

    @functools.wraps(function)
    def wrapped():
        with server.scratch() as folder, serving(server.write_agenda(folder)) as served:
            function(served)

    return wrapped


def words_of(answer):
    """What a reader sees of a page, roughly."""
    body = answer.body.decode().split("<main", 1)[1]
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def assert_is_page(answer, status):
    assert answer.status == status, answer
    assert answer.headers["content-type"] == "text/html; charset=utf-8", answer
    assert answer.headers["content-security-policy"] == POLICY, answer


@one_server
def test_every_page_says_what_it_may_load(served):
    for target in ("/", "/meeting/", "/meeting/changes.html", "/meeting/agencies/ilo.html"):
        assert_is_page(ask(served, target), 200)


@one_server
def test_what_a_page_needs_is_kept_for_good(served):
    page = ask(served, "/meeting/").body.decode()
    names = re.findall(r'"(assets/[^"]+)"', page)
    assert len(names) == 3, names
    for name in names:
        for folder in ("/", "/meeting/"):
            answer = ask(served, folder + name)
            assert answer.status == 200, answer
            assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "max-age=300" in ask(served, "/meeting/").headers["cache-control"]


@one_server
def test_errors_are_pages_for_who_accepts_them(served):
    for target, status, words in (
        ("/nothing", 404, "Nothing stands at this address."),
        ("/meeting/agenda.ics?rev=1", 400, "There is no history here"),
        ("/meeting/?agency=iloo", 400, 'no agency "iloo" (did you mean "ilo"?)'),
        ("/meeting/select.ics?agency=iloo", 400, 'no agency "iloo" (did you mean "ilo"?)'),
        ("/meeting/select.ics?x=<b>", 400, ""),
        ("/meeting/?rev=1", 400, 'There is no parameter "rev"'),
    ):
        answer = ask(served, target, HTML)
        assert_is_page(answer, status)
        assert words in words_of(answer), answer.body
        assert b'href="/"' in answer.body
        assert answer.headers["cache-control"] == "no-store"
        for fields in ((), ("Accept: */*",), ("Accept: text/calendar, */*",)):
            plain = ask(served, target, *fields)
            assert plain.status == status
            assert plain.headers["content-type"] == "text/plain; charset=utf-8", plain
            assert words in plain.body.decode(), plain


@one_server
def test_other_methods_are_refused_with_a_page_too(served):
    answer = ask(served, "/meeting/", HTML, method="DELETE")
    assert_is_page(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"


@one_server
def test_the_page_of_a_selection_leads_to_its_calendar(served):
    answer = ask(served, "/meeting/?agency=ilo&role=&round-table=1&q=")
    assert_is_page(answer, 200)
    page = answer.body.decode()
    assert 'data-calendar="select.ics?agency=ilo&amp;round-table=1"' in page
    ids = re.findall(r'<article[^>]* id="s-([^"]+)"', page)
    assert ids == ["opening", "1.2"], ids
    calendar = ask(served, "/meeting/select.ics?agency=ilo&round-table=1").body
    assert calendar.count(b"BEGIN:VEVENT") == len(ids)


@one_server
def test_equal_selections_are_one_page(served):
    first = ask(served, "/meeting/?agency=ilo,world-bank&role=rapporteur")
    second = ask(served, "/meeting/?role=rapporteur&agency=world-bank&breaks=&agency=ilo")
    assert first.headers["etag"] == second.headers["etag"]
    assert first.body == second.body
    plain = ask(served, "/meeting/")
    for query in ("?", "?agency=", "?q=", "?plenary=yes&breaks=yes"):
        assert ask(served, f"/meeting/{query}").body == plain.body, query


@one_server
def test_words_find_sessions_and_their_calendar(served):
    page = ask(served, "/meeting/?q=LABOUR+temporary").body.decode()
    assert 'data-calendar="select.ics?session=1.2"' in page
    page = ask(served, "/meeting/?q=no+such+thing").body.decode()
    assert "Nothing has these words." in page and "data-calendar" not in page
    page = ask(served, "/meeting/?q=%3Cscript%3Ealert(1)%3C/script%3E").body.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


@one_server
def test_pages_beside_calendars_are_those_that_build_writes(served):
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        built = pathlib.Path(folder, "built")
        server.build(built, agenda)
        pages = sorted(path.relative_to(built) for path in built.rglob("*.html"))
        assert len(pages) > 8, pages
        for page in pages:
            # The page of the agenda and that of its table offer less where there is no service.
            is_less = str(page) in ("meeting/index.html", "meeting/table.html")
            is_same = ask(served, f"/{page}").body == (built / page).read_bytes()
            assert is_same != is_less, page


@one_server
def test_no_page_stands_where_no_calendar_does(served):
    for target in ("/meeting/agenda.html", "/meeting/select.html", "/meeting/agencies/x.html"):
        assert ask(served, target).status == 404, target


server.run(__name__)
