"""`with timeline() as t:` records what runs in its block."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from helpers.language import retell
from helpers.timeline import celery_tasks, hooks
from helpers.timeline.bars import Bar, Evidence, bars_of, most_together
from helpers.timeline.gil import has_gil
from helpers.timeline.kernel import is_counted
from helpers.timeline.notes import Note, Sink, close_sink, moment, open_sink
from helpers.timeline.sampling import Place, Sample, Sampler

if TYPE_CHECKING:
    from helpers.figures.picture import Picture


class TimelineError(RuntimeError):
    """A recording was used in a way that makes no sense. The message says what to do instead."""


class Timeline:
    """What ran in a block, when, and whether it computed or waited.

    Recorded are threads, processes of `multiprocessing` and `subprocess`, the tasks of executors and of
    `multiprocessing.Pool` under each start method, tasks of asyncio, and Celery's tasks that the block sends.
    They must *begin* in the block (a Celery worker may be there before).

    Nothing of it stays when the block ends: no thread, no process, no file, no change in the library.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._sink: Sink | None = None
        self._notes: list[Note] = []
        self._sampler: Sampler | None = None
        self._celery: celery_tasks.Listener | None = None
        self._first: Note = {}
        self._evidence: Evidence | None = None
        self._broken = 0
        self._bars: tuple[Bar, ...] | None = None

    def __enter__(self) -> Timeline:
        if self._sink is not None:
            raise TimelineError("This timeline is already recording. For a block inside of the block, call timeline().")
        self._evidence, self._bars, self._broken = None, None, 0
        self._folder = tempfile.TemporaryDirectory(prefix="racecourse-timeline-", ignore_cleanup_errors=True)
        self._sink, self._notes = open_sink(Path(self._folder.name).name, Path(self._folder.name) / "notes")
        self._sampler = _Watching(self._notes, self._sink) if is_counted() else None
        self._celery = celery_tasks.listen(self._sink)
        hooks.join_in(self._sink)
        where = {"pid": os.getpid(), "tid": threading.get_native_id()}
        self._first = {"do": "begin", "kind": "main", "name": "the block", "key": "block", **where, **moment()}
        self._notes.append(self._first)
        if self._sampler is not None:
            self._sampler.watch_thread(threading.get_native_id())
            self._sampler.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        assert self._sink is not None
        sink, self._sink = self._sink, None
        hooks.leave(sink)
        if self._celery is not None:
            self._celery.stop()
        if sink.pid != os.getpid():
            # the block has forked, and this is the child: the folder is its parent's
            if self._folder is not None:
                self._folder._finalizer.detach()  # type: ignore[attr-defined]
            return
        end: Note = {"do": "end", "key": "block", "how": f"raised {kind.__name__}" if kind else "ended", **moment()}
        samples: dict[Place, list[Sample]] = {}
        gone: dict[int, int] = {}
        if self._sampler is not None:
            self._sampler.stop()
            samples, gone = self._sampler.samples, self._sampler.ended
        others, self._broken = close_sink(sink)
        late = self._celery.ask_for_results() if self._celery is not None else []
        self._evidence = Evidence(
            began=self._first["at"],
            ended=end["at"],
            notes=[*self._notes, end, *others, *late],
            samples=samples,
            gone=gone,
            sees_gil=self._sampler is not None and self._sampler.sees_gil,
            pid=sink.pid,
        )
        self._notes, self._sampler, self._celery = [], None, None
        assert self._folder is not None
        self._folder.cleanup()
        self._folder = None

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Everything that was recorded, in the order in which it began; first the block itself.

        Raises:
            TimelineError: the block has not ended yet.
        """
        if self._bars is None:
            self._bars = bars_of(self._seen())
        return self._bars

    def of(self, kind: str, name: str | None = None) -> tuple[Bar, ...]:
        """The bars of one kind: thread, process, task, coroutine or celery; with a name, those whose name begins so."""
        return tuple(bar for bar in self.bars if bar.kind == kind and (name is None or bar.name.startswith(name)))

    def most_together(self, kind: str, name: str | None = None) -> int:
        """The largest number of these that were under way at one moment."""
        return most_together(self.of(kind, name))

    @property
    def seconds(self) -> float:
        """How long the block took."""
        seen = self._seen()
        return (seen.ended - seen.began) / 1e9

    @property
    def remarks(self) -> tuple[str, ...]:
        """What this machine could not tell, in sentences."""
        seen = self._seen()
        said = []
        if not is_counted():
            said.append(
                "This system does not say moment by moment who computes and who waits: only the sums of threads and "
                "tasks are known, where a thread can ask for its own."
            )
        if not has_gil():
            said.append("This Python runs without the GIL, so nobody waits for it.")
        elif not seen.sees_gil:
            said.append("Waiting for the GIL cannot be told from other waiting on this system.")
        elif any(bar.pid != seen.pid for bar in self.bars):
            said.append(
                "Waiting for the GIL is seen in the notebook's own process only; elsewhere it counts as waiting."
            )
        if self._broken:
            said.append(f"{self._broken} notes of processes that were killed could not be read.")
        return tuple(map(retell, said))

    def picture(self) -> Picture:
        """The recording as a Gantt chart, with its text."""
        from helpers.timeline.chart import chart  # here: matplotlib takes a while to come

        return chart(self)

    def table(self) -> str:
        """The recording as text: a chart of letters, and a table of sums."""
        from helpers.timeline.chart import table

        return table(self)

    def __repr__(self) -> str:
        return self.table() if self._evidence is not None else "<a timeline; the block has not ended>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if self._evidence is None:
            return {"text/plain": repr(self)}
        picture = self.picture()
        return {"text/plain": picture.text, "text/html": picture._repr_html_()}

    def _seen(self) -> Evidence:
        if self._evidence is None:
            raise TimelineError("There is nothing to see yet: look at a timeline below its `with` block.")
        return self._evidence


class _Watching(Sampler):
    """A sampler that learns from the notes whom to look at."""

    def __init__(self, notes: list[Note], sink: Sink) -> None:
        super().__init__(hooks.begin_thread)
        self._notes = notes
        self._read = 0
        self._sink = sink

    def _look(self) -> None:
        for each in self._new_notes():
            if each["do"] == "begin" and each["pid"] == self._sink.pid:
                self.watch_thread(each["tid"])
            elif each["do"] == "started":
                self.watch_process(each["pid"])
        super()._look()

    def _new_notes(self) -> Iterable[Note]:
        # others append while this reads
        until = len(self._notes)
        new, self._read = self._notes[self._read : until], until
        return new
