"""Print what a notebook, the doctor and the widgets show, as JSON: without a kernel, a browser and a check."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

from helpers.demo.results import Answer
from helpers.doctor.finding import Finding, report
from helpers.exercises import find
from helpers.interleave.trace import Step, Trace
from helpers.notebook.attempt import ShownAttempt
from helpers.notebook.explain import EXPLANATIONS, ShownError
from helpers.notebook.hints import hint
from helpers.notebook.progress import progress, record, save_progress
from helpers.notebook.refusal import Refusal
from helpers.notebook.show import ShownAnswer
from helpers.notebook.solution import ShownSolution
from helpers.notebook.verdicts import CheckFailed
from helpers.widgets.question import Question, choices
from helpers.widgets.replay import front_end, replay_data
from helpers.widgets.sliders import explore, workers

now = datetime.now(UTC)
record("check", "04-3", "failed", beliefs=("M07",), now=now)
record("check", "05-3", "passed", now=now)
record("prediction", "04/x", "right", now=now)
first, second = hint("04-3"), hint("04-3")
code = save_progress()
question = Question("a", "", choices("1", "2"), lambda: 1, lambda result: "1")
told = replay_data(
    Trace(
        ("A", "B"),
        (Step("A", "read", "n", 1, value="0"), Step("B", "write", "n", 1, before="0", after="1", switch=True)),
        "A B",
        "n = n + 1",
        "The program ends as it should.",
    )
)
solution = ShownSolution(find("04-3"), "x = 1", False)
nothing = (
    "There is nothing to check yet: run the cell above that begins with %%exercise 04-3, then run this cell again."
)
refusal = Refusal("This copy of the course has no exercises: start from a complete copy.")
searched = "All 34 interleavings of 2 threads that can make a difference."
lasting = "They take memory and time, and will not end by themselves."
SEEN = {
    "hint": str(first),
    "hint in HTML": second._repr_html_(),
    "progress": str(progress()),
    "code": str(code).replace(code.code, ""),
    "solution": str(solution),
    "solution in HTML": solution._repr_html_(),
    "refusal": "\n".join(refusal._render_traceback_()),
    "failed": str(CheckFailed.saying(nothing)),
    "error": str(ShownError("ValueError", EXPLANATIONS[0])),
    "attempt": str(ShownAttempt("", "", "", 3, "quiet", 0, None)),
    "answer": str(ShownAnswer("tickets", "`x`", Answer("yes", "", "", None, (searched,)))),
    "doctor": report([Finding("memory", "wrong", "`1 GiB`", lasting, "", ("end",))]),
    "question": repr(question),
    "answered": question.answer("2").sentence,
    "sliders": repr(explore(lambda workers: None, workers=workers(1, 4))),
    "replay": "\n".join([*(step["sentence"] for step in told["steps"]), told["because"], told["outcome"]]),
    "texts": front_end("common.js", "placed.js", "replay.js", "schedule.js", "question.js", "sliders.js"),
}
json.dump(SEEN, sys.stdout)
