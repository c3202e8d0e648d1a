"""A deadlock that a check has found is shown as a circle, too; nothing else gets that picture."""

from __future__ import annotations

import pytest

pytest.importorskip("IPython", reason="this environment has no Jupyter")
pytest.importorskip("matplotlib", reason="this environment has no matplotlib")

from helpers.interleave import Program, Scenario, judge
from helpers.notebook.verdicts import ShownVerdict
from helpers.verdict import Finding, Verdict

PROGRAM = """
from threading import Lock
one, two, log = Lock(), Lock(), []

def first():
    with one, two:
        log.append(len(log))
def second():
    with {order}:
        log.append(len(log) {change})
"""


def shown(order, change=""):
    workers = (lambda a: a.first(), lambda a: a.second())
    scenario = Scenario(setup=lambda answer: answer, workers=workers, invariant=lambda a: sorted(a.log) == [0, 1])
    judgement = judge(Program(PROGRAM.format(order=order, change=change), scenario))
    finding = Finding(judgement.kind, judgement.message, trace=judgement.trace)
    verdict = ShownVerdict.of(Verdict("05-1", "failed", 0, 1, (finding,)))
    return judgement.kind, verdict._repr_mimebundle_()["text/html"]


def test_a_deadlock_is_drawn_with_its_circle_and_the_same_in_words():
    kind, drawn = shown("two, one")
    assert kind == "deadlock"
    assert 'alt="Who waits for whom at the end' in drawn
    assert "That is a circle: A -&gt; B -&gt; A." in drawn


def test_a_wrong_result_has_no_such_picture():
    kind, drawn = shown("one, two", "+ 1")
    assert kind == "wrong-result"
    assert "Who waits for whom" not in drawn
