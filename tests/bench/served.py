"""A running `confeed serve`, asked over one connection that stays open."""

import http.client
import re
import signal
import subprocess
import threading
import time

import candidates
import measure

PATIENCE = 60  # seconds


class Served:
    """Started when made; `seconds` is from before that until the first answer."""

    def __init__(self, agenda, history, first_path, messages):
        started = time.perf_counter()
        self.connection = None
        self.messages = messages
        with messages.open("wb") as errors:
            self.child = subprocess.Popen(
                [candidates.RELEASE / "confeed", "serve", agenda, "--history", history,
                 "--listen", "127.0.0.1:0"],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)
        try:
            self.connect()
            self.get(first_path)
        except BaseException:
            self.stop(signal.SIGKILL)
            raise
        self.seconds = time.perf_counter() - started

    def connect(self):
        """It prints where it listens, then hundreds of addresses, which are read and dropped."""
        first_line = self.child.stdout.readline().decode()
        threading.Thread(target=self.child.stdout.read, daemon=True).start()
        found = re.search(r"http://([0-9.]+):(\d+)/", first_line)
        if not found:
            raise measure.Failed(f"serve: {self.last_words()}")
        self.connection = http.client.HTTPConnection(found[1], int(found[2]), timeout=PATIENCE)

    def last_words(self):
        words = self.messages.read_text(errors="replace").strip().splitlines()
        return words[-1][:200] if words else "no message"

    def get(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise measure.Failed(f"serve: {path} is answered with {answer.status}")
        return body

    def seconds_until(self, path, words, act):
        """From before an act until the first answer that holds the words, asked without pause."""
        started = time.perf_counter()
        act()
        while words not in self.get(path):
            if time.perf_counter() - started > PATIENCE:
                raise measure.Failed(f"serve: {path} stays as it was: {self.last_words()}")
        return time.perf_counter() - started

    def stop(self, by=signal.SIGTERM):
        if self.connection:
            self.connection.close()
        self.child.send_signal(by)
        self.child.wait()
