#!/usr/bin/python3
"""Private calendars: who knows the address sees what is private, and nobody else sees any of it."""

import base64
import contextlib
import gzip
import hashlib
import os
import pathlib
import re
import sqlite3
import subprocess
import time

import leaks
import server
from server import CONFEED, PATIENCE, Client, Server, ask, scratch, serving

# Everything private is told in these words, which are nowhere else.
SECRETS = ["Zephyr", "Quasar", "Hushed", "Murmur", "Adviser", "Veiled", "cabal-1", "Covert"]

# Only the organisers see this.
CONTACT = "Zarathustra"

AGENDA = """\
agenda: {{id: forum, title: The Forum, timezone: Europe/Brussels, location: Brussels}}
agencies:
  - {{id: ilo, short: ILO, name: International Labour Organization,
     contact: {{name: Zarathustra, email: zarathustra@example.org}}}}
  - {{id: iom, short: IOM, name: International Organization for Migration}}
  - {{id: wto, short: WTO}}
rooms: [{{id: gold, name: Gold Room}}, {{id: blue, name: Blue Room}}]
round-tables: [{{id: "1", title: Labour}}]
days:
  - date: 2027-07-10
    slots:
      - {{start: "09:00", end: "10:00", plenary: {{id: opening, title: Opening,
         contributions: [{{agency: iom, role: adviser, visibility: agency, note: "{note}"}}]}}}}
      - {{start: "10:00", end: "10:30", break: {{id: coffee, title: Coffee}}}}
      - start: "10:30"
        end: "12:00"
        sessions:
          - {{id: "1.1", round-table: "1", title: {open}, room: gold,
             contributions: [{{agency: ilo, role: chair}},
                             {{agency: wto, role: input, note: Figures}}]}}
          - {{id: cabal-1, round-table: "1", title: '{closed} & <b>"x"</b>, folded far away',
             abstract: Veiled in every way, room: blue, visibility: agency,
             subtitle: Covert, type: Covert talk, tags: [Covert tag], languages: [tlh-covert],
             interpretation: [en-covert], join: "https://meet.example.org/covert",
             contact: Covert Jane, image: "https://example.org/covert.png",
             links: [{{url: "https://example.org/covert", title: Covert slides}}],
             contributions: [{{agency: ilo, role: speaker}},
                             {{agency: iom, role: input, note: Hushed}}]}}
  - date: 2027-07-11
    slots:
      - {{start: "09:00", end: "10:00", plenary: {{id: closing, title: Closing}}}}
preparations:
  - {{agency: ilo, role: comments, title: Murmur, due: 2027-06-01, visibility: agency}}
  - {{agency: iom, role: event, title: Reception, date: 2027-07-09}}
"""
REVISIONS = [
    {"open": "Wages", "closed": "Zephyr", "note": "Hushed"},
    {"open": "Wages", "closed": "Quasar", "note": "Hushed"},
    {"open": "Pay", "closed": "Quasar", "note": "Hushed"},
    {"open": "Pay", "closed": "Quasar", "note": "Murmur"},
    {"open": "Pay and wages", "closed": "Zephyr", "note": "Murmur"},
]
PUBLIC_REVISIONS = 3


