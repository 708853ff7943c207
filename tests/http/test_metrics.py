#!/usr/bin/python3
"""What /metrics tells, read by a parser that is not ours, and whether it is what happened."""

import pathlib
import shutil
import signal
import subprocess
import threading
import time

from prometheus_client.parser import text_string_to_metric_families

import server
from server import Client, Server, ask

FEED = "/meeting/agenda.ics"

TYPES = {
    "confeed_http_requests": "counter",
    "confeed_http_body_bytes": "counter",
    "confeed_http_requests_cut": "counter",
    "confeed_http_request_duration_seconds": "histogram",
    "confeed_http_connections_accepted": "counter",
    "confeed_http_connections": "gauge",
    "confeed_on_demand": "counter",
    "confeed_reloads": "counter",
    "confeed_last_reload_successful": "gauge",
    "confeed_last_reload_success_timestamp_seconds": "gauge",
    "confeed_agenda_revision": "gauge",
    "confeed_agenda_published_timestamp_seconds": "gauge",
    "confeed_agenda_age_seconds": "gauge",
    "confeed_agencies": "gauge",
    "confeed_build_info": "gauge",
    "confeed_access_log_lost_lines": "counter",
    "process_start_time_seconds": "gauge",
    "process_resident_memory_bytes": "gauge",
}


def read(client):
    """All values, by name and labels in their order: {("confeed_reloads_total", "good"): 1}."""
    answer = client.ask("/metrics")
    assert answer.status == 200, answer
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8", answer
    assert answer.headers["cache-control"] == "no-store", answer
    values = {}
    for family in text_string_to_metric_families(answer.body.decode()):
        for sample in family.samples:
            key = (sample.name, *sample.labels.values())
            assert key not in values, key
            values[key] = sample.value
    return values


def wait_for(client, condition):
    """The values, once the condition holds for them."""
    end = time.monotonic() + server.PATIENCE
    while not condition(values := read(client)):
        assert time.monotonic() < end, values
        time.sleep(0.02)
    return values


def count(values, name, *labels):
    return values.get((name, *labels), 0)


def requests(values, feed, code):
    return count(values, "confeed_http_requests_total", feed, str(code))


def stop(running):
    running.signal(signal.SIGTERM)
    status, errors = running.wait()
    assert status == 0, errors
    return errors


def test_every_metric_says_what_it_is():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        ask(served, FEED)
        text = ask(served, "/metrics").body.decode()
        families = {family.name: family for family in text_string_to_metric_families(text)}
        assert {name: family.type for name, family in families.items()} == TYPES
        assert all(family.documentation.endswith(".") for family in families.values())
        if shutil.which("promtool") is None:
            print("not tried: there is no promtool here (Debian package prometheus)")
            return
        subprocess.run(["promtool", "check", "metrics"], input=text, text=True, check=True)


def test_requests_are_counted_by_what_they_asked_for_and_status():
    with server.scratch() as folder:
        options = ["--history", f"{folder}/history.db"]
        running = Server(server.write_agenda(folder), options=options)
        with Client(running) as client:
            etag = client.ask(FEED).headers["etag"]
            client.ask(FEED, f"If-None-Match: {etag}")
            client.ask(f"{FEED}?cancelled=drop")
            ask(running, f"{FEED}?room=gold")
            client.ask(f"{FEED}?rev=1")
            client.ask("/meeting/agencies/ilo.ics", method="HEAD")
            client.ask("/meeting/round-tables/1.ics")
            client.ask("/meeting/days/2007-07-10.ics")
            client.ask("/meeting/rooms/gold.ics")
            client.ask("/meeting/sessions/1.2.ics")
            client.ask("/meeting/select.ics?agency=ilo")
            client.ask("/meeting/select.ics?agency=ilo&rev=1")
            client.ask("/meeting/agenda.atom")
            client.ask("/meeting/")
            client.ask("/meeting")
            client.ask("/none")
            client.ask("/none/agenda.ics?rev=1")
            client.ask("/healthz")
            values = read(client)
        stop(running)
    counted = {key[1:]: value for key, value in values.items() if key[0].endswith("requests_total")}
    assert counted == {
        ("agenda", "200"): 2,
        ("agenda", "304"): 1,
        ("agenda", "400"): 1,
        ("agency", "200"): 1,
        ("round-table", "200"): 1,
        ("day", "200"): 1,
        ("room", "200"): 1,
        ("session", "200"): 1,
        ("select", "200"): 1,
        ("past", "200"): 2,
        ("changes", "200"): 1,
        ("page", "200"): 1,
        ("page", "301"): 1,
        ("other", "404"): 2,
        ("service", "200"): 1,
    }, counted


def test_octets_are_those_of_bodies():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            plain = client.ask(FEED)
            packed = client.ask(FEED, "Accept-Encoding: gzip")
            assert packed.headers["content-encoding"] == "gzip", packed
            client.ask(FEED, method="HEAD")
            client.ask(FEED, f"If-None-Match: {plain.headers['etag']}")
            download = client.ask(f"{FEED}?download=1")
            refused = client.ask("/none")
            values = read(client)
        sent = len(plain.body) + len(packed.body) + len(download.body)
        assert count(values, "confeed_http_body_bytes_total", "agenda") == sent, values
        assert count(values, "confeed_http_body_bytes_total", "other") == len(refused.body), values


