#!/usr/bin/python3
"""Agendas are imported from addresses: files, and events of pretalx and Indico with all that belongs to
them."""

import json
import subprocess
import sys

import yaml
from web import CONFEED, ENVIRONMENT, PATIENCE, Web, answer, run_tests, test, tests_of

SCHEDULE = b"""\
<schedule><conference><acronym>forum</acronym><title>Forum</title></conference>
  <day date="2027-03-12"><room name="Gold Room">
    <event id="12" guid="b8e0eb47"><date>2027-03-12T09:00:00+01:00</date><start>09:00</start>
      <duration>01:00</duration><title>Night</title></event>
  </room></day></schedule>
"""


def run(status, name, url):
    """Imports an address; gives the agenda, and what was said without "confeed: ADDRESS: "."""
    command = [CONFEED, "import", "--from", name, "--timezone", "Europe/Brussels", url]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, timeout=PATIENCE)
    said = done.stderr.decode()
    assert done.returncode == status, (done.returncode, said)
    begin = f"confeed: {url}: " if status == 0 else f"confeed: error: {url}: "
    lines = said.splitlines()
    assert all(line.startswith(begin) for line in lines), said
    return yaml.safe_load(done.stdout), [line.removeprefix(begin) for line in lines]


def titles(agenda):
    found = []
    for day in agenda["days"]:
        for slot in day["slots"]:
            found += [(slot["start"], session["title"], session.get("room")) for session in slot.get("sessions", [])]
            found += [(slot["start"], slot[kind]["title"], kind) for kind in ("break", "plenary") if kind in slot]
    return sorted(found)


@test
def a_file_at_an_address_is_read_as_one_here():
    web = Web({"/schedule.xml": answer(SCHEDULE)})
    agenda, said = run(0, "frab", web.url("/schedule.xml"))
    assert titles(agenda) == [("09:00", "Night", "gold-room")], agenda
    assert said == ["sessions: 1, agencies: 0, people: 0, rooms: 1"], said


@test
def what_came_and_is_wrong_is_told_otherwise_than_what_did_not_come():
    web = Web({"/a": answer(b"no schedule"), "/cut": answer(SCHEDULE)[:-30], "/part": answer(SCHEDULE[:-30])})
    _, said = run(1, "frab", web.url("/a"))
    assert len(said) == 1 and "line 1" in said[0], said
    run(1, "frab", web.url("/part"))
    _, said = run(3, "frab", web.url("/cut"))
    assert said == ["the answer breaks off before its end"], said
    _, said = run(3, "frab", web.url("/none"))
    assert said == ["there is nothing at this address (status 404): see whether it has moved"], said


# --- pretalx -----------------------------------------------------------------------------------

EXPANDED = "submissions/?expand=speakers,track,submission_type,tags,slots,slots.room"


def submission(number):
    slot = {"id": number, "start": f"2027-03-12T{8 + number:02}:00:00+01:00", "duration": 60, "room": {"id": 1, "name": {"en": "Gold"}}}
    speaker = {"code": "ADA", "name": "Ada"}
    return {"code": f"C{number}", "title": f"Talk {number}", "state": "confirmed", "slots": [slot], "speakers": [speaker]}


def page(results, following):
    return answer(json.dumps({"count": 3, "next": following, "previous": None, "results": results}).encode())


def pretalx():
    web = Web({})
    api = "/api/events/demo/"
    event = {"slug": "demo", "name": {"en": "Demo"}, "timezone": "Europe/Brussels", "locale": "en"}
    pause = {"start": "2027-03-12T12:00:00+01:00", "duration": 30, "room": 1, "submission": None, "description": {"en": "Lunch"}}
    second = web.url(f"{api}{EXPANDED}&page=2")
    web.answers |= {
        api: answer(json.dumps(event).encode()),
        f"{api}{EXPANDED}": page([submission(1), submission(2)], second),
        f"{api}{EXPANDED}&page=2": page([submission(3)], None),
        f"{api}schedules/latest/?expand=slots,slots.room": answer(json.dumps({"version": "1", "slots": [pause]}).encode()),
        f"{api}rooms/": page([{"id": 1, "name": {"en": "Gold"}, "capacity": 120}], None),
    }
    return web, api