def confeed(*arguments, status=0):
    """Standard output."""
    done = subprocess.run(
        [CONFEED, *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == status, (arguments, done)
    return done.stdout


class Forum:
    """An agenda in a folder, and the history that it is published into."""

    def __init__(self, folder):
        self.file = pathlib.Path(folder, "forum.yaml")
        self.history = pathlib.Path(folder, "history.db")

    def write(self, **words):
        self.file.write_text(AGENDA.format(**words))

    def publish(self, revisions):
        for words in revisions:
            self.write(**words)
            confeed("publish", self.file, "--history", self.history)

    def token(self, *arguments):
        return confeed("token", *arguments, "--history", self.history).rstrip("\n")

    def database_octets(self):
        files = [self.history, *self.history.parent.glob(self.history.name + "?*")]
        return b"".join(path.read_bytes() for path in files)

    def serving(self, *options):
        return serving(options=["--history", str(self.history), "--manual", *options])


@contextlib.contextmanager
def forum(revisions=REVISIONS):
    with scratch() as folder:
        made = Forum(folder)
        made.publish(revisions)
        yield made


# --- looking for what is private -----------------------------------------------------------------


def secrets_in(octets):
    """The private words in some octets, however they are written."""
    return leaks.words_in([*SECRETS, CONTACT], octets)


def test_what_is_private_is_found_however_it_is_written():
    folded = b"SUMMARY:it is Zep\r\n hyr"
    assert secrets_in(folded) == ["Zephyr"]
    assert secrets_in(b"&#90;ephyr") == ["Zephyr"]
    assert secrets_in(b"\\u005aephyr") == ["Zephyr"]
    assert secrets_in(b"x: " + base64.b64encode(b"it is Zephyr, again")) == ["Zephyr"]
    assert secrets_in(gzip.compress(b"it is Zephyr")) == ["Zephyr"]
    assert not secrets_in(b"nothing of it")


def public_targets(tree):
    """Every public address, of the files that build wrote, and of what is made on demand."""
    numbers = range(1, PUBLIC_REVISIONS + 1)
    past = [f"rev={n}" for n in numbers] + ["at=2999-01-01T00:00:00Z", "at=2001-01-01T00:00:00Z"]
    forms = ["cancelled=drop", "cancelled=title", "plenary=no", "breaks=yes", "download=1"]
    yield from ["/", "/forum/", "/forum", "/forum/select.ics", "/robots.txt", "/sitemap.xml"]
    for path in sorted(tree.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        target = "/" + str(path.relative_to(tree))
        yield target
        if path.suffix == ".ics":
            yield from (f"{target}?{query}" for query in past + forms)
    ids = {
        "agency": ["ilo", "iom", "wto", "none"],
        "role": ["chair", "speaker", "input", "adviser", "none"],
        "round-table": ["1", "2"],
        "day": ["2027-07-10", "2027-07-11", "2027-07-12"],
        "room": ["gold", "blue", "red"],
        "session": ["1.1", "opening", "cabal-1", "none"],
        "kind": ["session", "plenary", "break"],
    }
    for name, values in ids.items():
        for value in [*values, ",".join(values[:-1])]:
            select = f"/forum/select.ics?{name}={value}"
            yield from [select, *(f"{select}&{query}" for query in past + forms)]
            yield f"/forum/?{name}={value}"
    for agency in ["ilo", "iom", "wto"]:
        for name, values in ids.items():
            yield from (f"/forum/select.ics?agency={agency}&{name}={value}" for value in values)
    for path in ["forum/sessions/cabal-1", "forum/agencies/ilo@", "forum@ilo/agenda", "forum@/agenda"]:
        for ending in [".ics", ".atom", ".changes.json", ".changes.txt", ".ics?rev=1", ".ics?rev=2"]:
            yield f"/{path}{ending}"


def secrets_told(target, answer):
    """The private words in an answer, but those that it repeats of the question or of all roles."""
    found = secrets_in(answer.body) + secrets_in(repr(answer.headers).encode())
    asked = {"cabal-1" if answer.status == 400 and "cabal-1" in target else "",
             "Adviser" if "role=" in target else ""}
    return [word for word in found if word not in asked]


def test_no_public_address_tells_anything_private():
    with forum() as made, scratch() as folder:
        tree = pathlib.Path(folder, "tree")
        confeed("build", "--history", made.history, "--manual", "-o", tree)
        made.token("new", "forum", "ilo")
        made.token("new", "forum", "iom")
        looked = {}
        with made.serving("--public-url", "https://feeds.example.org") as service:
            for target in public_targets(tree):
                for fields in [(), ("Accept-Encoding: gzip",)]:
                    answer = ask(service, target, *fields)
                    found = secrets_told(target, answer)
                    assert not found, (target, fields, found)
                    looked[answer.status] = looked.get(answer.status, 0) + 1
        print("     answers by status:", looked)
        assert looked[200] > 400 and looked[400] > 50, looked


def test_no_file_that_is_built_and_nothing_that_is_shown_tells_anything_private():
    with forum() as made, scratch() as folder:
        for arguments in [["--history", made.history], [made.file]]:
            tree = pathlib.Path(folder, f"tree-{len(arguments)}")
            confeed("build", *arguments, "-o", tree)
            for path in tree.rglob("*"):
                assert "cabal" not in path.name
                assert not path.is_file() or not secrets_in(path.read_bytes()), path
        for options in [[], ["--notes"], ["--agency", "iom", "--notes"], ["--role", "adviser"]]:
            assert not secrets_in(confeed("show", made.file, *options).encode()), options
        shown = confeed("show", "--private", "--notes", made.file)
        assert secrets_in(shown.encode()) == sorted({*SECRETS} - {"Quasar", "cabal-1"}), shown


def test_the_public_part_of_the_history_tells_nothing_private():
    with forum() as made:
        with contextlib.closing(sqlite3.connect(made.history)) as database:
            tables = ["revision", "record", "event", "departure", "feed", "change"]
            rows = {t: database.execute(f"SELECT * FROM {t} WHERE agenda = 'forum'").fetchall() for t in tables}
        assert len(rows["revision"]) == PUBLIC_REVISIONS
        assert not secrets_in(repr(rows).encode())
        for number in range(1, PUBLIC_REVISIONS + 1):
            shown = confeed("history", "show", number, "--history", made.history)
            assert not secrets_in(shown.encode()), shown


def test_private_calendars_tell_what_is_private_for_their_agency_alone():
    with forum() as made:
        addresses = {agency: made.token("new", "forum", agency) for agency in ("ilo", "iom", "wto")}
        with made.serving() as service:
            found = {a: secrets_in(ask(service, t).body) for a, t in addresses.items()}
        assert found == {
            "ilo": ["Covert", "Murmur", "Veiled", "Zephyr"],
            "iom": ["Adviser", "Covert", "Hushed", "Murmur", "Veiled", "Zephyr"],
            "wto": [],
        }, found


# --- what an address answers -------------------------------------------------------------------


def told(answer):
    """All of an answer but when it was given."""
    return answer.status, [(k, v) for k, v in answer.headers.items() if k != "date"], answer.body


def test_what_opens_nothing_is_as_if_nothing_were_there():
    with forum() as made:
        revoked = made.token("new", "forum", "iom")
        made.token("revoke", "forum", "iom")
        replaced = made.token("new", "forum", "ilo")
        good = made.token("rotate", "forum", "ilo", "--overlap", "0")
        wrong = [
            revoked,
            replaced,
            "/private/" + "a" * 32 + ".ics",
            "/private/" + "a" * 31 + ".ics",
            "/private/" + "A1-_.~" + ".ics",
            "/private/x.ics",
            "/private/.ics",
            "/private/",
            "/private",
            good.upper().replace("/PRIVATE", "/private").replace(".ICS", ".ics"),
            good.removesuffix(".ics"),
            good.replace(".ics", ".atom"),
            good.replace(".ics", ".changes.json"),
            good + ".ics",
            good.replace("/private/", "/private//"),
            good.replace("/private/", "/Private/"),
            good.replace("/private/", "/private%2F"),
            good.replace("/private/", "/"),
        ]
        with made.serving() as service:
            expected = {m: told(ask(service, "/nothing.ics", method=m)) for m in ("GET", "HEAD")}
            assert expected["GET"][0] == 404
            for target in wrong:
                for query in ["", "?download=1", "?rev=1", "?x=y"]:
                    for method in ("GET", "HEAD"):
                        answer = told(ask(service, target + query, method=method))
                        assert answer == expected[method], (target, query, answer)
            post = told(ask(service, "/nothing.ics", method="POST"))
            assert told(ask(service, wrong[2], method="POST")) == post
            assert ask(service, good).status == 200
            # The same address in other spellings (RFC 3986 §6.2.2).
            assert ask(service, good.replace("/private/", "/%70rivate/")).status == 200
            assert ask(service, good.replace(".ics", "%2Eics")).status == 200


def test_a_private_calendar_is_kept_by_nobody_but_who_asks():
    with forum() as made:
        address = made.token("new", "forum", "ilo")
        with made.serving("--public-url", "https://feeds.example.org") as service, Client(service) as client:
            answer = client.ask(address)
            assert answer.status == 200
            assert answer.headers["cache-control"] == "private, max-age=300, must-revalidate"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert answer.headers["x-robots-tag"] == "noindex"
            assert answer.headers["content-disposition"] == 'inline; filename="forum-ilo-private.ics"'
            text = answer.body.decode()
            assert "NAME:ILO – FORUM (private)\r\n" in text
            assert "SOURCE" not in text
            assert "CLASS:PRIVATE\r\n" in text
            again = client.ask(address, f"If-None-Match: {answer.headers['etag']}")
            assert again.status == 304 and again.headers["referrer-policy"] == "no-referrer"
            packed = client.ask(address, "Accept-Encoding: gzip")
            assert gzip.decompress(packed.body) == answer.body
            assert packed.headers["etag"] != answer.headers["etag"]
            save = client.ask(address + "?download=1")
            assert save.headers["content-disposition"].startswith("attachment")
            head = client.ask(address, method="HEAD")
            assert head.status == 200 and head.headers["etag"] == answer.headers["etag"]
            secret = re.search(r"/private/(.*)\.ics", address)[1]
            assert secret not in text and secret not in repr(answer.headers)


def test_a_private_calendar_takes_the_options_of_an_agencys():
    with forum() as made:
        address = made.token("new", "forum", "ilo")
        with made.serving() as service, Client(service) as client:
            plain = client.ask(address).body
            assert b"SUMMARY:Opening" in plain and b"Coffee" not in plain
            varied = client.ask(address + "?plenary=no&breaks=yes")
            assert varied.status == 200
            assert b"SUMMARY:Opening" not in varied.body and b"Coffee" in varied.body
            assert b"Zephyr" in varied.body and b"(private)" in varied.body
            assert varied.headers["cache-control"].startswith("private")
            assert varied.headers["x-robots-tag"] == "noindex"
            for query in ["rev=1", "at=2027-01-01T00:00:00Z", "agency=iom", "cancelled=maybe"]:
                answer = ask(service, f"{address}?{query}")
                assert answer.status == 400 and b"rev" not in answer.body, answer
            assert ask(service, address, method="POST").status == 405


def test_a_change_of_what_is_private_moves_nothing_that_is_public():
    with forum(REVISIONS[:1]) as made:
        address = made.token("new", "forum", "ilo")
        public = ["/forum/agenda.ics", "/forum/agencies/ilo.ics", "/forum/agencies/ilo.atom", "/forum/"]
        with made.serving() as service:
            before = [told(ask(service, target)) for target in public]
            etag = ask(service, address).headers["etag"]
            made.publish(REVISIONS[1:2])
            wait_for(lambda: ask(service, address).headers["etag"] != etag)
            assert b"Quasar" in ask(service, address).body
            assert [told(ask(service, target)) for target in public] == before
        assert ask_history(made)[0].endswith("(private: ilo, iom)")


def ask_history(made):
    return confeed("history", "--history", made.history).splitlines()


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


# --- tokens --------------------------------------------------------------------------------------


def test_a_rotation_leads_to_the_new_address():
    with forum() as made:
        old = made.token("new", "forum", "ilo")
        url = "https://feeds.example.org"
        with made.serving("--public-url", url) as service:
            before = ask(service, old).body
            new = confeed(
                "token", "rotate", "forum", "ilo", "--history", made.history, "--public-url", url
            ).rstrip("\n")
            assert new.startswith(url + "/private/") and new.endswith(".ics") and old not in new
            target = new.removeprefix(url)
            wait_for(lambda: ask(service, target).status == 200)
            assert ask(service, target).body == before
            answer = ask(service, old)
            text = re.sub(r"\r\n ", "", answer.body.decode())
            assert answer.headers["cache-control"].startswith("private")
            assert text.startswith(re.sub(r"\r\n ", "", before.decode()).removesuffix("END:VCALENDAR\r\n"))
            assert "SUMMARY:This calendar has a new address\r\n" in text
            assert new in text
            assert told(ask(service, old)) == told(answer)
            assert new in re.sub(r"\r\n ", "", ask(service, old + "?cancelled=drop").body.decode())
            # It never leads to what has ended.
            made.token("revoke", "forum", "ilo", fingerprint_of(target))
            wait_for(lambda: ask(service, target).status == 404)
            assert ask(service, old).body == before


def fingerprint_of(address):
    token = re.search(r"/private/(.*)\.ics", address)[1]
    return hashlib.sha256(token.encode()).hexdigest()[:8]


def test_a_running_service_sees_new_and_revoked_addresses():
    with forum() as made:
        with made.serving() as service:
            address = made.token("new", "forum", "iom")
            wait_for(lambda: ask(service, address).status == 200)
            made.token("revoke", "forum", "iom")
            wait_for(lambda: ask(service, address).status == 404)


def test_saving_the_file_changes_the_private_calendar():
    with forum(REVISIONS[:1]) as made:
        address = made.token("new", "forum", "ilo")
        process = Server(made.file, options=["--history", str(made.history)])
        try:
            made.write(**REVISIONS[1])
            wait_for(lambda: b"Quasar" in ask(process, address).body)
            assert b"Zephyr" not in ask(process, address).body
        finally:
            process.process.terminate()
            process.wait()


def test_tokens_are_kept_nowhere_and_told_nowhere():
    with forum() as made:
        url = "https://feeds.example.org"
        addresses = [made.token("new", "forum", "ilo"), made.token("new", "forum", "iom")]
        addresses.append(made.token("rotate", "forum", "ilo"))
        service = Server(options=["--history", str(made.history), "--manual", "--public-url", url,
                                  "--access-log", "json"])
        for address in addresses:
            assert ask(service, address).status == 200
            assert ask(service, address + "?rev=1").status == 400
        told = ask(service, "/metrics").body + ask(service, "/readyz").body
        assert b'feed="private"' in told, told
        service.process.terminate()
        said = "".join(map(str, service.process.communicate(timeout=PATIENCE)))
        said += made.token("list") + confeed("history", "--history", made.history)
        assert said.count("/private/-") == 2 * len(addresses), said
        octets = made.database_octets() + said.encode() + told
        for address in addresses:
            token = re.search(r"/private/(.*)\.ics", address)[1]
            assert token.encode() not in octets
            assert base64.b32decode(token.upper()) not in octets
            assert base64.b32decode(token.upper()).hex().encode() not in octets


def test_the_list_of_tokens_tells_their_state():
    with forum() as made:
        made.token("new", "forum", "wto")
        made.token("revoke", "forum", "wto")
        first = made.token("new", "forum", "ilo")
        second = made.token("new", "forum", "ilo")
        confeed("token", "rotate", "forum", "ilo", "--history", made.history, status=2)
        made.token("rotate", "forum", "ilo", fingerprint_of(first))
        lines = made.token("list", "forum", "ilo").splitlines()
        states = {line.split("  ")[2]: line.split("  ", 4)[4] for line in lines}
        assert re.fullmatch(r"replaced, goes on until .*Z", states.pop(fingerprint_of(first)))
        assert states.pop(fingerprint_of(second)) == "in use"
        assert list(states.values()) == ["in use"]
        assert "  ended " in made.token("list", "forum", "wto")
        assert len(made.token("list").splitlines()) == 4


if __name__ == "__main__":
    os.environ.pop("CONFEED_HISTORY", None)
    server.run("__main__")
