#!/usr/bin/python3
"""PDFs that the service prints when they are asked for."""

import os
import pathlib
import re
import subprocess
import sys
import threading
import time

import server
from server import AGENDA, CONFEED, Client, ask, scratch, serving, write_agenda

sys.path.insert(0, str(pathlib.Path(os.environ["TOP"], "tests", "paper")))

import sheets  # noqa: E402

ILO = "/meeting/agencies/ilo.pdf"

# Printing these takes more than a second.
MANY = 6000


def text_of(answer, folder):
    path = pathlib.Path(folder, "answer.pdf")
    path.write_bytes(answer.body)
    return subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout


def write_very_large(folder):
    path = pathlib.Path(folder, "meeting.yaml")
    sessions = (f'          - {{id: "x{i}", title: "Session {i} among many", room: gold}}\n' for i in range(MANY))
    path.write_text(AGENDA.format(id="meeting") + "".join(sessions))
    return path


def drain(served):
    """It tells the addresses of all feeds, more than a pipe holds."""
    threading.Thread(target=served.process.stdout.read, daemon=True).start()


def get(served, target, *fields):
    answer = ask(served, target, *fields)
    assert answer.status == 200, answer
    assert answer.headers["content-type"] == "application/pdf", answer
    return answer


def test_a_pdf_stands_beside_every_calendar():
    with scratch() as folder, serving(write_agenda(folder)) as served:
        answer = get(served, ILO)
        assert answer.body.startswith(b"%PDF-"), answer
        assert answer.headers["content-disposition"] == 'inline; filename="meeting-ilo.pdf"'
        text = text_of(answer, folder)
        assert "International Labour Organization" in text and "Rapporteur" in text, text
        for path in ("agenda", "days/2007-07-10", "rooms/gold", "round-tables/1", "sessions/1.2"):
            assert "Labour" in text_of(get(served, f"/meeting/{path}.pdf"), folder), path
        saved = get(served, ILO + "?download=1")
        assert saved.headers["content-disposition"].startswith("attachment"), saved
        assert saved.body == answer.body


def test_it_is_validated_by_its_tag():
    with scratch() as folder, serving(write_agenda(folder)) as served:
        tag = get(served, ILO).headers["etag"]
        again = ask(served, ILO, f"If-None-Match: {tag}")
        assert again.status == 304 and again.headers["etag"] == tag, again
        assert ask(served, ILO, 'If-None-Match: "other"').status == 200
        head = ask(served, ILO, method="HEAD")
        assert head.status == 200 and head.headers["etag"] == tag, head
        part = ask(served, ILO, "Range: bytes=0-4")
        assert (part.status, part.body) == (206, b"%PDF-"), part


def test_it_is_not_compressed_again():
    with scratch() as folder, serving(write_agenda(folder)) as served:
        answer = get(served, ILO, "Accept-Encoding: gzip")
        assert "content-encoding" not in answer.headers, answer
        assert answer.headers["etag"] == get(served, ILO).headers["etag"]


def test_what_never_was_is_not_found():
    with scratch() as folder, serving(write_agenda(folder)) as served:
        for path in ("agencies/nobody", "rooms/none", "index", "changes"):
            assert ask(served, f"/meeting/{path}.pdf").status == 404, path
        assert ask(served, "/nothing/agenda.pdf").status == 404
        assert ask(served, "/Meeting/Agencies/ILO.pdf").headers["location"] == ILO
        assert ask(served, ILO, method="POST").status == 405


def test_a_selection_is_printed_too():
    with scratch() as folder, serving(write_agenda(folder)) as served:
        one = get(served, "/meeting/select.pdf?agency=ilo&day=2007-07-10")
        other = get(served, "/meeting/select.pdf?day=2007-07-10&agency=ilo")
        assert one.body == other.body
        text = text_of(one, folder)
        assert "Rapporteur" in text and "Opening" in text, text
        alone = text_of(get(served, ILO + "?plenary=no"), folder)
        assert "Rapporteur" in alone and "Opening" not in alone, alone
        # What is a feed by itself is that one.
        assert get(served, "/meeting/agenda.pdf?breaks=yes").body
        for query, words in (
            ("", "does not say what to select"),
            ("?agency=nobody", "nobody"),
            ("?agencey=ilo", "did you mean"),
            ("?agency=ilo&alarm=15", "no parameter"),
            ("?agency=ilo&paper=a3", "paper is a4 or letter"),
            ("?agency=ilo&notes=maybe", "notes is yes or no"),
        ):
            answer = ask(served, f"/meeting/select.pdf{query}")
            assert answer.status == 400 and words in answer.body.decode(), (query, answer)


