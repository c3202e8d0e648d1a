"""One check in an interpreter of its own, for systems that cannot fork."""

from __future__ import annotations

import faulthandler
import os
import sys
import tempfile

from helpers.checker.judging import judge_and_leave, requested
from helpers.checker.messages import Reader, pack
from helpers.checker.table import load_table, similar

if sys.platform != "win32":
    from helpers.checker.judging import STACK_SIGNAL


def once(table_name: str) -> None:
    """Read one request from standard input, judge, and answer on what was standard output.

    From then on the program's standard input is empty, and its standard output goes where its standard error goes. The
    judge's stack, when it is asked for, goes to the file that the watching process names.
    """
    # the program must not reach the answer by printing: it gets a number of its own
    answer = os.dup(1)
    request = Reader(1 << 31)
    while not request.complete:
        request.feed(os.read(0, 1 << 20))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    asked = request.message()
    table = load_table(table_name)
    token = bytes.fromhex(asked.pop("token"))
    case = requested(asked, table)
    if case is None:
        os.write(answer, pack({"unknown": similar(asked["exercise"], list(table))}, token))
        sys.exit(0)
    os.chdir(asked["folder"])
    tempfile.tempdir = None
    judge_and_leave(case, answer, _open_stack(asked["stack"]), token)


def _open_stack(path: str) -> int:
    """The file to which the judge's stack is written."""
    how = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    if sys.platform == "win32":
        return os.open(path, how, 0o600)
    stack = os.open(f"{path}.new", how, 0o600)
    faulthandler.register(STACK_SIGNAL, file=stack, all_threads=False)
    # The watcher asks for the stack once it sees the file. Without a handler its signal would end this process.
    os.rename(f"{path}.new", path)
    return stack
