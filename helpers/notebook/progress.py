"""`progress()`, `save_progress()` and `load_progress()`: what you have done, and how to take it with you.

`record` is the way in for every part of the notebook that wants to remember something.
"""

from __future__ import annotations

import contextlib
import html
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.exercises import all_exercises
from helpers.exercises.misconceptions import UnknownMisconception, misconception
from helpers.language import N_, _, retell
from helpers.notebook.help import help_is_on
from helpers.notebook.places import as_link, chapter_names
from helpers.notebook.progress_code import DamagedCode, decode, encode, looks_like_code
from helpers.notebook.progress_entries import Entry, NewerProgress, NotProgress, from_text
from helpers.notebook.progress_keeper import keeper, progress_path, record
from helpers.notebook.prose import block, prose
from helpers.notebook.reading import section_of
from helpers.notebook.refusal import Refusal
from helpers.notebook.show import Shown
from helpers.notebook.standing import Standing, standings

__all__ = ["load_progress", "progress", "record", "save_progress"]

CODE_FILE = "racecourse-progress.txt"
_SAYS = {"solved": N_("solved"), "tried": N_("tried"), "read": N_("solution read"), "skipped": "skipped", "open": ""}
_OFTEN = 5  # so many misconceptions are named


@dataclass(frozen=True, repr=False)
class ShownProgress(Shown):
    """The page of progress.

    Attributes:
        standings: each exercise's, in the order of the course.
        predictions: how many predictions were recorded, by their outcome.
    """

    standings: tuple[Standing, ...]
    predictions: Counter[str]

    def to_text(self) -> str:
        opening, table = map(retell, self._opening()), map(retell, self._table())
        return "\n".join([*opening, "", *table, *self._beliefs(as_text=True), "", retell(self._safe())])

    def _repr_html_(self) -> str:
        from helpers.figures.progress import ChapterBar, progress_bars  # matplotlib takes a second to load

        chapters = self._chapters()
        # the first line is what stands in the picture's place
        text = "\n".join(map(retell, [f"A bar for each chapter: {self._opening()[0]}", *self._table()]))
        picture = progress_bars(
            [
                ChapterBar(
                    name,
                    sum(s.state == "solved" for s in group),
                    sum(s.state == "tried" for s in group),
                    sum(s.state not in ("solved", "tried") for s in group),
                )
                for name, group in chapters.items()
            ],
            text,
        )
        sentences = [*self._opening(), *self._beliefs(as_text=False)]
        shown = "".join(sentence if sentence.startswith("<") else f"<p>{prose(sentence)}</p>" for sentence in sentences)
        return f"{shown}{picture._repr_html_()}<p>{prose(self._safe())}</p>"

    def _opening(self) -> list[str]:
        count = Counter(standing.state for standing in self.standings)
        solved = [standing.exercise for standing in self.standings if standing.state == "solved"]
        points = sum(exercise.points for exercise in solved)
        most = sum(standing.exercise.points for standing in self.standings)
        done = f"{count['solved']} of {len(self.standings)} exercises solved ({points:g} of {most:g} points)"
        said = [f"{done}, {count['tried']} tried, {count['skipped']} skipped."]
        if self.predictions:
            right, all_of_them = self.predictions["right"], sum(self.predictions.values())
            said.append(
                f"{all_of_them} predictions written down, {right} of them right. The others are those that teach."
            )
        following = self._next()
        if following is not None:
            said.append(f"Next: {following.exercise.id}, {following.exercise.title}.")
        return said

    def _next(self) -> Standing | None:
        """The first exercise that is not solved, from the one on that was worked on last."""
        worked = [place for place, standing in enumerate(self.standings) if standing.last]
        latest = max(worked, key=lambda place: (self.standings[place].last, place), default=0)
        unsolved = [s for s in (*self.standings[latest:], *self.standings[:latest]) if s.state != "solved"]
        return unsolved[0] if unsolved else None

    def _table(self) -> list[str]:
        """A line for each chapter, and below it one for each exercise that something is known of."""
        chapters = self._chapters()
        width = max(map(len, chapters), default=0)
        lines = []
        for name, group in chapters.items():
            solved = sum(standing.state == "solved" for standing in group)
            tried = sum(standing.state == "tried" for standing in group)
            bar = "#" * solved + "/" * tried + "." * (len(group) - solved - tried)
            lines.append(f"{name:{width}}  {bar}  {solved} of {len(group)} solved{f', {tried} tried' if tried else ''}")
            lines += [f"    {_line(s)}" for s in group if s.checks or s.hints or s.state == "read"]
            skipped = [s.exercise.id for s in group if s.state == "skipped"]
            lines += [f"    skipped: {', '.join(skipped)}"] if skipped else []
        return [*lines, _("# is a solved exercise, / a tried one, . one that is neither.")]

    def _beliefs(self, as_text: bool) -> list[str]:
        """The misconceptions that the checks found most often, each with the section that treats it."""
        total: Counter[str] = Counter()
        for standing in self.standings:
            total.update(standing.beliefs)
        said = []
        links = help_is_on()
        for id, times in sorted(total.items(), key=lambda found: (-found[1], found[0]))[:_OFTEN]:
            try:
                belief = misconception(id).belief
            except UnknownMisconception:
                continue  # from another version of the course
            section = section_of(id) if links else None
            said.append(retell(f"{id}, found {times} time{'s' * (times > 1)}: {belief}"))
            if section is not None:
                said.append(section.to_text() if as_text else section.to_html())
        if not said:
            return []
        heading = _("What your checks found most often, each of them a belief that does not hold:")
        return ["", heading, *said] if as_text else [heading, *said]

    def _safe(self) -> str:
        return (
            f"This is kept in {progress_path().name}, on the machine where the notebook runs. On Binder that machine "
            "goes when you are away: `save_progress()` gives you a code to keep."
        )

    def _chapters(self) -> dict[str, list[Standing]]:
        names = chapter_names()
        found: dict[str, list[Standing]] = {}
        for standing in self.standings:
            number = standing.exercise.id.split("-")[0]
            found.setdefault(f"{number} {names.get(number, '')}".strip(), []).append(standing)
        return found


