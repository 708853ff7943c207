#!/usr/bin/python3
"""The table of an agenda, as CSV and as a page: cell by cell against what is worked out from the agenda
file alone, for random selections too; its parameters, and what is refused."""

import itertools
import os
import pathlib
import random
import re
import subprocess
import sys
import urllib.parse

import server
from server import Client, ask

TOP = pathlib.Path(os.environ["TOP"])
sys.path += [str(TOP / "tests" / "clients"), str(TOP / "tests" / "real")]

import imported  # noqa: E402
import originals  # noqa: E402
import selection_model  # noqa: E402
import table_oracle  # noqa: E402
from table_oracle import Oracle, cells_of_csv, cells_of_page, read_csv  # noqa: E402

FORUM = TOP / "data" / "gfmd-2007.yaml"
TUTORIAL = TOP / "data" / "tutorial.yaml"
CSV = "/gfmd-2007/table.csv"
PAGE = "/gfmd-2007/table.html"
SEED = 2007


def good(client, target):
    answer = client.ask(target)
    assert answer.status == 200, (target, answer)
    return answer


def compare(client, oracle, name, query="", cells=None):
    """Compares the CSV and all parts of the page with the oracle; says how many parts there are."""
    wanted = oracle.cells() if cells is None else cells
    columns = oracle.columns(wanted)
    joint = "&" if query else ""
    found = cells_of_csv(good(client, f"/{name}/table.csv?{query}").body, oracle, columns)
    assert found == wanted, (query, set(found) ^ set(wanted))
    shown, across = {}, []
    for part in itertools.count(1):
        page = good(client, f"/{name}/table.html?{query}{joint}part={part}").body.decode()
        of_part, of_columns = cells_of_page(page, oracle)
        assert not shown.keys() & of_part.keys(), part
        shown |= of_part
        across += of_columns
        if 'rel="next"' not in page:
            break
    assert shown == wanted, (query, set(shown) ^ set(wanted))
    assert list(dict.fromkeys(across)) == columns, (across, columns)
    return part


def test_csv_and_page_say_what_the_agenda_says():
    with server.serving(FORUM, TUTORIAL) as served, Client(served) as client:
        assert compare(client, Oracle(FORUM), "gfmd-2007") == 1
        assert compare(client, Oracle(TUTORIAL), "tutorial") == 1


def test_so_they_do_for_more_than_a_thousand_agencies():
    source = originals.FOLDER / "cop30-side-events.csv"
    if not source.is_file():
        print("there is no cop30-side-events.csv in the folder shared/real beside the project")
        return
    with server.scratch() as folder:
        file = pathlib.Path(folder, "cop30.yaml")
        command = [server.CONFEED, "import", *imported.COP30, source, "--output", file]
        subprocess.run(command, check=True, capture_output=True)
        with server.serving(file) as served, Client(served) as client:
            oracle = Oracle(file)
            assert len(oracle.agencies) > 1000
            assert compare(client, oracle, "cop30-side-events") > 1


def test_what_build_writes_says_the_same():
    with server.scratch() as folder:
        command = [server.CONFEED, "build", FORUM, "-o", folder]
        subprocess.run(command, check=True, capture_output=True)
        written = pathlib.Path(folder, "gfmd-2007")
        oracle = Oracle(FORUM)
        wanted = oracle.cells()
        found = cells_of_csv((written / "table.csv").read_bytes(), oracle, oracle.columns(wanted))
        assert found == wanted
        page = (written / "table.html").read_text(encoding="utf-8")
        assert cells_of_page(page, oracle)[0] == wanted
        # There is nobody who could answer.
        assert "table.html?" not in page and "<form" not in page
        with server.serving(FORUM) as served:
            assert ask(served, CSV).body == (written / "table.csv").read_bytes()


def chosen(oracle, asked):
    """The cells of a selection, by the model of selection_model."""
    settled = selection_model.with_defaults(asked)
    names = {"round-table", "day", "room", "session", "kind"} | selection_model.TERMS
    return oracle.cells(
        lambda session, kind, day: selection_model.Entry(kind, day, session).is_in(settled),
        lambda agency, role: selection_model.fits(agency, role, asked),
        not names & asked.keys(),
    )


