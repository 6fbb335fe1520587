"""Ask a YAML language server what an editor would show: completions, and marks of faults.

Usage: python language_server.py DATA SERVER, where SERVER is the program of the language server.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class Server:
    """A language server that is spoken to over its standard streams."""

    def __init__(self, program: str) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._last = 0
        self.marks: dict[str, list[dict[str, Any]]] = {}

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(raw), raw))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        found: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if found.get("method") == "textDocument/publishDiagnostics":
            self.marks[found["params"]["uri"]] = found["params"]["diagnostics"]
        elif "method" in found and "id" in found:
            empty = [None] * len(found.get("params", {}).get("items", ()))
            self._send({"id": found["id"], "result": empty or None})
        return found

    def ask(self, method: str, **params: Any) -> Any:
        """Return the answer to a request."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while (found := self._receive()).get("id") != self._last or "method" in found:
            pass
        return found.get("result")

    def tell(self, method: str, **params: Any) -> None:
        """Send a notice."""
        self._send({"method": method, "params": params})

    def marks_of(self, address: str) -> list[dict[str, Any]]:
        """Return the marks of a file, once they have come."""
        self.marks.pop(address, None)
        while address not in self.marks:
            self._receive()
        return self.marks[address]

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


def main() -> int:
    """Ask, and say what was found."""
    data, program = Path(sys.argv[1]).resolve(), sys.argv[2]
    server = Server(program)
    server.ask("initialize", processId=None, rootUri=data.as_uri(), capabilities={})
    server.tell("initialized")
    file = next((data / "claims").glob("*.yaml"))
    address, text = file.as_uri(), file.read_text(encoding="utf-8")
    faults = 0

    def shown(changed: str, version: int) -> list[dict[str, Any]]:
        if version == 1:
            document = {"uri": address, "languageId": "yaml", "version": 1, "text": changed}
            server.tell("textDocument/didOpen", textDocument=document)
        else:
            named = {"uri": address, "version": version}
            server.tell(
                "textDocument/didChange", textDocument=named, contentChanges=[{"text": changed}]
            )
        return server.marks_of(address)

    def expect(what: str, *, holds: bool) -> None:
        nonlocal faults
        faults += not holds
        sys.stdout.write(f"{'ok' if holds else 'FAULT'} {what}\n")

    expect("the file as it is has no mark", holds=shown(text, 1) == [])
    lines = text.splitlines()
    number = next(n for n, line in enumerate(lines) if line.strip().startswith("actors: ["))
    start = lines[number].index("[") + 1
    lines[number] = f"{lines[number][:start]}]"
    shown("\n".join(lines), 2)
    place = {"line": number, "character": start}
    found = server.ask("textDocument/completion", textDocument={"uri": address}, position=place)
    items = found["items"] if isinstance(found, dict) else found or []
    words = (data / "vocabulary/actors.yaml").read_text(encoding="utf-8")
    offered = [item["label"] for item in items if f"- id: {item['label']}\n" in words]
    expect(f"{len(offered)} actors are offered behind actors: [", holds=len(offered) > 1)
    wrong = text.replace("kind: assertion", "kind: guess", 1)
    expect("an unknown kind is marked", holds=shown(wrong, 3) != [])
    server.stop()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