def _line(standing: Standing) -> str:
    """One exercise in a line."""
    parts = [_(_SAYS[standing.state])] if _SAYS[standing.state] else []
    if standing.checks:
        parts.append(f"{standing.checks} check{'s' * (standing.checks > 1)}, last on {standing.last}")
    if standing.hints:
        parts.append(f"{standing.hints} hint{'s' * (standing.hints > 1)}")
    return f"{standing.exercise.id} {retell(standing.exercise.title)}: {'; '.join(parts)}"


def progress() -> ShownProgress:
    """What you have solved, tried and skipped, and which misconceptions your checks found."""
    return shown_progress(keeper().entries())


def shown_progress(entries: Sequence[Entry]) -> ShownProgress:
    """The page of progress for some rows."""
    predictions: Counter[str] = Counter()
    for entry in entries:
        if entry.kind == "prediction":
            predictions[entry.outcome] += entry.times
    return ShownProgress(standings(all_exercises(), entries), predictions)


@dataclass(frozen=True, repr=False)
class ShownCode(Shown):
    """Saved progress.

    Attributes:
        code: the text to keep.
        file: the file that holds it, too; None when it could not be written.
        solved: how many solved exercises it holds.
    """

    code: str
    file: Path | None
    solved: int

    def to_text(self) -> str:
        return f"{retell(self._sentence())}\n\n{self.code}\n\n{retell(self._back())}"

    def _repr_html_(self) -> str:
        link = as_link(self.file) if self.file else None
        download = f'<p><a href="{html.escape(link)}">{html.escape(CODE_FILE)}</a></p>' if link else ""
        return f"<p>{prose(self._sentence())}</p>{block(self.code)}{download}<p>{prose(self._back())}</p>"

    def _sentence(self) -> str:
        where = (
            f"The same code is in the file {CODE_FILE} in the course's folder: right-click it in the list of files, "
            "and choose Download."
            if self.file
            else "It could not be written into a file, so copy it from here."
        )
        count = f"{self.solved} solved exercise{'s' * (self.solved != 1)}"
        return f"This code holds your progress, with {count}. Keep it where you will find it again. {where}"

    def _back(self) -> str:
        return (
            'In another copy of the course, `load_progress("""...""")` with this code between the quotes brings it '
            f'back; so does `load_progress("{CODE_FILE}")` when the file lies beside the notebook.'
        )


