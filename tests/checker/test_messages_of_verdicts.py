"""No message of a verdict differs from run to run."""

from __future__ import annotations

import pytest

from helpers.checker import check
from helpers.verdict import Finding

RETURNS_AN_OBJECT = """
import threading

class Yes:
    pass

class Turnstile:
    def __init__(self):
        self.people = self.groups = 0
        self.lock = threading.Lock()

    def enter(self, size):
        with self.lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
        return Yes()

    def report(self):
        return Yes()
"""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("it gave <Yes object at 0x7f00a1b2>, twice", "it gave <Yes>, twice"),
        ("it called <function work at 0x7F00A1B2>", "it called <function work>"),
        ("the lamp is at 0 and the door at 1", "the lamp is at 0 and the door at 1"),
    ],
)
def test_where_an_object_lies_in_memory_is_no_part_of_a_message(text: str, kept: str) -> None:
    assert Finding("wrong-result", text).message == kept


def test_an_answer_that_returns_an_object_without_a_text_gets_the_same_message_each_time() -> None:
    verdicts = [check("04-3", RETURNS_AN_OBJECT) for _ in range(2)]
    assert verdicts[0].to_json() == verdicts[1].to_json()
    assert "Yes" in verdicts[0].findings[0].message
    assert verdicts[0].findings[0].trace is not None
    assert "<__main__.Yes>" in verdicts[0].findings[0].trace.outcome
