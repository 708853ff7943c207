#!/usr/bin/python3
"""How the service begins and how it ends."""

import contextlib
import signal
import socket
import subprocess
import time

import server
from server import Client, Server, ask

# What server_stop allows answers under way, in seconds.
STOP_SECONDS = 5


def try_to_serve(folder, listen):
    """A start that is to fail: exit status, standard output, standard error."""
    agenda = server.write_agenda(folder)
    done = subprocess.run(
        [server.CONFEED, "serve", "--listen", listen, agenda],
        capture_output=True,
        text=True,
        timeout=server.PATIENCE,
    )
    return done.returncode, done.stdout, done.stderr


@contextlib.contextmanager
def stopping(*files):
    """A server that the block stops; whatever becomes of it, it is gone afterwards."""
    served = Server(*files)
    try:
        yield served
    finally:
        served.process.kill()
        served.process.wait()


def wait_until_refused(served):
    """Until the port is given up."""
    deadline = time.monotonic() + server.PATIENCE
    while time.monotonic() < deadline:
        try:
            served.connect().close()
        except ConnectionRefusedError:
            return
        except ConnectionResetError:
            pass
    raise AssertionError("connections are still accepted")


def begin_download(served):
    """A client that has read the first octets of a large answer, and no more."""
    client = Client(served)
    client.send(b"GET /large/agenda.ics HTTP/1.1\r\nHost: example.org\r\n\r\n")
    first = client.socket.recv(1000, socket.MSG_PEEK)
    assert first.startswith(b"HTTP/1.1 200 OK\r\n"), first
    return client


def test_it_listens_where_it_is_told_to():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        with server.serving(agenda) as served:
            assert served.host == "127.0.0.1" and served.port > 0, served.url
        if knows_localhost():
            with server.serving(agenda, listen="localhost:0") as served:
                assert served.host in ("127.0.0.1", "::1"), served.url
                assert ask(served, "/meeting/").status == 200
        if socket.has_ipv6 and server.has_ipv6_loopback():
            with server.serving(agenda, listen="[::1]:0") as served:
                assert served.host == "::1", served.url
                assert ask(served, "/meeting/").status == 200


def knows_localhost():
    """A bare system may have no /etc/hosts."""
    try:
        socket.getaddrinfo("localhost", None)
    except OSError:
        print("     not tried: this machine does not know the name localhost")
        return False
    return True


def test_a_port_in_use_is_told_with_a_remedy():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        with server.serving(agenda) as served:
            place = f"127.0.0.1:{served.port}"
            status, output, errors = try_to_serve(folder, place)
            assert (status, output) == (3, ""), (status, output, errors)
            expected = f"cannot listen on {place}: Address already in use; stop the program"
            assert expected in errors and errors.count("\n") == 1, errors
            assert ask(served, "/meeting/").status == 200


def test_a_malformed_address_to_listen_on_is_wrong_usage():
    with server.scratch() as folder:
        for listen in ("", "8080", ":8080", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:65536", "::1:80"):
            status, output, errors = try_to_serve(folder, listen)
            assert (status, output) == (2, ""), (listen, status, output, errors)
            assert f'"{listen}" is not an address' in errors, errors
            assert "127.0.0.1:8080" in errors and errors.count("\n") == 1, errors


def test_a_port_can_be_had_again_at_once():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        place = f"127.0.0.1:{server.fixed_port()}"
        with server.serving(agenda, listen=place) as served:
            # The server ends this connection, and its system remembers it for a minute.
            ask(served, "/meeting/", "Connection: close")
        with server.serving(agenda, listen=place) as served:
            assert ask(served, "/meeting/").status == 200


def test_sigterm_and_sigint_end_it_well():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        for number in (signal.SIGTERM, signal.SIGINT):
            with stopping(agenda) as served:
                ask(served, "/meeting/")
                served.signal(number)
                assert served.wait() == (0, ""), number


def test_idle_connections_do_not_hold_it_up():
    with server.scratch() as folder, stopping(server.write_agenda(folder)) as served:
        clients = [Client(served) for _ in range(20)]
        for client in clients[:10]:
            assert client.ask("/meeting/").status == 200
        clients[-1].send(b"GET /meeting/ HTTP/1.1\r\nHo")
        start = time.monotonic()
        served.signal(signal.SIGTERM)
        assert served.wait() == (0, "")
        assert time.monotonic() - start < STOP_SECONDS
        for client in clients:
            client.close()


def test_a_download_under_way_is_finished():
    with server.scratch() as folder, stopping(server.write_large_agenda(folder)) as served:
        whole = ask(served, "/large/agenda.ics").body
        assert len(whole) > server.LARGE_OCTETS
        clients = [begin_download(served) for _ in range(4)]
        served.signal(signal.SIGTERM)
        wait_until_refused(served)
        assert served.process.poll() is None
        for client in clients:
            assert client.read_answer().body == whole
        for client in clients:
            assert client.is_closed()
            client.close()
        assert served.wait() == (0, "")


def test_a_request_that_comes_while_it_stops_is_answered_and_closed():
    with server.scratch() as folder, stopping(server.write_large_agenda(folder)) as served:
        download = begin_download(served)
        with Client(served) as client:
            assert "connection" not in client.ask("/large/").headers
            served.signal(signal.SIGTERM)
            wait_until_refused(served)
            answer = client.ask("/large/")
            # Between giving up the port and this there is a moment in which it is not yet told.
            while "connection" not in answer.headers:
                answer = client.ask("/large/")
            assert (answer.status, answer.headers["connection"]) == (200, "close"), answer
            assert client.is_closed()
        assert download.read_answer().status == 200
        download.close()
        assert served.wait() == (0, "")


def test_a_client_that_does_not_read_is_given_up():
    with server.scratch() as folder, stopping(server.write_large_agenda(folder)) as served:
        client = begin_download(served)
        start = time.monotonic()
        served.signal(signal.SIGTERM)
        assert served.wait() == (0, "")
        assert time.monotonic() - start > STOP_SECONDS - 1
        client.close()


server.run(__name__)