def test_random_selections_hold_what_the_agenda_says():
    rng = random.Random(SEED)
    oracle = Oracle(FORUM)
    values = selection_model.values_of(oracle.data)
    with server.serving(FORUM) as served, Client(served) as client:
        for _ in range(100):
            asked = selection_model.random_query(values, rng)
            query = selection_model.spelt(asked, rng)
            compare(client, oracle, "gfmd-2007", query, chosen(oracle, asked))


def test_a_transposed_table_has_the_same_cells():
    with server.serving(FORUM) as served, Client(served) as client:
        rows = read_csv(good(client, CSV).body)
        turned = read_csv(good(client, f"{CSV}?transpose=yes").body)
        across = [list(column) for column in zip(*rows)]
        assert [row[4:] for row in turned[1:]] == [column[1:] for column in across[7:]]
        assert [row[2] for row in turned[1:]] == rows[0][7:]
        assert turned[0][4:] == [row[2] for row in rows[1:]]
        assert turned[0][:4] == ["group", "id", "agency", "name"], turned[0]


def test_empty_rows_and_columns_can_be_had():
    with server.serving(FORUM) as served, Client(served) as client:
        rows = read_csv(good(client, f"{CSV}?empty=yes").body)
        oracle = Oracle(FORUM)
        ids = [row[1] for row in rows[1:] if row[0] != "Preparations"]
        assert sorted(ids) == sorted(oracle.sessions), ids
        assert len(rows[0]) == 7 + len(oracle.agencies), rows[0]
        page = good(client, PAGE).body.decode()
        assert "Not shown, since nothing stands there: 7 rows." in page, page
        assert "Not shown" not in good(client, f"{PAGE}?empty=yes").body.decode()


def test_notes_stand_below_what_they_are_of():
    with server.serving(FORUM) as served, Client(served) as client:
        cell = next(
            row[7] for row in read_csv(good(client, f"{CSV}?notes=yes&agency=ilo").body)
            if row[1] == "1.2"
        )
        lines = cell.split("\n")
        assert lines[0] == "Rapporteur" and lines[2] == "Input (requested)", lines
        assert lines[1].startswith("The Government of Spain has asked the ILO"), lines
        page = good(client, f"{PAGE}?notes=yes").body.decode()
        assert '<p class="note" dir="auto">The Government of Spain' in page
        assert "The Government of Spain" not in good(client, PAGE).body.decode()


def test_equal_selections_give_equal_octets():
    parts = ["agency=ilo,iom", "role=rapporteur,input", "transpose=yes", "notes=yes", "empty=no"]
    others = ["agency=iom&agency=ilo,ilo", "role=input&role=rapporteur", "transpose=yes",
              "notes=yes", "plenary=yes&breaks=no&part=1&q="]
    with server.serving(FORUM) as served, Client(served) as client:
        for target in (CSV, PAGE):
            last = "&".join(others) if target == PAGE else "&".join(others).replace("&part=1", "")
            queries = ["&".join(order) for order in itertools.permutations(parts)][::7] + [last]
            answers = [good(client, f"{target}?{query}") for query in queries]
            assert len({answer.headers["etag"] for answer in answers}) == 1, target
            assert len({answer.body for answer in answers}) == 1, target
            plain = good(client, target)
            for query in ("empty=no&notes=no&transpose=no", "agency=&role=", "utm_source=x"):
                assert good(client, f"{target}?{query}").body == plain.body, query


