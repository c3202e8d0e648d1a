"""Be the scheduler: a program of a lesson, and the learner chooses whose turn it is.

The board (board.py) is in the kernel and asks the checker's process; schedule.js draws it. The cell's output is the
static form, into which the front end puts itself as long as there is a kernel. So a notebook that is opened without one
shows the last picture: no output refers to something that is gone. VS Code and Colab show each output in a page of
its own, so there the widget itself is the output.
"""

from __future__ import annotations

import html
import os
import sys
from collections.abc import Sequence
from typing import Any

import traitlets
from IPython.display import display

from helpers.checker import run_task
from helpers.demo.goals import GOALS, Goal, goals_of, own_goal
from helpers.demo.program import LessonProgram
from helpers.language import _, retell
from helpers.render import storyboard_html, trace_text
from helpers.widgets.base import CourseWidget
from helpers.widgets.board import HUNT, Ask, Board
from helpers.widgets.replay import front_end, stylesheet


class Scheduler(CourseWidget):
    """The board on the screen.

    Args:
        board: what it shows and steers.

    Attributes:
        view: what is drawn, as `Board.view` gives it.
    """

    _esm = front_end("common.js", "schedule.js")
    _css = stylesheet("replay.css", "schedule.css")
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, board: Board) -> None:
        super().__init__(view=board.view())
        self.board = board
        self._shown: Any = None
        self.on_msg(self._do)

    def _do(self, widget: Any, content: dict[str, Any], buffers: Any) -> None:
        """What the learner does on the screen."""
        action = content.get("do")
        if action == "take":
            self.board.take(str(content.get("thread", "")), bool(content.get("line")))
        elif action == "goal":
            self.board.choose_goal(str(content.get("goal", "")))
        elif action == "keep":
            self.keep()
            return
        elif action in ("undo", "restart", "hint", "finish"):
            getattr(self.board, action)()
        self.view = self.board.view()

    def keep(self) -> None:
        """Put the picture as it is now into the notebook, for whoever opens it later."""
        if self._shown is not None:
            self._shown.update(self.bundle(), raw=True)

    def bundle(self) -> dict[str, Any]:
        """What the cell's output is."""
        shown: dict[str, Any] = {"text/plain": self.to_text(), "text/html": self.to_html()}
        if _has_a_page_for_each_output():
            own = super()._repr_mimebundle_()
            shown |= own[0] if isinstance(own, tuple) else own or {}
        return shown

    def _ipython_display_(self) -> None:
        self._shown = display(self.bundle(), raw=True, display_id=True)

    def __repr__(self) -> str:
        return self.to_text()

    def to_text(self) -> str:
        """The board as plain text."""
        view = self.board.view()
        lines = [retell(f"You are the scheduler of {view['name']}.")]
        lines += [retell(f"Goal: {goal['task']}") for goal in view["goals"] if goal["id"] == view["goal"]]
        lines += [_thread_text(thread) for thread in view["threads"]]
        lines += [view["status"], retell(f"Schedule so far: {view['schedule'] or '(no step yet)'}")]
        trace = self.board.position.trace
        if trace is not None and trace.steps:
            lines += ["", trace_text(trace)]
        return "\n".join(lines)

    def to_html(self) -> str:
        """The board as static HTML, and the place of the live one."""
        view = self.board.view()
        said = [f"You are the scheduler of {view['name']}."]
        said += [f"Goal: {goal['task']}" for goal in view["goals"] if goal["id"] == view["goal"]]
        threads = "".join(f"<li>{html.escape(_thread_text(thread))}</li>" for thread in view["threads"])
        said_below = [view["status"], f"Schedule so far: {view['schedule'] or '(no step yet)'}"]
        trace = self.board.position.trace
        steps = ""
        if trace is not None and trace.steps:
            steps = storyboard_html(trace, caption=retell("The steps so far, one column for each thread"))
        run = _paragraphs(["To choose the steps yourself, run this cell in JupyterLab."])
        return (
            f'<div class="rc-place" data-rc-board="{self.own_id}">{_paragraphs(said)}<ul>{threads}</ul>'
            f"{_paragraphs(said_below)}{steps}{run}</div>"
        )


def _has_a_page_for_each_output() -> bool:
    """Whether the kernel was started by Colab or by VS Code, and not by a Jupyter server in a terminal of VS Code."""
    if "google.colab" in sys.modules:
        return True
    return bool({"VSCODE_PID", "VSCODE_CWD"} & os.environ.keys()) and "JPY_SESSION_NAME" not in os.environ


def _thread_text(thread: dict[str, Any]) -> str:
    call = f" ({thread['call']})" if thread["call"] else ""
    who = f"{thread['title']}{call}"
    if thread["state"] == "ended":
        return retell(f"{who} has ended.")
    where = f" in line {thread['line']}" if thread["line"] else ""
    if thread["state"] == "blocked":
        return retell(f"{who} waits{where} for {thread['reason']}.")
    coming = f": {', then '.join(thread['ahead'])}" if thread["ahead"] else ""
    return retell(f"{who} can go on{where}{coming}.")


def _paragraphs(sentences: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(retell(sentence))}</p>" for sentence in sentences)


def make_scheduler(
    program: LessonProgram, goal: str = "", steps: str = "", claim: str = "", ask: Ask = run_task
) -> Scheduler:
    """A board for a program, with the goals of the lesson's program of that name, or with one of the learner's own.

    Args:
        program: what is scheduled.
        goal: the id of the goal to begin with; empty for the first.
        steps: a schedule to begin with.
        claim: what the learner wants to break, as source; instead of the goals in the table.
        ask: has the checker's process look at the program.

    Raises:
        LookupError: the program has no such goal; the message names those that it has.
    """
    goals: Sequence[Goal] = () if claim else goals_of(program.name)
    if not goals and not program.name.startswith(HUNT):
        goals = [own_goal(program.name, claim)]
    board = Board(program, goals, ask, steps)
    if goal:
        if goal not in [known.id for known in goals]:
            known_ids = ", ".join(known.id for known in goals) or "none"
            raise LookupError(f"{program.name!r} has no goal {goal!r}. Its goals: {known_ids}.")
        board.choose_goal(goal)
    return Scheduler(board)


class GoalList:
    """All goals of the course, as a table."""

    def __repr__(self) -> str:
        width = max(len(_cell_for(goal)) for goal in GOALS)
        return "\n".join(f"lesson {goal.id[:2]}   {_cell_for(goal):{width}}   {retell(goal.task)}" for goal in GOALS)

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td>{goal.id[:2]}</td><td style="text-align:left"><code>{html.escape(_cell_for(goal))}</code></td>'
            f'<td style="text-align:left">{html.escape(retell(goal.task))}</td></tr>'
            for goal in GOALS
        )
        names = (_("Lesson"), _("In a cell of it"), _("Goal"))
        head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell_for(goal: Goal) -> str:
    return f'schedule("{goal.program}")'