@test
def an_event_of_pretalx_comes_with_all_its_pages():
    web, api = pretalx()
    for path in ("/demo/", "/demo/schedule/", api):
        agenda, said = run(0, "pretalx", web.url(path))
        talks = [(f"{8 + n:02}:00", f"Talk {n}", "gold") for n in (1, 2, 3)]
        assert titles(agenda) == sorted([*talks, ("12:00", "Lunch", "break")]), titles(agenda)
        assert agenda["rooms"] == [{"id": "gold", "name": "Gold", "capacity": 120}], agenda
        assert agenda["agenda"]["title"] == "Demo"
        assert agenda["agenda"]["url"] == web.url("/demo/"), agenda
        assert said[-1] == "sessions: 4, agencies: 0, people: 1, rooms: 1", said
    assert len(web.asked) == 15, web.asked


@test
def sessions_of_pretalx_have_the_addresses_of_their_pages():
    web, api = pretalx()
    web.answers[f"{api}{EXPANDED}"] = page([submission(1)], None)
    agenda, _ = run(0, "pretalx", web.url("/demo/"))
    assert agenda["agenda"]["url"] == web.url("/demo/"), agenda
    talk = agenda["days"][0]["slots"][0]["sessions"][0]
    assert talk["url"] == web.url("/demo/talk/C1/"), talk


@test
def what_a_server_does_not_have_is_told_and_what_it_has_not_now_fails():
    web, api = pretalx()
    url = web.url(f"{api}rooms/")
    del web.answers[f"{api}rooms/"]
    _, said = run(0, "pretalx", web.url("/demo/"))
    left_out = f"{url} is left out: there is nothing at this address (status 404): see whether it has moved"
    assert said[0] == left_out, said
    web.answers[f"{api}rooms/"] = answer(b"", "503 Busy")
    _, said = run(3, "pretalx", web.url("/demo/"))
    assert said == [f"{url}: it cannot answer at the moment (status 503): try again later"], said
    del web.answers[f"{api}{EXPANDED}"]
    _, said = run(3, "pretalx", web.url("/demo/"))
    nothing = "there is nothing at this address (status 404): see whether it has moved"
    assert said == [f"{web.url(api + EXPANDED)}: {nothing}"], said


# --- indico ------------------------------------------------------------------------------------


@test
def an_event_of_indico_comes_with_its_timetable():
    def time(clock):
        return {"date": "2027-03-12", "time": clock, "tz": "Europe/Brussels"}

    talk = {"_type": "Contribution", "id": "1", "db_id": 1001, "title": "Talk", "room": "Gold", "duration": 60}
    talk |= {"startDate": time("09:00:00"), "endDate": time("10:00:00"), "speakers": []}
    event = {"_type": "Conference", "id": "7", "title": "Demo", "timezone": "Europe/Brussels", "contributions": [talk]}
    pause = {"entryType": "Break", "id": "b1", "title": "Lunch", "duration": 30, "room": "Gold"}
    pause |= {"startDate": time("12:00:00"), "endDate": time("12:30:00")}
    table = {"results": {"7": {"20270312": {"b1": pause}}}}
    web = Web(
        {
            "/export/event/7.json?detail=sessions": answer(json.dumps({"count": 1, "results": [event]}).encode()),
            "/export/timetable/7.json": answer(json.dumps(table).encode()),
        }
    )
    agenda, said = run(0, "indico", web.url("/event/7/overview"))
    assert titles(agenda) == [("09:00", "Talk", "gold"), ("12:00", "Lunch", "break")], titles(agenda)
    assert said[-1] == "sessions: 2, agencies: 0, people: 0, rooms: 1", said
    assert len(web.asked) == 2


if __name__ == "__main__":
    run_tests(tests_of(sys.modules[__name__]))
