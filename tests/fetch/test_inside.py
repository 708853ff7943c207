#!/usr/bin/python3
"""Strangers cannot send a fetch into the operator's network: not by a redirect, nor by what a name leads
to, nor by having it lead elsewhere between two requests. Runs in a network of its own, in which this
machine has addresses of the Internet."""

import os
import pathlib
import socket
import subprocess
import sys
import tempfile

from web import Web, answer, brings, fails, fetch

BODY = b"<schedule/>" * 1000
OUTSIDE = "11.22.33.44"
OUTSIDE_TOO = "2a00:1234::1"
ELSEWHERE = "11.22.33.55"
INTRANET = "10.1.2.3"
METADATA = "169.254.169.254"
ADDRESSES = [OUTSIDE, ELSEWHERE, INTRANET, METADATA, f"{OUTSIDE_TOO}/128"]
PORT = 8000

HOSTS = f"""\
127.0.0.1 localhost
::1 localhost
{OUTSIDE} public.example
{OUTSIDE_TOO} public6.example
{ELSEWHERE} elsewhere.example
{INTRANET} intranet.example intranet
{METADATA} metadata.example
::ffff:127.0.0.1 mapped.example
::ffff:{METADATA} mapped-metadata.example
64:ff9b::7f00:1 nat64.example
127.0.0.1 loopback.example
::1 loopback6.example
0.0.0.0 nowhere.example
{OUTSIDE} mixed.example
127.0.0.1 mixed.example
"""
ONLY = "only the host that the address itself names may be there"


def set_hosts(text):
    pathlib.Path("/etc/hosts").write_text(text)


def redirect(to):
    return answer(b"elsewhere", "302 Found", Location=to)


def url(host, path="/a", port=PORT):
    return f"http://{host}:{port}{path}"


def refused(start, target, message):
    fails(start, "lasting", f"it redirects to {target}{message}")


# --- the tests, one after the other: they share the names --------------------------------------


def what_is_outside_is_fetched(web):
    for host in ("public.example", "public6.example", OUTSIDE, f"[{OUTSIDE_TOO}]"):
        assert brings(url(host), BODY).outside == "yes", host


def what_the_address_itself_names_may_be_inside(web):
    names = ["intranet", "intranet.example", INTRANET, "localhost", "127.0.0.1", "[::1]", "loopback.example"]
    names += ["mapped.example", "metadata.example", METADATA, "nowhere.example", "127.1", "2130706433"]
    for host in names:
        assert brings(url(host), BODY).outside == "no", host


def a_redirect_from_outside_to_a_number_inside_is_refused(web):
    for host in ("127.0.0.1", METADATA, INTRANET, "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1]", "localhost"):
        web.answers["/to"] = redirect(url(host))
        refused(url("public.example", "/to"), url(host), f", which is inside the network: {ONLY}")


def a_redirect_from_outside_to_a_name_inside_is_refused(web):
    places = {"intranet": INTRANET, "metadata.example": METADATA, "loopback.example": "127.0.0.1"}
    places |= {"loopback6.example": "::1", "mapped.example": "::ffff:127.0.0.1", "nowhere.example": "0.0.0.0"}
    places |= {"mapped-metadata.example": f"::ffff:{METADATA}", "nat64.example": "64:ff9b::7f00:1"}
    # However an address is written.
    places |= {"127.1": "127.0.0.1", "2130706433": "127.0.0.1", "0x7f.0.0.1": "127.0.0.1", "0177.0.0.1": "127.0.0.1"}
    for host, place in places.items():
        web.answers["/to"] = redirect(url(host))
        got = fetch(url("public.example", "/to"))
        assert (got.outcome, got.error) == ("failed", "lasting"), (host, got)
        assert f"is at {place}, which is inside the network: {ONLY}" in got.message or (
            f", which is inside the network: {ONLY}" in got.message
        ), (host, got)


def a_redirect_to_outside_is_followed(web):
    web.answers["/to"] = redirect(url("elsewhere.example"))
    assert brings(url("public.example", "/to"), BODY).outside == "yes"
    assert brings(url("intranet", "/to"), BODY).outside == "no"


def a_host_inside_may_redirect_to_itself_alone(web):
    web.answers["/to"] = redirect("/a")
    brings(url("intranet", "/to"), BODY)
    for host, port in (("loopback.example", PORT), ("intranet", PORT + 1), ("metadata.example", PORT)):
        web.answers["/to"] = redirect(url(host, port=port))
        got = fetch(url("intranet", "/to"))
        assert got.error == "lasting" and got.message.endswith(f"which is inside the network: {ONLY}"), got


