"""A question that is answered before the result can be seen: predict, run, explain.

    predict("05/office", "In how many ways can that end?", number(), show, truth)

`show()` makes the cell's result, and is not called before there is an answer. `truth(result)` takes the right answer
out of that result, so no answer stands in the notebook, and none can be wrong when the cell above is changed.

The learner's answer is written down first: in `answers()`, and where the caller says so (`remember`).
"""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

import traitlets
from IPython.display import DisplayHandle

from helpers.language import retell
from helpers.widgets.base import CourseWidget
from helpers.widgets.replay import front_end, stylesheet
from helpers.widgets.showing import Bundle, Caught, catch, change, form_bundle, in_notebook, put

VARIABLE = "RACECOURSE_PREDICTIONS"
"""Where this environment variable is `folded`, a question shows itself with its result folded away."""

Outcome = Literal["right", "wrong", "skipped"]
Remember = Callable[[str, Outcome], object]


class NoAnswer(ValueError):
    """What was given cannot be an answer. The message says what can; a notebook shows it alone."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


@dataclass(frozen=True)
class Form:
    """What an answer looks like: use `choices`, `number` or `members`.

    Attributes:
        kind: choice (one of the options), number, or set (any of the options).
        options: what there is to choose from, as shown.
        unit: what stands behind a number.
    """

    kind: Literal["choice", "number", "set"]
    options: tuple[str, ...] = ()
    unit: str = ""

    def read(self, given: Any) -> Any:
        """An answer in its own form: a text, a number, or a frozenset of texts.

        Raises:
            NoAnswer: it is none.
        """
        if self.kind == "number":
            try:
                return _plain_number(float(str(given).strip()))
            except (ValueError, OverflowError):
                raise NoAnswer(retell("Write a number first, such as 7 or 0.5.")) from None
        if self.kind == "choice":
            if str(given) not in self.options:
                raise NoAnswer(retell(f"Choose one of these first: {', '.join(self.options)}."))
            return str(given)
        if isinstance(given, str) or not isinstance(given, Collection):
            raise NoAnswer(retell(f"Give a set with any of these: {', '.join(self.options)}."))
        unknown = {str(each) for each in given} - set(self.options)
        if unknown:
            raise NoAnswer(
                retell(f"There is no {', '.join(sorted(unknown))} here. There are: {', '.join(self.options)}.")
            )
        return frozenset(str(each) for each in given)

    def say(self, answer: Any) -> str:
        """An answer in words."""
        if self.kind == "set":
            return ", ".join(option for option in self.options if option in answer) or retell("none of them")
        return f"{answer} {self.unit}".strip()

    def as_text(self) -> str:
        """What can be answered, in one line."""
        if self.kind == "number":
            return retell(f"A number{f' ({self.unit})' if self.unit else ''}.")
        return retell(f"{'One' if self.kind == 'choice' else 'Any'} of: {', '.join(self.options)}.")


def choices(*options: object) -> Form:
    """One of several answers."""
    return Form("choice", tuple(map(str, options)))


def number(unit: str = "") -> Form:
    """A number."""
    return Form("number", unit=unit)


def members(*options: object) -> Form:
    """Any number of these, as a set."""
    return Form("set", tuple(map(str, options)))


@dataclass(frozen=True)
class Given:
    """An answer that was given.

    Attributes:
        id: the question's.
        answer: in the form of the question; None when the learner did not want to predict.
        outcome: right, wrong or skipped.
    """

    id: str
    answer: Any
    outcome: Outcome


_HOW = retell("The result comes after your answer. Without a form, write:")

_given: list[Given] = []
_asked: dict[str, Question] = {}


def answers() -> tuple[Given, ...]:
    """All answers of this session, in the order in which they were given."""
    return tuple(_given)


def answer(id: str, given: Any = None) -> Answered:
    """Answer a question by code: in a terminal, and where no widget can be drawn.

    Args:
        given: the answer: one of the choices, a number, or a set; None to see the result without a prediction.

    Raises:
        NoAnswer: there is no such question, or this is no answer to it.
    """
    if id not in _asked:
        raise NoAnswer(
            retell(f"No question {id!r} was asked: run its cell first. Asked: {', '.join(_asked) or 'none'}.")
        )
    return _asked[id].answer(given)


class Question:
    """A question in a cell. It draws itself: as a form where there are widgets, as text elsewhere.

    Args:
        id: names the question in what is written down.
        text: the question, in plain words.
        form: what an answer looks like.
        show: makes the result that is seen afterwards.
        truth: takes the right answer out of that result.
        remember: is told the id and the outcome; where answers are kept beyond this session.
    """

    def __init__(
        self,
        id: str,
        text: str,
        form: Form,
        show: Callable[[], Any],
        truth: Callable[[Any], Any],
        remember: Remember | None = None,
    ) -> None:
        self.id = id
        self.text = text
        self.form = form
        self._show = show
        self._truth = truth
        self._remember = remember
        # where a reader finds `answer`: what a lesson imports, where that part of the course is there
        self._home = "helpers.widgets.question" if remember is None else "helpers.notebook.prediction"
        self._front: _Front | None = None
        self._places: tuple[DisplayHandle, DisplayHandle] | None = None
        self.given: Given | None = None
        _asked[id] = self

    def answer(self, given: Any = None) -> Answered:
        """Write the answer down, and then make the result.

        Args:
            given: the answer; None to see the result without a prediction.

        Raises:
            NoAnswer: this is no answer to this question; nothing is written down, and nothing shown.
        """
        mine = None if given is None else self.form.read(given)
        place = len(_given)
        # written down before the result exists; how it came out is added below
        _given.append(Given(self.id, mine, "skipped"))
        seen = catch(self._show)
        right = _own_form(self.form, self._truth(seen.value))
        outcome: Outcome = "skipped" if mine is None else "right" if mine == right else "wrong"
        self.given = _given[place] = Given(self.id, mine, outcome)
        if mine is not None and self._remember is not None:
            self._remember(self.id, outcome)
        return Answered(self, self.given, right, seen)

    def __repr__(self) -> str:
        how = "\n".join(self._by_code())
        return f"{self.text} {self.form.as_text()}\n{_HOW}\n{how}"

    def _by_code(self) -> tuple[str, str]:
        """The two lines that answer it where there is no form."""
        return f"from {self._home} import answer", f'answer("{self.id}", {_example(self.form)})'

    def _ipython_display_(self) -> None:
        if os.environ.get(VARIABLE) == "folded":
            put(self._folded())
            return
        if not in_notebook():
            print(self)
            return
        self._front = _Front(self)
        asked = put(form_bundle(self._front, self._front.place, repr(self), self._static()))
        empty = retell("The result will stand here when you have answered.")
        self._places = (asked, put({"text/plain": empty, "text/html": f"<p>{empty}</p>"}))

    def _static(self) -> str:
        options = "".join(f"<li>{html.escape(option)}</li>" for option in self.form.options)
        listed = f"<ul>{options}</ul>" if options else ""
        how = html.escape("\n".join(self._by_code()))
        kind = retell({"choice": "One of:", "set": "Any of:"}.get(self.form.kind, self.form.as_text()))
        return (
            f"<p><strong>{html.escape(self.text)}</strong> {html.escape(kind)}</p>{listed}"
            f"<p>{html.escape(_HOW)}</p><pre>{how}</pre>"
        )

    def _folded(self) -> Bundle:
        """The question with its result folded away: for pages that are made without anybody to answer."""
        seen = catch(self._show)
        truth = self.form.say(_own_form(self.form, self._truth(seen.value)))
        asked = f"<p><strong>{html.escape(self.text)}</strong> {html.escape(self.form.as_text())}</p>"
        folded = f"<p>{html.escape(retell(f'It is {truth}.'))}</p>{seen.bundle['text/html']}"
        summary = html.escape(retell("Show me the result"))
        plain = f"{retell(f'It is {truth}.')}\n\n{seen.bundle['text/plain']}"
        return {
            "text/plain": f"{self.text} {self.form.as_text()}\n{plain}".rstrip(),
            "text/html": f"{asked}<details><summary>{summary}</summary>{folded}</details>",
        }

    def _answered_in_the_form(self, given: Any) -> str:
        """Answer, show the result below, and give the sentence that says how it went."""
        answered = self.answer(given)
        assert self._places is not None
        change(self._places[1], answered._repr_mimebundle_())
        return answered.sentence


@dataclass(frozen=True, repr=False)
class Answered:
    """An answer and what came out; draws itself.

    Attributes:
        question: what was asked.
        given: what was answered.
        right: the right answer.
        seen: the result.
    """

    question: Question
    given: Given
    right: Any
    seen: Caught

    @property
    def sentence(self) -> str:
        """How the prediction went, in one or two sentences."""
        form = self.question.form
        truth = form.say(self.right)
        if self.given.outcome == "skipped":
            return retell(f"Without a prediction: it is {truth}.")
        said = f"You predicted {form.say(self.given.answer)}."
        return retell(f"{said} That is right." if self.given.outcome == "right" else f"{said} It is {truth}. Why?")

    @property
    def result(self) -> Any:
        """What the cell would have shown without a question."""
        return self.seen.value

    def __repr__(self) -> str:
        return f"{self.question.text}\n{self.sentence}\n\n{self.seen.bundle['text/plain']}".rstrip()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        said = html.escape(self.sentence)
        text = html.escape(self.question.text)
        return {
            "text/plain": repr(self),
            "text/html": f"<p>{text}<br><strong>{said}</strong></p>\n{self.seen.bundle['text/html']}",
        }


class _Front(CourseWidget):
    """The form in the browser."""

    _esm = front_end("common.js", "placed.js", "question.js")
    _css = stylesheet("question.css")

    place = traitlets.Unicode().tag(sync=True)
    question = traitlets.Dict().tag(sync=True)
    phase = traitlets.Unicode("open").tag(sync=True)  # open, busy, answered
    said = traitlets.Unicode("").tag(sync=True)

    def __init__(self, question: Question) -> None:
        form = question.form
        data = {"text": question.text, "kind": form.kind, "options": list(form.options), "unit": form.unit}
        super().__init__(place=uuid4().hex, question=data)
        self._asks = question
        self.on_msg(self._hear)

    def _hear(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if self.phase != "open":  # a second click that was on its way
            return
        self.phase = "busy"
        try:
            self.said = self._asks._answered_in_the_form(content.get("answer"))
        except NoAnswer as error:
            self.said, self.phase = str(error), "open"
            return
        except Exception as error:
            # the notebook has no other place where an error of this call could be seen
            said = retell(f"The result could not be made: {type(error).__name__}: {error}")
            self.said, self.phase = said, "open"
            raise
        self.phase = "answered"


def _own_form(form: Form, right: Any) -> Any:
    if form.kind == "number":
        return _plain_number(float(right))
    if form.kind == "choice":
        return str(right)
    return frozenset(str(each) for each in right)


def _plain_number(value: float) -> float:
    """The number, as an int where it is one: 2 and not 2.0 is what a reader writes."""
    return int(value) if value == int(value) else value


def _example(form: Form) -> str:
    if form.kind == "number":
        return "7"
    return repr(form.options[0]) if form.kind == "choice" else "{" + repr(form.options[0]) + "}"


__all__ = ["Answered", "Form", "Given", "NoAnswer", "Question", "answer", "answers", "choices", "members", "number"]