def test_no_request_is_missed_however_many_ask_at_once():
    def ask_often(served):
        with Client(served) as client:
            for _ in range(100):
                client.ask(FEED)

    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        threads = [threading.Thread(target=ask_often, args=(served,)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with Client(served) as client:
            values = wait_for(client, lambda values: requests(values, "agenda", 200) >= 1600)
        assert requests(values, "agenda", 200) == 1600, values
        assert count(values, "confeed_http_connections_accepted_total") >= 17, values


def test_durations_are_a_histogram_of_all_requests():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            for _ in range(10):
                client.ask(FEED)
            values = read(client)
    name = "confeed_http_request_duration_seconds"
    buckets = {key[1]: value for key, value in values.items() if key[0] == f"{name}_bucket"}
    assert list(buckets.values()) == sorted(buckets.values()), buckets
    assert list(map(float, buckets)) == sorted(map(float, buckets)), buckets
    assert buckets["+Inf"] == values[(f"{name}_count",)] == 10, buckets
    assert 0 <= values[(f"{name}_sum",)] < server.PATIENCE, values


def test_open_connections_are_told():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            others = [Client(served) for _ in range(5)]
            for other in others:
                other.ask(FEED)
            assert count(read(client), "confeed_http_connections") == 6
            for other in others:
                other.close()
            wait_for(client, lambda values: count(values, "confeed_http_connections") == 1)


def test_an_answer_that_is_cut_is_counted_without_its_octets():
    with server.scratch() as folder, server.serving(server.write_large_agenda(folder)) as served:
        with Client(served) as client:
            cut = Client(served, receive_buffer=4096)
            cut.send(b"GET /large/agenda.ics HTTP/1.1\r\nHost: a\r\n\r\n")
            cut.input.read(100)
            cut.close()
            cut_total = "confeed_http_requests_cut_total"
            values = wait_for(client, lambda values: count(values, cut_total) == 1)
            assert requests(values, "agenda", 200) == 1, values
            assert count(values, "confeed_http_body_bytes_total", "agenda") == 0, values


def test_what_is_made_on_demand_is_a_hit_the_second_time():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            for _ in range(3):
                client.ask("/meeting/select.ics?agency=ilo")
            client.ask("/meeting/select.ics?agency=world-bank")
            values = read(client)
        assert count(values, "confeed_on_demand_total", "miss") == 2, values
        assert count(values, "confeed_on_demand_total", "hit") == 2, values


def test_readings_are_counted_good_and_bad():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        good = agenda.read_text(encoding="utf-8")
        running = Server(agenda)
        with Client(running) as client:
            begin = read(client)
            assert count(begin, "confeed_reloads_total", "good") == 1, begin
            agenda.write_text("agenda: {}\n")
            running.signal(signal.SIGHUP)
            bad = wait_for(client, lambda now: now[("confeed_reloads_total", "bad")] >= 1)
            assert count(bad, "confeed_last_reload_successful") == 0, bad
            last = "confeed_last_reload_success_timestamp_seconds"
            assert count(bad, last) == count(begin, last), bad
            agenda.write_text(good)
            running.signal(signal.SIGHUP)
            wait_for(client, lambda now: now[("confeed_last_reload_successful",)] == 1)
        stop(running)


def test_agencies_are_told_by_what_they_hold():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        running = Server(agenda, options=["--history", f"{folder}/history.db"])

        def held(client):
            values = read(client)
            return [values[("confeed_agencies", "meeting", word)] for word in (
                "current", "older", "never")]

        with Client(running) as client:
            assert held(client) == [0, 0, 2]
            client.ask("/meeting/agencies/ilo.ics", method="HEAD")
            client.ask("/meeting/agencies/ilo.ics?rev=1")
            client.ask("/meeting/agenda.ics")
            assert held(client) == [0, 0, 2]
            client.ask("/meeting/agencies/ilo.ics", "User-Agent: Google-Calendar-Importer")
            assert held(client) == [1, 0, 1]
            client.ask("/meeting/agencies/world-bank.ics?cancelled=title")
            assert held(client) == [2, 0, 0]
            text = agenda.read_text(encoding="utf-8")
            agenda.write_text(text.replace("Temporary labour", "Seasonal labour"))
            revision = ("confeed_agenda_revision", "meeting")
            wait_for(client, lambda values: values[revision] == 2)
            # The World Bank is in no session: its calendar has not changed.
            assert held(client) == [1, 1, 0]
            client.ask("/meeting/agencies/ilo.ics")
            assert held(client) == [1, 1, 0]
            client.ask("/meeting/agencies/ilo.ics", "User-Agent: Google-Calendar-Importer")
            assert held(client) == [2, 0, 0]
        stop(running)
        # What is known is known again after the next start.
        running = Server(agenda, options=["--history", f"{folder}/history.db", "--manual"])
        with Client(running) as client:
            assert held(client) == [2, 0, 0]
        stop(running)


def test_process_and_build_are_told():
    with server.scratch() as folder, server.serving(server.write_agenda(folder)) as served:
        with Client(served) as client:
            values = read(client)
        start = count(values, "process_start_time_seconds")
        assert time.time() - server.PATIENCE <= start <= time.time() + 1, start
        status = pathlib.Path("/proc/self/status").read_text()
        assert "VmRSS" in status and count(values, "process_resident_memory_bytes") > 1_000_000
        builds = [key for key in values if key[0] == "confeed_build_info"]
        assert len(builds) == 1 and values[builds[0]] == 1, builds


server.run(__name__)