def a_host_outside_does_not_lead_back_inside(web):
    web.answers["/out"] = redirect(url("public.example", "/back"))
    web.answers["/back"] = redirect(url("intranet"))
    message = f": intranet is at {INTRANET}, which is inside the network: {ONLY}"
    refused(url("intranet", "/out"), url("intranet"), message)


def a_name_that_is_turned_between_two_requests_is_refused(web):
    def turn(connection, _):
        set_hosts(HOSTS.replace(f"{OUTSIDE} public.example", "127.0.0.1 public.example"))
        connection.sendall(redirect("/a"))

    web.answers["/turn"] = turn
    message = f": public.example is at 127.0.0.1, which is inside the network: {ONLY}"
    refused(url("public.example", "/turn"), url("public.example"), message)
    set_hosts(HOSTS)


def a_name_that_was_outside_the_last_time_has_to_be_so_again(web):
    brings(url("public.example"), BODY, "outside")
    fails(url("intranet"), "lasting", f"intranet is at {INTRANET}, which is inside the network: {ONLY}", "outside")


def a_name_outside_is_not_looked_for_inside_if_it_does_not_answer(web):
    """Of its addresses the first that is tried says where it is."""
    web.answers["/to"] = redirect(url("mixed.example", port=PORT + 2))
    got = fetch(url("public.example", "/to"))
    assert got.outcome == "failed" and "127.0.0.1, which is inside" in got.message, got


def pages_do_not_lead_inside(web):
    def turn(connection, _):
        set_hosts(HOSTS.replace(f"{OUTSIDE} public.example", "127.0.0.1 public.example"))
        connection.sendall(answer(b'{"results": [], "next": "%s"}' % url("public.example").encode()))

    web.answers["/page"] = turn
    message = f"public.example is at 127.0.0.1, which is inside the network: {ONLY}"
    fails(url("public.example", "/page"), "lasting", f"its page {url('public.example')}: {message}", "pages")
    set_hosts(HOSTS)


def a_name_server_that_does_not_answer_is_told(web):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind((OUTSIDE, 53))
        message = "no name server says within ten seconds where unknown.example is: see whether this machine reaches one"
        fails(url("unknown.example"), "passing", message)


TESTS = [
    a_name_server_that_does_not_answer_is_told,
    what_is_outside_is_fetched,
    what_the_address_itself_names_may_be_inside,
    a_redirect_from_outside_to_a_number_inside_is_refused,
    a_redirect_from_outside_to_a_name_inside_is_refused,
    a_redirect_to_outside_is_followed,
    a_host_inside_may_redirect_to_itself_alone,
    a_host_outside_does_not_lead_back_inside,
    a_name_that_is_turned_between_two_requests_is_refused,
    a_name_that_was_outside_the_last_time_has_to_be_so_again,
    a_name_outside_is_not_looked_for_inside_if_it_does_not_answer,
    pages_do_not_lead_inside,
]


# --- the network -------------------------------------------------------------------------------


def run(*words):
    subprocess.run(words, check=True)


def replace(path, text):
    """Has a file say something else, in this network alone."""
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write(text)
    os.chmod(file.name, 0o644)
    run("mount", "--bind", file.name, path)
    os.unlink(file.name)


def build_network():
    run("ip", "link", "set", "lo", "up")
    for address in ADDRESSES:
        run("ip", "address", "add", address, "dev", "lo")
    replace("/etc/hosts", HOSTS)
    replace("/etc/resolv.conf", f"nameserver {OUTSIDE}\noptions timeout:30\n")


def main():
    if "inside" not in sys.argv:
        # The second is for root where there are no namespaces of users.
        for options in (["--map-root-user"], []):
            apart = ["unshare", *options, "--net", "--mount"]
            tried = subprocess.run([*apart, "true"], capture_output=True, text=True)
            if tried.returncode == 0:
                sys.exit(subprocess.run([*apart, sys.executable, __file__, "inside"]).returncode)
        print(f"skipped: no network of its own can be made here: {tried.stderr.strip()}")
        sys.exit(77)
    build_network()
    web = Web({"/a": answer(BODY)}, hosts=("0.0.0.0", "::"), port=PORT)
    for one in TESTS:
        one(web)
        print(one.__name__)


if __name__ == "__main__":
    main()
