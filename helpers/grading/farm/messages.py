"""What graders and workers tell each other: plain data, checked on arrival, and signed where both have a key.

A worker is a machine that may be lost, out of date, or taken over. So the grader believes of a reply only what has the
form of a verdict on the very answer that it sent; and with a key (environment variable RACECOURSE_FARM_KEY on both
sides) only what somebody with the key has written.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import os
from dataclasses import dataclass
from typing import Any

from helpers.exercises import find
from helpers.verdict import Verdict, VerdictFormatError

KEY = "RACECOURSE_FARM_KEY"

_MOST_FINDINGS = 200
_LONGEST_TEXT = 200_000  # characters of one sentence


class BadMessage(ValueError):
    """A message is not what it should be. The text says why."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker sends.

    Attributes:
        task: the task's id.
        worker: the worker's name.
        verdict: the verdict; None when the worker has only begun, or has failed.
        error: why there is no verdict; empty when it has only begun.
        seconds: how long the check took.
    """

    task: str
    worker: str
    verdict: Verdict | None = None
    error: str = ""
    seconds: float = 0.0


def key() -> bytes:
    """The key that both sides share; empty where there is none."""
    return os.environ.get(KEY, "").encode()


def signed(body: dict[str, Any]) -> dict[str, Any]:
    """A message to be sent: the body as text, and its signature."""
    text = json.dumps(body, sort_keys=True)
    return {"body": text, "signature": _signature(text)}


def opened(message: object) -> dict[str, Any]:
    """The body of a message.

    Raises:
        BadMessage: it is none, or its signature is wrong.
    """
    if not isinstance(message, dict):
        raise BadMessage("it is no signed message")
    text, signature = message.get("body"), message.get("signature")
    if not isinstance(text, str) or not isinstance(signature, str):
        raise BadMessage("it is no signed message")
    if key() and not hmac.compare_digest(_signature(text).encode(), signature.encode()):
        raise BadMessage(f"its signature is wrong: set {KEY} to the same text on both sides")
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadMessage("it is no JSON") from error
    if not isinstance(body, dict):
        raise BadMessage("it is no JSON object")
    return body


def _signature(text: str) -> str:
    return hmac.new(key(), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


# ---- tasks -------------------------------------------------------------------------------------------------------


def task(id: str, exercise: str, source: str, reply_to: str) -> dict[str, Any]:
    """The message that asks for a check."""
    return signed({"task": id, "exercise": exercise, "source": source, "reply_to": reply_to})


def read_task(message: object) -> tuple[str, str, str, str]:
    """Id, exercise, source and reply queue of a task.

    Raises:
        BadMessage: it is no task.
    """
    body = opened(message)
    fields = [body.get(name) for name in ("task", "exercise", "source", "reply_to")]
    if not all(isinstance(field, str) for field in fields):
        raise BadMessage("it is no task")
    id, exercise, source, reply_to = map(str, fields)
    return id, exercise, source, reply_to


# ---- replies -----------------------------------------------------------------------------------------------------


def begun(task: str, worker: str) -> dict[str, Any]:
    """The message that a worker has taken a task."""
    return signed({"task": task, "worker": worker})


def done(task: str, worker: str, verdict: Verdict, seconds: float) -> dict[str, Any]:
    """The message with a verdict."""
    return signed({"task": task, "worker": worker, "verdict": verdict.to_json(), "seconds": seconds})


def failed(task: str, worker: str, error: str) -> dict[str, Any]:
    """The message that a task could not be done."""
    return signed({"task": task, "worker": worker, "error": error})


def read_reply(message: object) -> Reply:
    """What a worker sent. Of a verdict only the form is checked here; `believed` checks what it is about.

    Raises:
        BadMessage: it is no reply.
    """
    body = opened(message)
    task, worker, seconds = body.get("task"), body.get("worker"), body.get("seconds", 0.0)
    if not isinstance(task, str) or not isinstance(worker, str) or not isinstance(seconds, int | float):
        raise BadMessage("it is no reply")
    if "error" in body:
        return Reply(task, worker, error=str(body["error"])[:2000] or "unknown")
    if "verdict" not in body:
        return Reply(task, worker)
    try:
        verdict = Verdict.from_json(body["verdict"])
    except (VerdictFormatError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadMessage(f"its verdict cannot be read ({error})") from error
    return Reply(task, worker, verdict, seconds=float(seconds))


def believed(verdict: Verdict, exercise: str, source: str) -> Verdict:
    """A verdict that came from outside, when it can be one on this answer.

    Raises:
        BadMessage: it cannot.
    """
    points = find(exercise).points
    full, none = verdict.score == points, verdict.score == 0
    problems = {
        "it is about another exercise": verdict.exercise != exercise,
        "it is about another answer": verdict.source != source and verdict.result != "cannot-judge",
        "its points are not the exercise's": verdict.points not in (points, 0.0),
        "its score is no score": not (math.isfinite(verdict.score) and 0 <= verdict.score <= points),
        "it passed without full points": verdict.result == "passed" and not full,
        "it could not judge and gives points": verdict.result == "cannot-judge" and not none,
        "it passed and found something": verdict.result == "passed" and bool(verdict.findings),
        "it failed and found nothing": verdict.result == "failed" and not verdict.findings,
        "its findings are too many": len(verdict.findings) > _MOST_FINDINGS,
        "its sentences are no sentences": not all(_is_sentence(text) for text in _sentences(verdict)),
    }
    for problem, there in problems.items():
        if there:
            raise BadMessage(problem)
    return verdict


def _sentences(verdict: Verdict) -> list[object]:
    found: list[object] = [*verdict.searched]
    for finding in verdict.findings:
        found += [finding.kind, finding.message, finding.scenario]
        if finding.misconception is not None:
            found.append(finding.misconception)
        if finding.line is not None and not isinstance(finding.line, int):
            found.append(finding.line)
    return found


def _is_sentence(text: object) -> bool:
    return isinstance(text, str) and len(text) <= _LONGEST_TEXT
