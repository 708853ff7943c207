"""Run a program and tell what it took: time, memory, what it printed, what it wrote."""

import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass

ROOM_ON_TMPFS = 4 << 30  # octets; what the largest agenda needs, with as much again to spare


class Failed(Exception):
    """The program ended with another status than 0; the text says which, and its last words."""


@dataclass
class Process:
    seconds: float
    memory: int  # octets, at the peak
    output: str


def run(command, cwd=None):
    """Runs to the end. The time is from before the start of the process to after its end."""
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        child = subprocess.Popen([str(word) for word in command], cwd=cwd,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.stdout.close()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            errors.seek(0)
            words = errors.read().decode(errors="replace").strip().splitlines()
            last = words[-1][:200] if words else "no message"
            raise Failed(f"status {child.returncode}: {last}")
    return Process(seconds, usage.ru_maxrss * 1024, output.decode())


def memory_floor():
    """A child is counted with the memory of its parent: no figure below this one can be told."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def writing(command, folder):
    """Runs a program that writes a new folder, which must not be there yet."""
    shutil.rmtree(folder, ignore_errors=True)
    return run(command)


def folder_size(folder):
    """How many files there are beneath a folder, and how many octets in them."""
    sizes = [os.path.getsize(os.path.join(where, name))
             for where, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes)


def on_tmpfs(path):
    mounts = pathlib.Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    return any(line.split()[1:3] == [str(path), "tmpfs"] for line in mounts)


def place_to_write(otherwise):
    """Where the files go, and its name for the report: tmpfs, or else a folder on the disk."""
    shm = pathlib.Path("/dev/shm")
    if on_tmpfs(shm) and os.access(shm, os.W_OK) and shutil.disk_usage(shm).free > ROOM_ON_TMPFS:
        return shm, "tmpfs"
    return otherwise, "the disk (no tmpfs with 4 GiB free)"


@dataclass
class Series:
    """The same thing measured several times."""

    seconds: list

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def least(self):
        return min(self.seconds)

    @property
    def most(self):
        return max(self.seconds)