def save_progress() -> ShownCode:
    """Your progress as a code, and as a file with that code."""
    entries = keeper().entries()
    code = encode(entries)
    file: Path | None = progress_path().with_name(CODE_FILE)
    assert file is not None
    fresh = file.with_name(f"{CODE_FILE}.{os.getpid()}.new")
    try:
        fresh.write_text(code + "\n", encoding="utf-8", newline="\n")
        os.replace(fresh, file)
    except OSError:
        file = None  # what is shown says so
        with contextlib.suppress(OSError):
            fresh.unlink()
    return ShownCode(code, file, _solved(entries))


@dataclass(frozen=True, repr=False)
class ShownLoad(Shown):
    """What loading has brought.

    Attributes:
        before, after: how many exercises were solved before and are solved now.
        new: how many rows were not there before, or were older.
    """

    before: int
    after: int
    new: int

    def to_text(self) -> str:
        if not self.new:
            return retell("All of this was there already. Nothing has changed.")
        return retell(
            f"Loaded. {self.after} exercises are solved now, {self.after - self.before} more than before. Nothing "
            "that was here is lost; progress() shows it all."
        )

    def _repr_html_(self) -> str:
        return f"<p>{prose(self.to_text())}</p>"


def load_progress(code_or_path: str | Path = "") -> ShownLoad:
    """Merge saved progress into what is here. Nothing that is here gets lost, and nothing counts twice.

    Args:
        code_or_path: a code of `save_progress()`, or the path of a file that holds one, or of a progress.json.

    Raises:
        Refusal: it cannot be read; then nothing has changed.
    """
    loaded = _read(code_or_path)
    before = keeper().entries()
    keeper().load(loaded)
    after = keeper().entries()
    return ShownLoad(_solved(before), _solved(after), len(set(after) - set(before)))


def _read(given: object) -> tuple[Entry, ...]:
    if not isinstance(given, (str, Path)) or not str(given).strip():
        raise Refusal('Give a code of save_progress(), or the name of a file, as a text: load_progress("...").')
    try:
        if isinstance(given, str) and looks_like_code(given):
            return decode(given)
        path = _file(Path(given))
        text = path.read_text(encoding="utf-8")
        if looks_like_code(text):
            return decode(text)
        entries, damaged = from_text(text)
    except DamagedCode as error:
        raise Refusal(f"{error} Nothing has changed.") from None
    except (NotProgress, NewerProgress) as error:
        raise Refusal(f"{Path(given).name} holds no progress: {error}. Nothing has changed.") from None
    except UnicodeDecodeError:
        raise Refusal(f"{Path(given).name} is no text. Nothing has changed.") from None
    except OSError as error:
        shown = str(given) if len(str(given)) <= 60 else f"{str(given)[:57]}..."
        raise Refusal(
            f"This is no code, and there is no file {shown} that can be read ({error.strerror or error}). Nothing has "
            "changed."
        ) from None
    if damaged:
        print(retell(f"{damaged} lines of {Path(given).name} are damaged; the others are loaded."))
    return entries


def _file(path: Path) -> Path:
    """The file that is meant: beside the notebook, else beside the progress."""
    beside = progress_path().with_name(path.name)
    return beside if not path.exists() and path.name == str(path) and beside.exists() else path


def _solved(entries: Iterable[Entry]) -> int:
    return sum(standing.state == "solved" for standing in standings(all_exercises(), entries))
