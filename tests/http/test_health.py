#!/usr/bin/python3
"""What the service tells of its own health, at /healthz and /readyz."""

import json
import pathlib
import re
import signal
import time

import server
from server import Client, Server, ask

STAMP = 1_184_198_400  # 2007-07-12T00:00:00Z, as the agendas of these tests have it


def ready(client):
    answer = client.ask("/readyz")
    assert answer.headers["content-type"] == "application/json", answer
    assert answer.headers["cache-control"] == "no-store", answer
    assert answer.body.endswith(b"}\n"), answer
    return answer.status, json.loads(answer.body)


def wait_until(client, condition):
    """What /readyz says once the condition holds for it."""
    end = time.monotonic() + server.PATIENCE
    while not condition(found := ready(client)):
        assert time.monotonic() < end, found
        time.sleep(0.02)
    return found


def test_it_is_alive():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            answer = client.ask("/healthz")
            assert (answer.status, answer.body) == (200, b"ok\n"), answer
            assert answer.headers["content-type"] == "text/plain; charset=utf-8", answer
            assert answer.headers["cache-control"] == "no-store", answer
            head = client.ask("/healthz", method="HEAD")
            assert (head.status, head.headers["content-length"]) == (200, "3"), head


def test_it_tells_what_it_serves():
    with server.scratch() as folder:
        agendas = [server.write_agenda(folder, name) for name in ("one", "two")]
        with server.serving(*agendas) as served, Client(served) as client:
            before = int(time.time())
            status, told = ready(client)
            after = int(time.time())
            assert status == 200, told
            assert told["ready"] is True and told["last_reading_good"] is True, told
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["last_good_reading"]), told
            version = pathlib.Path("/usr/share/zoneinfo/tzdata.zi").read_text(encoding="utf-8")
            assert told["tzdata"] == version.split("\n", 1)[0].removeprefix("# version "), told
            assert [agenda["id"] for agenda in told["agendas"]] == ["one", "two"], told
            for agenda in told["agendas"]:
                assert agenda["revision"] == 1, agenda
                assert agenda["published"] == "2007-07-12T00:00:00Z", agenda
                assert before - STAMP <= agenda["age_seconds"] <= after - STAMP, agenda


def test_after_a_bad_reading_the_last_good_one_is_served_and_that_is_told():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        good = agenda.read_text(encoding="utf-8")
        running = Server(agenda)
        try:
            with Client(running) as client:
                agenda.write_text("agenda: {}\n")
                running.signal(signal.SIGHUP)
                status, told = wait_until(client, lambda found: not found[1]["last_reading_good"])
                assert status == 200 and told["ready"] is True, told
                assert [entry["id"] for entry in told["agendas"]] == ["meeting"], told
                agenda.write_text(good)
                running.signal(signal.SIGHUP)
                status, told = wait_until(client, lambda found: found[1]["last_reading_good"])
                assert status == 200, told
        finally:
            running.signal(signal.SIGTERM)
            status, errors = running.wait()
        assert status == 0 and 'the agenda needs the key "id"' in errors, errors


def test_with_nothing_to_serve_it_is_alive_and_not_ready():
    with server.scratch() as folder:
        with server.serving(options=["--history", f"{folder}/history.db"]) as served:
            assert ask(served, "/healthz").status == 200
            with Client(served) as client:
                status, told = ready(client)
                assert status == 503 and told["ready"] is False and told["agendas"] == [], told


def test_an_agenda_whose_file_is_gone_is_named():
    with server.scratch() as folder:
        history = ["--history", f"{folder}/history.db"]
        agendas = [server.write_agenda(folder, name) for name in ("one", "two")]
        for paths, expected in ((agendas, {"one": False, "two": False}),
                                (agendas[:1], {"one": False, "two": True}),
                                ([], {"one": False, "two": False})):
            running = Server(*paths, options=history)
            with Client(running) as client:
                status, told = ready(client)
            running.signal(signal.SIGTERM)
            assert running.wait()[0] == 0
            assert status == 200, told
            assert {a["id"]: a["without_file"] for a in told["agendas"]} == expected, told


def test_these_addresses_are_the_services_whatever_agendas_there_are():
    with server.scratch() as folder:
        agendas = [server.write_agenda(folder, name) for name in ("healthz", "readyz", "metrics")]
        with server.serving(*agendas) as served, Client(served) as client:
            assert client.ask("/healthz").body == b"ok\n"
            assert client.ask("/readyz").headers["content-type"] == "application/json"
            assert client.ask("/metrics").body.startswith(b"# HELP ")
            for agenda in agendas:
                assert client.ask(f"/{agenda.stem}/").headers["content-type"].startswith("text/html")
                assert client.ask(f"/{agenda.stem}/agenda.ics").status == 200


def test_they_are_only_read_and_take_no_parameters():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        for path in ("/healthz", "/readyz", "/metrics"):
            for method in ("POST", "DELETE", "OPTIONS", "get"):
                answer = ask(served, path, method=method)
                assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD"), answer
            assert ask(served, f"{path}?verbose").status == 200
            assert ask(served, f"{path}?rev=1").status == 400
            assert ask(served, f"{path}/").status == 404
            assert ask(served, path, "Content-Length: 1").status == 400


server.run(__name__)
