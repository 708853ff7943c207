#!/usr/bin/python3
"""How many connections the service takes, how many descriptors it asks for, and that it needs
nothing to write to."""

import contextlib
import ctypes
import os
import pathlib
import resource
import signal
import socket
import subprocess
import time
import types

import server
from server import Client, UnixSocket, ask

CROWD = 500
REQUEST = b"GET /meeting/ HTTP/1.1\r\nHost: example.org\r\n\r\n"


def with_descriptors(soft, hard):
    """For subprocess: a limit of open files."""
    return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))}


def descriptors_of(process):
    """The soft limit of a process."""
    lines = pathlib.Path(f"/proc/{process.pid}/limits").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Max open files")).split()[3])


def from_address(served, address):
    """A way to the server from another address of this machine."""

    def connect(receive_buffer=None):
        place = (served.host, served.port)
        return socket.create_connection(place, server.PATIENCE, source_address=(address, 0))

    return types.SimpleNamespace(connect=connect)


def is_refused(way):
    """Whether a connection is closed at once, without an answer to what is asked on it."""
    try:
        return ask(way, "/meeting/") is None
    except ConnectionError:
        return True


def is_silent(client, seconds):
    """Whether nothing comes in this time."""
    client.socket.settimeout(seconds)
    try:
        client.socket.recv(1, socket.MSG_PEEK)
    except TimeoutError:
        return True
    finally:
        client.socket.settimeout(server.PATIENCE)
    return False


def test_one_connection_too_many_waits_until_another_has_ended():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        with server.serving(agenda, options=["--max-connections", "4"]) as served:
            clients = [Client(served) for _ in range(4)]
            for client in clients:
                assert client.ask("/meeting/").status == 200
            with Client(served) as late:
                late.send(REQUEST)
                assert is_silent(late, 0.5)
                clients[0].close()
                assert late.read_answer().status == 200
            for client in clients[1:]:
                client.close()


def test_one_address_has_so_many_connections_and_others_have_theirs():
    with server.scratch() as folder:
        options = ["--max-connections-per-address", "5"]
        with server.serving(server.write_agenda(folder), options=options) as served:
            clients = [Client(served) for _ in range(5)]
            for client in clients:
                assert client.ask("/meeting/").status == 200
            assert is_refused(served)
            assert ask(from_address(served, "127.0.0.2"), "/meeting/").status == 200
            clients[0].close()
            wait_until_answered(served)
            for client in clients[1:]:
                assert client.ask("/meeting/").status == 200
                client.close()


def test_clients_of_a_trusted_proxy_are_not_counted_as_one():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        options = ["--trusted-proxy", "127.0.0.1"]
        with server.serving(agenda, options=options) as served, server.crowd(served, 260):
            assert ask(served, "/meeting/", "X-Forwarded-For: 192.0.2.1").status == 200
        options += ["--max-connections-per-address", "5"]
        with server.serving(agenda, options=options) as served:
            clients = [Client(served) for _ in range(5)]
            for client in clients:
                assert client.ask("/meeting/").status == 200
            assert is_refused(served)
            for client in clients:
                client.close()


def wait_until_answered(served):
    """The end of a connection is seen some time after it is closed."""
    deadline = time.monotonic() + server.PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(ConnectionError):
            if ask(served, "/meeting/") is not None:
                return
    raise AssertionError("not answered")


def test_the_limit_of_an_address_is_not_for_unix_sockets():
    with server.scratch() as folder:
        path = pathlib.Path(folder, "socket")
        options = ["--listen", f"unix:{path}", "--max-connections-per-address", "1"]
        with server.serving(server.write_agenda(folder), options=options):
            with contextlib.ExitStack() as stack:
                for _ in range(10):
                    client = stack.enter_context(Client(UnixSocket(path)))
                    assert client.ask("/meeting/").status == 200


def test_the_limit_of_open_files_is_raised_as_far_as_needed():
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        options = ["--max-connections-per-address", "0"]
        with server.serving(agenda, options=options, **with_descriptors(64, 4000)) as served:
            assert 1000 < descriptors_of(served.process) < 1200
            with server.crowd(served, CROWD):
                assert ask(served, "/meeting/").status == 200


def test_without_a_descriptor_for_connections_it_does_not_start():
    with server.scratch() as folder:
        done = subprocess.run(
            [server.CONFEED, "serve", "--listen", "127.0.0.1:0", server.write_agenda(folder)],
            capture_output=True,
            text=True,
            timeout=server.PATIENCE,
            **with_descriptors(24, 24),
        )
        assert (done.returncode, done.stdout) == (3, ""), done
        assert "the limit of open files leaves none for connections" in done.stderr, done


def test_without_a_history_nothing_is_written():
    if pathlib.Path(os.environ["BUILD_DIR"]).name in ("cov", "tsan"):
        print("     not tried: what this build adds to the program writes files")
        return
    with server.scratch() as folder:
        agenda = server.write_agenda(folder)
        before = sorted(pathlib.Path(folder).rglob("*"))
        os.chmod(folder, 0o555)
        setting = {
            "cwd": folder,
            "env": {**os.environ, "HOME": folder, "TMPDIR": folder},
            # Any octet written to a file ends the program.
            "preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        }
        with server.serving(agenda, **setting) as served:
            for target in ("/", "/meeting/", "/meeting/agenda.ics?cancelled=drop", "/nothing"):
                ask(served, target)
            served.signal(signal.SIGHUP)
            assert ask(served, "/meeting/agenda.ics").status == 200
        os.chmod(folder, 0o755)
        assert sorted(pathlib.Path(folder).rglob("*")) == before


NETWORK = "2001:db8:0:1::"
OTHER_NETWORK = "2001:db8:0:2::"


def take_network_of_own():
    """From here on this process sees a network that holds nothing but these addresses, of two
    networks; False where it may not have one."""
    new_network = 0x40000000
    if ctypes.CDLL(None).unshare(new_network) != 0:
        return False
    addresses = [f"{NETWORK}{i}" for i in range(1, 7)] + [f"{OTHER_NETWORK}1"]
    for words in (["link", "set", "lo", "up"],
                  *(["-6", "address", "add", f"{a}/64", "dev", "lo", "nodad"] for a in addresses)):
        try:
            subprocess.run(["ip", *words], check=True, capture_output=True)
        except (FileNotFoundError, subprocess.CalledProcessError):
            return False
    return True


# The last one: what runs after it is in that network.
def test_a_network_of_ipv6_counts_as_one_client():
    if not take_network_of_own():
        print("     not tried: needs the right to a network of its own, and ip")
        return
    with server.scratch() as folder, contextlib.ExitStack() as stack:
        options = ["--max-connections-per-address", "5"]
        agenda = server.write_agenda(folder)
        served = stack.enter_context(server.serving(agenda, listen="[::]:0", options=options))
        served.host = f"{NETWORK}1"
        clients = [Client(from_address(served, f"{NETWORK}{i}")) for i in range(1, 6)]
        for client in clients:
            assert client.ask("/meeting/").status == 200
        assert is_refused(from_address(served, f"{NETWORK}6"))
        assert ask(from_address(served, f"{OTHER_NETWORK}1"), "/meeting/").status == 200
        for client in clients:
            client.close()


server.run(__name__)
