"""What went wrong with processes, explained where it went wrong.

Python's own message says which step failed. For someone who meets it for the first time, the cause is elsewhere: in how
a worker comes by the function, the arguments and the results. Each explanation here says why, and what to do.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from IPython.display import display

from helpers.language import retell
from helpers.notebook.show import Shown, _paragraphs


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cause of trouble with processes.

    Attributes:
        pattern: what Python's messages say when it is this one.
        why: what happened, in the words of this course.
        do: what to do about it.
    """

    pattern: re.Pattern[str]
    why: str
    do: str

    @property
    def sentences(self) -> list[str]:
        """Why, and what to do."""
        return [f"Why: {self.why}", f"What to do: {self.do}"]


def _when(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        _when(r"before the\s+current process has finished its bootstrapping phase"),
        "a child process imports the file that started it, and the lines that start processes ran again in the child. "
        "Python stops that, because it would never end.",
        'put these lines under `if __name__ == "__main__":`. In the child the module has another name.',
    ),
    Explanation(
        _when(
            r"Can't get attribute '[^']*' on <module '__main__'|module '__main__' has no attribute '(?!<)|"
            r"from '__main__' \(built-in\)"
        ),
        "a function travels to another process as a name, and the process looks it up in the module that it comes "
        "from. This one was written in a notebook's cell, so its module is `__main__`; the new process has a "
        "`__main__` of its own, without it.",
        "write the function into a module that both can import: a .py file, or a cell that begins with %%module.",
    ),
    Explanation(
        _when(r"<lambda>"),
        "a function travels to another process as a name. A lambda has no name under which it could be found there.",
        "write a function with `def`, at the top level of a module.",
    ),
    Explanation(
        _when(r"Can't (?:get|pickle) local object|<locals>"),
        "a function or class travels to another process as a name. One that is defined inside a function exists only "
        "while that function runs, and cannot be found by a name elsewhere.",
        "move it to the top level of a module; what it took from the function around it becomes a parameter.",
    ),
    Explanation(
        _when(r"__init__\(\) missing \d+ required positional argument|unpickl.*__init__\(\) (?:missing|takes)"),
        "an exception travels as its class and its `args`, and is made anew from them on the other side. This class "
        "wants more arguments than there are in `args`, so it could not be made.",
        "hand all of its arguments to `super().__init__(...)`, and make the text of the message in `__str__`.",
    ),
    Explanation(
        _when(r"should only be shared between processes through inheritance"),
        "a queue, lock or shared value is given to a process when that process is started, and cannot be sent to one "
        "that runs already.",
        "hand it over in `Process(..., args=...)`, or to a pool's workers with `initializer=` and `initargs=`.",
    ),
    Explanation(
        _when(r"cannot pickle '(?:_thread\.(?:_local|lock|RLock)|_io\.\w+|generator|module|socket|coroutine)' object"),
        "what goes to another process is copied, and of this object there can be no copy: it belongs to one process.",
        "send what it is made from (a file's name, a list of numbers), and make the object in the worker.",
    ),
    Explanation(
        _when(r"PicklingError|[Cc]an't pickle|cannot pickle|[Cc]an't get attribute"),
        "whatever goes to another process is pickled, which means written down as bytes and built anew there. This "
        "object cannot be written down, or cannot be built there.",
        "send plain values, and functions and classes from the top level of a module.",
    ),
    Explanation(
        _when(r"BrokenProcessPool|terminated abruptly"),
        "a worker of the executor ended before its task was done, so the executor gave up; all of its open tasks get "
        "this same exception.",
        "look for what ended the worker: a crash, `os._exit`, too little memory, or a function or argument that the "
        "worker could not import.",
    ),
)


def explain(text: str) -> Explanation | None:
    """The explanation for what Python wrote; None when there is none.

    Args:
        text: an error's message with its type, or all that a program wrote to stderr.
    """
    return next((explanation for explanation in EXPLANATIONS if explanation.pattern.search(text)), None)


@dataclass(frozen=True, repr=False)
class ShownError(Shown):
    """An exception with its explanation.

    Attributes:
        error: type and message, in one line.
        explanation: why, and what to do.
    """

    error: str
    explanation: Explanation

    def to_text(self) -> str:
        return "\n".join([self.error, *map(retell, self.explanation.sentences)])

    def _repr_html_(self) -> str:
        return _paragraphs([self.error, *map(retell, self.explanation.sentences)])


@contextmanager
def explained() -> Iterator[None]:
    """`with explained(): ...` shows an exception that processes are known for, with its cause, and lets the cell go on.

    Other exceptions are not touched.
    """
    try:
        yield
    except Exception as error:
        found = explain(whole_message(error))
        if found is None:
            raise
        display(ShownError(one_line(error), found))


def one_line(error: BaseException) -> str:
    """The type and message of an exception, as the last line of a traceback has it."""
    return " ".join("".join(traceback.format_exception_only(error)).split())


def whole_message(error: BaseException) -> str:
    """The messages of an exception and of those that led to it."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(parts) < 10:
        parts.append(f"{one_line(seen)}\n{seen.__class__.__name__}\n{seen}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(parts)
