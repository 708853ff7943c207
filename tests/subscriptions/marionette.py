"""Speaks Marionette, the remote control of Mozilla's programs, with one that has been started.

A message is its length in octets, a colon, and JSON: [0, id, command, parameters] and
[1, id, error, result] (remote/doc/marionette/Protocol.md in Mozilla's sources).
"""

import json
import socket


class Marionette:
    def __init__(self, port, patience):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.input = self.socket.makefile("rb")
        self.number = 0
        self._read()  # how it introduces itself
        self.ask("WebDriver:NewSession")
        self.ask("WebDriver:SetTimeouts", script=patience * 1000)
        self.ask("Marionette:SetContext", value="chrome")

    def quit(self):
        """Ends the program, whatever it is at."""
        self.ask("Marionette:Quit", flags=["eForceQuit"])
        self.input.close()
        self.socket.close()

    def _read(self):
        length = b""
        while (octet := self.input.read(1)) != b":":
            assert octet, "the program has closed the connection"
            length += octet
        return json.loads(self.input.read(int(length)))

    def ask(self, command, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%b" % (len(message), message))
        _, number, error, result = self._read()
        assert number == self.number and error is None, f"{command}: {error}"
        return result

    def run(self, script, *arguments):
        """Runs the body of an async function, with what the program itself may do; gives what it
        returns."""
        script = (
            "const [done] = Array.prototype.slice.call(arguments, -1);"
            f"(async (...given) => {{{script}}})(...arguments).then("
            "value => done({value}), error => done({error: `${error}\\n${error.stack}`}));"
        )
        parameters = {"script": script, "args": arguments}
        result = self.ask("WebDriver:ExecuteAsyncScript", **parameters)["value"]
        assert "error" not in result, result["error"]
        return result.get("value")