def test_what_is_wrong_is_said_in_words_with_what_there_is():
    cases = {
        "agency=iloo": 'In gfmd-2007 there is no agency "iloo" (did you mean "ilo"?); there are: ',
        "not-role=cahir": 'In gfmd-2007 there is no role "cahir" (did you mean "chair"?); there ',
        "round-table=4": 'In gfmd-2007 there is no round table "4"; there are: 1, 2, 3.\n',
        "agncy=ilo": 'There is no parameter "agncy" (did you mean "agency"?); there are: ',
        "tranpose=yes": 'There is no parameter "tranpose" (did you mean "transpose"?); there ',
        "transpose=1": 'transpose is yes or no, not "1".\n',
        "empty=maybe": 'empty is yes or no, not "maybe".\n',
        "notes=no&notes=no": "notes is there more than once.\n",
        "rev=1": 'There is no parameter "rev"',
        "alarm=15": 'There is no parameter "alarm"',
    }
    with server.serving(FORUM) as served:
        for target, more in ((CSV, {"part=1": 'There is no parameter "part"'}),
                             (PAGE, {"part=0": 'part is a number from 1 on, not "0".\n',
                                     "part=x": 'part is a number from 1 on, not "x".\n'})):
            for query, words in {**cases, **more}.items():
                answer = ask(served, f"{target}?{query}")
                assert answer.status == 400, (target, query, answer)
                assert answer.body.decode().startswith(words), (query, answer.body)
        assert ask(served, f"{PAGE}?part=99").body == ask(served, PAGE).body
        for target in ("/gfmd-2008/table.html", "/gfmd-2007/days/table.csv", "/table.csv",
                       "/gfmd-2007/agencies/ilo.csv", "/gfmd-2007/agenda.csv"):
            assert ask(served, target).status == 404, target
        moved = ask(served, "/GFMD-2007/Table.html?agency=ilo")
        assert moved.status == 301, moved
        assert moved.headers["location"].endswith(f"{PAGE}?agency=ilo"), moved


def test_heads_say_what_it_is():
    with server.serving(FORUM) as served:
        answer = ask(served, CSV)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8", answer
        disposition = answer.headers["content-disposition"]
        assert disposition == 'inline; filename="gfmd-2007-table.csv"', disposition
        page = ask(served, PAGE)
        assert page.headers["content-type"] == "text/html; charset=utf-8", page
        assert "content-disposition" not in page.headers, page
        again = ask(served, CSV, f"If-None-Match: {answer.headers['etag']}")
        assert again.status == 304, again


def test_links_lead_to_the_same_selection():
    query = "agency=ilo&day=2007-07-10"
    with server.serving(FORUM) as served, Client(served) as client:
        page = good(client, f"{PAGE}?{query}&q=labor").body.decode()
        links = [link for link in table_oracle.Page(page).links if link.startswith("table.")]
        asked = [urllib.parse.parse_qs(urllib.parse.urlsplit(link).query) for link in links]
        for link, found in zip(links, asked):
            if "?" in link:
                assert (found["agency"], found["q"]) == (["ilo"], ["labor"]), link
            good(client, f"/gfmd-2007/{link}")
        assert any(found.get("transpose") == ["yes"] for found in asked), links
        assert any(link.startswith("table.csv?") for link in links), links
        assert "<b>ILO, Tuesday 10 July 2007, “labor”</b>" in page, page


FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)"]


def test_no_cell_is_a_formula():
    with server.scratch() as folder:
        agencies = "".join(
            f"  - {{id: a{i}, short: '{text}', name: 'A {i}'}}\n"
            for i, text in enumerate(FORMULAS)
        )
        preparations = "".join(
            f"  - {{agency: a{i}, role: input, title: '{text}', note: '{text}'}}\n"
            for i, text in enumerate(FORMULAS)
        )
        file = pathlib.Path(folder, "meeting.yaml")
        text = server.AGENDA.format(id="meeting").replace("agencies:\n", f"agencies:\n{agencies}")
        file.write_text(f"{text}preparations:\n{preparations}", encoding="utf-8")
        with server.serving(file) as served:
            rows = read_csv(ask(served, "/meeting/table.csv").body)
            cells = [cell for row in rows for cell in row]
            assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")], cells
            assert rows[0][7:11] == [f"'{text}" for text in FORMULAS], rows[0]
            assert rows[1][7:11] == [f"'{text}" for text in FORMULAS], rows[1]


def test_clashes_are_marked_only_where_the_agenda_says_so():
    with server.scratch() as folder:
        text = server.AGENDA.format(id="meeting") + (
            '          - {id: "1.3", round-table: "1", title: Circular, room: gold,\n'
            "             contributions: [{agency: ilo, role: chair}]}\n"
        )
        file = pathlib.Path(folder, "meeting.yaml")
        for shows in (False, True):
            own = text.replace("  published", "  show-clashes: yes\n  published") if shows else text
            file.write_text(own, encoding="utf-8")
            with server.serving(file) as served:
                for target in ("/meeting/table.html", "/meeting/table.csv"):
                    body = ask(served, target).body.decode()
                    assert ("clash with 1.3" in body) == shows, (target, body)
                    assert ("room clash with 1.2" in body) == shows, (target, body)


server.run(__name__)
