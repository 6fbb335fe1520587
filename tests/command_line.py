"""The command line run in the process of a test, where the process itself is not tested."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import subprocess
import sys
import warnings
from subprocess import CompletedProcess
from typing import TYPE_CHECKING
from unittest import mock

from afpak_claims.commands.cli import main

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["run_here", "run_in_terminal"]


class _Terminal(io.StringIO):
    """Output that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def run_here(
    arguments: Sequence[str], folder: Path, columns: int | None = None
) -> CompletedProcess[str]:
    """Run a command as ``python -m afpak_claims`` does, in this process.

    It goes through the same `main`, with the arguments, the folder, the captured output and no
    size of a terminal, as a process of its own would have them.

    Args:
        arguments: What stands behind ``afpak-claims``.
        folder: Where to run it.
        columns: How wide the terminal is that it prints to; None for a pipe.
    """
    plain = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    if columns:
        plain |= {"COLUMNS": str(columns), "NO_COLOR": "1"}
    out, err = _Terminal() if columns else io.StringIO(), io.StringIO()
    code: object = 0
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.dict(os.environ, plain, clear=True),
        mock.patch.object(sys, "argv", ["afpak-claims", *arguments]),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("default")
        try:
            main()
        except SystemExit as end:
            code = end.code
    status = code if isinstance(code, int) else int(code is not None)
    return CompletedProcess(list(arguments), status, out.getvalue(), err.getvalue())


def run_in_terminal(arguments: Sequence[str], columns: int, **env: str) -> str:
    """Run a command in a terminal of its own, and return what that was sent, both streams.

    Args:
        arguments: What stands behind ``afpak-claims``.
        columns: How wide the terminal is.
        **env: More for its environment.
    """
    import fcntl  # these three are for Unix alone
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "afpak_claims", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**plain, "TERM": "xterm", "NO_COLOR": "1", **env},
    )
    os.close(theirs)
    sent = b""
    with contextlib.suppress(OSError):  # the terminal is gone when the command has ended
        while part := os.read(ours, 65536):
            sent += part
    os.close(ours)
    process.wait()
    return sent.decode().replace("\r\n", "\n")