def test_paper_and_notes_are_chosen():
    with scratch() as folder:
        path = write_agenda(folder)
        path.write_text(path.read_text() + "            abstract: What it is *about*.\n")
        with serving(path) as served:
            plain = get(served, ILO)
            assert "about" not in text_of(plain, folder)
            assert "What it is about." in text_of(get(served, ILO + "?notes=yes"), folder)
            letter = get(served, ILO + "?paper=letter")
            assert "What" not in text_of(letter, folder)
            assert sheets.facts(pathlib.Path(folder, "answer.pdf"))["Page size"].startswith("612 x 792")
            assert get(served, ILO + "?notes=no&paper=a4").body == plain.body
            assert ask(served, "/meeting/agencies/ilo.ics?notes=yes").status == 400


def test_the_service_sends_what_build_writes():
    with scratch() as folder:
        path = write_agenda(folder)
        built = sheets.build(path, pathlib.Path(folder, "feeds"))
        with serving(path) as served:
            for file in built.rglob("*.pdf"):
                answer = get(served, f"/meeting/{file.relative_to(built)}")
                assert answer.body == file.read_bytes(), file


def test_an_earlier_revision_is_printed_as_it_was():
    with scratch() as folder:
        path = write_agenda(folder)
        history = pathlib.Path(folder, "history.db")
        for words in ("Temporary labour", "Lasting labour"):
            path.write_text(AGENDA.format(id="meeting").replace("Temporary labour", words))
            subprocess.run([CONFEED, "publish", path, "--history", history], check=True,
                           capture_output=True)
        with serving(path, options=["--history", history]) as served:
            now = text_of(get(served, ILO), folder)
            assert "Lasting labour" in now and "As of revision 2, " in now, now
            then = text_of(get(served, ILO + "?rev=1"), folder)
            assert "Temporary labour" in then and "As of revision 1, " in then, then
            assert ask(served, ILO + "?rev=3").status == 400


def test_pages_offer_it():
    with scratch() as folder, serving(write_agenda(folder)) as served:
        for page, address in (
            ("/meeting/", "agenda.pdf"),
            ("/meeting/?agency=ilo", "select.pdf?agency=ilo"),
            ("/meeting/agencies/ilo.html", "../agencies/ilo.pdf"),
        ):
            text = ask(served, page).body.decode()
            assert f'<a data-paper href="{address}">' in text, page
        assert "data-paper" not in ask(served, "/meeting/sessions/1.2.html").body.decode()


def test_nothing_private_is_on_public_sheets():
    with scratch() as folder:
        path = write_agenda(folder)
        history = pathlib.Path(folder, "history.db")
        path.write_text(
            path.read_text()
            + '          - {id: "1.3", round-table: "1", title: Zephyr, visibility: agency,\n'
            "             contributions: [{agency: ilo, role: chair}]}\n"
        )
        subprocess.run([CONFEED, "publish", path, "--history", history], check=True,
                       capture_output=True)
        made = subprocess.run(
            [CONFEED, "token", "new", "meeting", "ilo", "--history", history],
            check=True, capture_output=True, text=True,
        ).stdout
        private = re.search(r"/private/\S+(?=\.ics)", made)[0]
        with serving(path, options=["--history", history]) as served:
            for target in (ILO, "/meeting/agenda.pdf", "/meeting/select.pdf?agency=ilo&notes=yes"):
                assert "Zephyr" not in text_of(get(served, target), folder), target
            own = get(served, f"{private}.pdf")
            text = text_of(own, folder)
            assert "Zephyr" in text and "(private)" in text and "Private: only for" in text, text
            assert private.split("/")[-1] not in text
            assert "no-store" in own.headers["cache-control"] or "private" in own.headers["cache-control"]
            assert ask(served, "/private/" + "x" * 20 + ".pdf").status == 404


def test_a_large_one_keeps_nobody_waiting():
    with scratch() as folder, serving(write_very_large(folder)) as served:
        drain(served)
        with Client(served) as first, Client(served) as second, Client(served) as other:
            for client in (first, second):
                client.send(b"GET /meeting/agenda.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n")
            began = time.monotonic()
            times = []
            while time.monotonic() - began < 0.5:
                asked = time.monotonic()
                assert other.ask(f"/meeting/select.ics?session=x{len(times) % MANY}").status == 200
                times.append(time.monotonic() - asked)
            answers = [first.read_answer(), second.read_answer()]
            assert [answer.status for answer in answers] == [200, 200], answers
            assert answers[0].body == answers[1].body
            assert len(times) > 5, times


def test_the_end_does_not_wait_for_a_large_one():
    with scratch() as folder, serving(write_very_large(folder)) as served:
        drain(served)
        with Client(served) as client:
            client.send(b"GET /meeting/agenda.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert ask(served, "/healthz").status == 200


if __name__ == "__main__":
    sheets.need_pango()
    server.run(__name__)
