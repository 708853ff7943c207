#!/usr/bin/python3
"""Changes of agendas of which the kernel tells nothing (inotify): each is served within five seconds,
and /readyz says when the files cannot be looked at."""

import contextlib
import json
import os
import pathlib
import subprocess
import time

import drill
from drill import server

# From the change until it is served: up to 2 to the next look, and 2 in which the file stands still.
BOUND = 5.0


def write(path, version):
    """Writes into the file that is there, as other machines and containers see it."""
    pathlib.Path(path).write_text(json.dumps(drill.agenda(version)))


def served_version(service):
    """The version of the agenda: of each, one session's title holds it."""
    feed = service.body("/meeting/agenda.ics").decode()
    return max(v for v in range(1, 9) if f"of version {v}" in feed)


def wait_for_version(service, version, since):
    drill.wait_for(lambda: served_version(service) == version, f"version {version}")
    seconds = time.monotonic() - since
    print(f"version {version} was served {seconds:.1f} s after the change", flush=True)
    assert seconds < BOUND or drill.is_slow_build(), seconds


def check_changes(service, file):
    """Serves version 1; what is then written to a file is served, again and again."""
    assert served_version(service) == 1
    for version in range(2, 2 + drill.extent(5, 1, "changes")):
        since = time.monotonic()
        write(file, version)
        wait_for_version(service, version, since)


def readiness(service):
    answer = server.ask(service, "/readyz")
    return answer.status, json.loads(answer.body).get("lack")


def wait_until_ready_again(service):
    drill.wait_for(lambda: readiness(service) == (200, None), "/readyz that is good")


def wait_until_lacking(service, text):
    drill.wait_for(lambda: readiness(service) == (503, text), f"{text!r} in /readyz")


@contextlib.contextmanager
def own_folder(*names):
    """A folder with folders of these names, in mounts of its own."""
    drill.take_private_mounts()
    with drill.scratch() as folder:
        paths = [pathlib.Path(folder, name) for name in names]
        for path in paths:
            path.mkdir()
        yield pathlib.Path(folder), *paths


def test_a_file_that_is_mounted_alone():
    with own_folder("outside", "inside") as (folder, outside, inside):
        real, seen = outside / "meeting.yaml", inside / "meeting.yaml"
        write(real, 1)
        seen.touch()
        with drill.mounted(seen, "--bind", real), drill.service(folder, seen) as service:
            check_changes(service, real)
            assert readiness(service) == (200, None)
            # What replaces it outside is never seen inside.
            drill.save(real, drill.agenda(8))
            text = (
                f"{seen}: is mounted alone, and was replaced or deleted where it comes from; mount "
                "the folder that it is in instead"
            )
            wait_until_lacking(service, text)
            assert served_version(service) > 1
            assert service.stop() == [f"confeed: error: {text}"]


def test_a_folder_that_is_mounted_later():
    with own_folder("agendas") as (folder, agendas):
        write(agendas / "meeting.yaml", 1)
        with drill.service(folder, "--history", folder / "history.db", agendas) as service:
            with drill.mounted(agendas, "-t", "tmpfs", "none"):
                service.wait_for_message("there is no agenda")
                assert readiness(service)[0] == 200
                for version in (2, 3):
                    since = time.monotonic()
                    drill.save(agendas / "meeting.yaml", drill.agenda(version))
                    wait_for_version(service, version, since)
            since = time.monotonic()
            write(agendas / "meeting.yaml", 4)
            wait_for_version(service, 4, since)
            service.stop()


def test_a_hard_link_that_is_written_through_its_other_name():
    with drill.scratch() as scratch:
        folder = pathlib.Path(scratch)
        (folder / "aside").mkdir()
        (folder / "agendas").mkdir()
        write(folder / "aside/real", 1)
        os.link(folder / "aside/real", folder / "agendas/meeting.yaml")
        with drill.service(folder, folder / "agendas") as service:
            check_changes(service, folder / "aside/real")
            assert service.stop() == []


def test_the_lower_layer_of_an_overlay():
    with own_folder("disk", "agendas") as (folder, disk, agendas):
        with drill.mounted(disk, "-t", "tmpfs", "none"):
            layers = [disk / name for name in ("lower", "upper", "work")]
            for layer in layers:
                layer.mkdir()
            write(disk / "lower/meeting.yaml", 1)
            options = "lowerdir={},upperdir={},workdir={}".format(*layers)
            with drill.mounted(agendas, "-t", "overlay", "-o", options, "none"):
                with drill.service(folder, agendas) as service:
                    check_changes(service, disk / "lower/meeting.yaml")
                    assert service.stop() == []


def test_watches_that_are_used_up():
    with drill.scratch() as folder:
        file = pathlib.Path(folder, "meeting.yaml")
        write(file, 1)
        wrapper = ("unshare", "--user", "--map-root-user", "sh", "-c")
        script = 'echo 0 >/proc/sys/user/max_inotify_watches && exec "$0" "$@"'
        if subprocess.run([*wrapper, script, "true"], check=False).returncode != 0:
            raise drill.Skipped("no user namespaces: watches cannot be used up")
        with drill.service(folder, file, demote=(*wrapper, script)) as service:
            assert "looked at every few seconds instead" in service.messages()[0]
            check_changes(service, file)
            assert len(service.stop()) == 1


def test_a_folder_that_goes_and_comes_back():
    with drill.scratch() as scratch:
        agendas = pathlib.Path(scratch, "agendas")
        agendas.mkdir()
        write(agendas / "meeting.yaml", 1)
        with drill.service(scratch, agendas) as service:
            agendas.rename(pathlib.Path(scratch, "away"))
            wait_until_lacking(service, f"{agendas}: No such file or directory")
            pathlib.Path(scratch, "away").rename(agendas)
            wait_until_ready_again(service)
            assert served_version(service) == 1


@contextlib.contextmanager
def dead_disk(folder):
    """A file system (FUSE) on a folder, whose server answers nothing: who looks at it hangs."""
    try:
        device = os.open("/dev/fuse", os.O_RDWR)
    except OSError as error:
        raise drill.Skipped(f"no FUSE: {error}") from None
    os.set_inheritable(device, True)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0"
    words = ["mount", "--internal-only", "-t", "fuse", "-o", options, "none", folder]
    done = subprocess.run(words, close_fds=False, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        os.close(device)
        raise drill.Skipped(done.stderr.strip())
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        os.close(device)


def test_a_disk_that_does_not_answer():
    with own_folder("agendas") as (folder, agendas):
        write(agendas / "meeting.yaml", 1)
        with drill.service(folder, agendas) as service:
            assert readiness(service) == (200, None)
            with dead_disk(agendas):
                wait_until_lacking(service, "the disk with the agendas does not answer")
                assert served_version(service) == 1
            wait_until_ready_again(service)
            since = time.monotonic()
            write(agendas / "meeting.yaml", 2)
            wait_for_version(service, 2, since)
            said = service.stop()
            assert said == ["confeed: error: the disk with the agendas does not answer"], said


if __name__ == "__main__":
    drill.run_tests(__name__)
