#!/usr/bin/python3
"""The service at several addresses, and at UNIX sockets."""

import os
import pathlib
import signal
import socket
import stat
import subprocess
import types

import server
from server import Client, UnixSocket, ask

TARGETS = ("/", "/meeting/", "/meeting/agenda.ics", "/nothing")


def fail_to_serve(folder, *places):
    """A start that is to fail: exit status and what it said on standard error, one line."""
    listen = [argument for place in places for argument in ("--listen", place)]
    done = subprocess.run(
        [server.CONFEED, "serve", *listen, server.write_agenda(folder)],
        capture_output=True,
        text=True,
        timeout=server.PATIENCE,
    )
    assert done.stdout == "" and done.stderr.count("\n") == 1, done
    return done.returncode, done.stderr


def leave_stale_socket(path):
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
        left.listen()


def tcp(line):
    """The way to an address that the server has told."""
    host, port = line.removeprefix("Serving at http://").removesuffix("/").rsplit(":", 1)
    where = (host.strip("[]"), int(port))
    return types.SimpleNamespace(
        connect=lambda receive_buffer=None: socket.create_connection(where, server.PATIENCE)
    )


def test_all_addresses_give_the_same_answers():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        options = ["--listen", f"unix:{path}", "--listen", "127.0.0.1:0"]
        if server.has_ipv6_loopback():
            options += ["--listen", "[::1]:0"]
        with server.serving(server.write_agenda(folder), options=options) as served:
            assert served.read_line() == f"Serving at unix:{path}"
            lines = [served.read_line() for _ in options[3::2]]
            doors = [served, UnixSocket(path), *map(tcp, lines)]
            for target in TARGETS:
                answers = [ask(door, target) for door in doors]
                assert len({(a.status, a.headers.get("etag"), a.body) for a in answers}) == 1
        assert not path.exists()


def test_any_ipv4_and_any_ipv6_address_may_have_the_same_port():
    if not server.has_ipv6_loopback():
        print("     not tried: this machine has no IPv6")
        return
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        port = server.fixed_port()
        options = ["--listen", f"[::]:{port}"]
        with server.serving(agenda, listen=f"0.0.0.0:{port}", options=options) as served:
            assert ask(tcp(f"Serving at http://127.0.0.1:{port}/"), "/").status == 200
            assert ask(tcp(f"Serving at http://[::1]:{port}/"), "/").status == 200


def test_a_unix_socket_alone_tells_the_paths_of_its_feeds():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        process = subprocess.Popen(
            [server.CONFEED, "serve", "--listen", f"unix:{path}", server.write_agenda(folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        lines = [process.stdout.readline() for _ in range(2)]
        assert lines[0] == f"Serving at unix:{path}\n" and lines[1].startswith("/meeting/  "), lines
        assert ask(UnixSocket(path), "/meeting/").status == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(server.PATIENCE) == 0
        process.stdout.close()
        assert not path.exists()


def test_the_permissions_of_a_unix_socket_follow_the_umask():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        agenda = server.write_agenda(folder)
        for umask, mode in ((0o077, 0o700), (0o007, 0o770)):
            with server.serving(agenda, options=["--listen", f"unix:{path}"], umask=umask):
                assert stat.S_IMODE(path.stat().st_mode) == mode, oct(path.stat().st_mode)


def test_a_socket_that_nobody_answers_on_is_replaced():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        leave_stale_socket(path)
        with server.serving(server.write_agenda(folder), options=["--listen", f"unix:{path}"]):
            assert ask(UnixSocket(path), "/meeting/").status == 200
        assert not path.exists()


def test_a_socket_that_somebody_answers_on_is_left():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        with server.serving(server.write_agenda(folder), options=["--listen", f"unix:{path}"]):
            status, errors = fail_to_serve(folder, f"unix:{path}")
            assert status == 3 and "Address already in use; stop the program" in errors, errors
            assert ask(UnixSocket(path), "/meeting/").status == 200


def test_a_file_that_is_no_socket_is_left():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "file")
        path.write_text("precious")
        status, errors = fail_to_serve(folder, f"unix:{path}")
        assert status == 3 and "a file that is no socket lies there" in errors, errors
        assert path.read_text() == "precious"


def test_a_socket_that_has_taken_its_place_is_left():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        with server.serving(server.write_agenda(folder), options=["--listen", f"unix:{path}"]):
            # Kept, so that its number is not given to the next file.
            path.rename(f"{path}-old")
            leave_stale_socket(path)
        assert path.is_socket()


def test_what_cannot_be_the_path_of_a_socket_is_told():
    with server.scratch() as folder:
        status, errors = fail_to_serve(folder, f"unix:{folder}/{'x' * 108}")
        assert status == 2 and "has at most 107 octets" in errors, errors
        status, errors = fail_to_serve(folder, "unix:")
        assert status == 2 and 'expected the path of a socket' in errors, errors
        status, errors = fail_to_serve(folder, f"unix:{folder}/none/socket")
        assert status == 3 and "its folder has to be made first" in errors, errors


def test_nothing_is_left_of_a_start_that_fails():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        status, errors = fail_to_serve(folder, f"unix:{path}", "192.0.2.1:0")
        assert status == 3 and "192.0.2.1" in errors, errors
        assert not path.exists()


def test_a_download_over_a_unix_socket_is_finished():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        options = ["--listen", f"unix:{path}"]
        with server.serving(server.write_large_agenda(folder), options=options) as served:
            client = Client(UnixSocket(path))
            client.send(b"GET /large/agenda.ics HTTP/1.1\r\nHost: example.org\r\n\r\n")
            client.socket.recv(1000, socket.MSG_PEEK)
            served.signal(signal.SIGTERM)
            while path.exists():
                os.sched_yield()
            assert len(client.read_answer().body) > server.LARGE_OCTETS
            client.close()


server.run(__name__)
