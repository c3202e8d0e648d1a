"""What the report says about a class: plain numbers, calculated from the records, for the page to show."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from helpers.exercises import UnknownExercise, find
from helpers.exercises.misconceptions import MISCONCEPTIONS
from helpers.grading.records import ClassRecords, Mark, Record
from helpers.grading.reporting.copies import Group, groups
from helpers.verdict import Finding, Verdict

# Who has earned less than this part of the points that could be given without a person is listed as needing help.
HELP_BELOW = 0.5

KINDS = ("right", "partly right", "wrong", "no answer", "waits for a person")


@dataclass(frozen=True, slots=True)
class Example:
    """One wrong answer that stands for many."""

    student: str
    verdict: Verdict
    finding: Finding


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The wrong answers to one exercise that have the same finding.

    Attributes:
        kind: the finding's kind, such as `wrong-result`.
        misconception: its id; empty where none is known.
        scenario: what found it; empty where it has no name.
        students: whose answers.
        example: the shortest of them.
    """

    kind: str
    misconception: str
    scenario: str
    students: tuple[str, ...]
    example: Example


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """One exercise, or one cell without a check of the course.

    Attributes:
        cell: nbgrader's name of the cell.
        exercise: the id; empty for a cell without `check(...)`.
        title: the exercise's title, or the cell's name.
        points: what it is worth.
        counts: how many submissions by kind, in the order of `KINDS`.
        mean: the average of the scores that are there; None when there is none.
        findings: the wrong answers in groups, the largest first.
    """

    cell: str
    exercise: str
    title: str
    points: float
    counts: tuple[int, ...]
    mean: float | None
    findings: tuple[FindingGroup, ...]

    @property
    def pass_rate(self) -> float | None:
        """The part of the answers that are right, of all that are judged; None when none is."""
        judged = sum(self.counts[:4])
        return self.counts[0] / judged if judged else None


@dataclass(frozen=True, slots=True)
class Belief:
    """A misconception and whose answers point to it."""

    id: str
    text: str
    students: tuple[str, ...]
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """A student who seems to need help, and why."""

    student: str
    score: float
    reasons: tuple[str, ...]
    beliefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole report.

    Attributes:
        score_bars: how many students by tenths of the points: a label and a number.
        time_bars: how many by the day on which they handed in, counted from the due date; empty without times.
        without_time: of how many the time is not known.
    """

    records: ClassRecords
    mean: float
    median: float
    score_bars: tuple[tuple[str, int], ...]
    time_bars: tuple[tuple[str, int], ...]
    without_time: int
    exercises: tuple[ExerciseSummary, ...]
    beliefs: tuple[Belief, ...]
    help: tuple[Help, ...]
    copies: tuple[Group, ...] = field(default=())


def summarise(records: ClassRecords) -> Summary:
    """Calculate the report of a graded chapter."""
    scores = [record.score for record in records.records]
    times, without = _times(records)
    return Summary(
        records=records,
        mean=statistics.fmean(scores),
        median=statistics.median(scores),
        score_bars=_tenths(scores, records.most),
        time_bars=times,
        without_time=without,
        exercises=tuple(_exercise(records, cell) for cell in records.points),
        beliefs=_beliefs(records),
        help=_help(records),
        copies=tuple(groups(_answers(records), len(records.records))),
    )


def kind_of(mark: Mark) -> str:
    """Which of `KINDS` a mark is."""
    if mark.score is None:
        return "waits for a person"
    if mark.score >= mark.points:
        return "right"
    if mark.verdict is not None and any(finding.kind == "no-answer" for finding in mark.verdict.findings):
        return "no answer"
    if mark.cell.startswith("ex-") and not mark.exercise and mark.by_person is None and not mark.score:
        return "no answer"  # in words: what nobody wrote is the only thing that nbgrader gives a score by itself
    return "partly right" if mark.score > 0 else "wrong"


def findings_of(mark: Mark) -> tuple[Finding, ...]:
    """What the check found in an answer. What it finds in an untouched starter says nothing about a student."""
    return mark.verdict.findings if mark.verdict is not None and kind_of(mark) != "no answer" else ()


def _tenths(scores: list[float], most: float) -> tuple[tuple[str, int], ...]:
    places = Counter(min(9, int(10 * score / most)) if most else 0 for score in scores)
    return tuple((f"{10 * place} to {10 * place + 10} %", places[place]) for place in range(10))


def _times(records: ClassRecords) -> tuple[tuple[tuple[str, int], ...], int]:
    known = [record for record in records.records if record.handed_in is not None]
    without = len(records.records) - len(known)
    if records.due is None or not known:
        return (), without
    days: Counter[int] = Counter()
    for record in known:
        assert record.handed_in is not None
        if record.hours_late > 0:
            days[min(7, int(record.hours_late // 24) + 1)] += 1
        else:
            # an extension's days are the student's own: handed in within them, it is in time
            early = max(0.0, (records.due - record.handed_in).total_seconds() / 86_400)
            days[-min(7, int(early))] += 1
    bars = []
    for day in range(min([*days, 0]), max([*days, 0]) + 1):
        if day <= -7:
            name = "7 days before and earlier"
        elif day < 0:
            name = f"{-day} to {-day + 1} days before"
        elif day == 0:
            name = "on the last day"
        else:
            name = f"up to {day} day{'s' if day > 1 else ''} late" if day < 7 else "more than 6 days late"
        bars.append((name, days[day]))
    return tuple(bars), without


def _exercise(records: ClassRecords, cell: str) -> ExerciseSummary:
    exercise = records.exercises[cell]
    marks = [(record, record.marks[cell]) for record in records.records if cell in record.marks]
    counts = Counter(kind_of(mark) for _, mark in marks)
    scores = [mark.score for _, mark in marks if mark.score is not None]
    grouped: dict[tuple[str, str, str], list[Example]] = defaultdict(list)
    for record, mark in marks:
        if mark.verdict is None:
            continue
        seen = set()
        for finding in findings_of(mark):
            key = (finding.kind, finding.misconception or "", finding.scenario)
            if key not in seen:
                seen.add(key)
                grouped[key].append(Example(record.student, mark.verdict, finding))
    found = [
        FindingGroup(
            *key,
            tuple(sorted(example.student for example in examples)),
            # the shortest program shows it best
            min(examples, key=lambda example: (len(example.verdict.source), example.student)),
        )
        for key, examples in grouped.items()
    ]
    return ExerciseSummary(
        cell=cell,
        exercise=exercise,
        title=_title(exercise, cell),
        points=records.points[cell],
        counts=tuple(counts[kind] for kind in KINDS),
        mean=statistics.fmean(scores) if scores else None,
        findings=tuple(sorted(found, key=lambda group: (-len(group.students), group.kind, group.misconception))),
    )


def _title(exercise: str, cell: str) -> str:
    # answers in words have no check, but the cell's name says which exercise it is
    try:
        return find(exercise or cell.removeprefix("ex-")).title
    except UnknownExercise:
        return cell


def _beliefs(records: ClassRecords) -> tuple[Belief, ...]:
    students: dict[str, set[str]] = defaultdict(set)
    exercises: dict[str, set[str]] = defaultdict(set)
    for record in records.records:
        for mark in record.marks.values():
            for finding in findings_of(mark):
                if finding.misconception:
                    students[finding.misconception].add(record.student)
                    exercises[finding.misconception].add(mark.exercise)
    texts = {misconception.id: misconception.belief for misconception in MISCONCEPTIONS}
    found = [
        Belief(id, texts.get(id, ""), tuple(sorted(students[id])), tuple(sorted(exercises[id]))) for id in students
    ]
    return tuple(sorted(found, key=lambda belief: (-len(belief.students), belief.id)))


def _help(records: ClassRecords) -> tuple[Help, ...]:
    found = [_needs(record) for record in records.records]
    found += [Help(student, 0.0, ("has handed in nothing",), ()) for student in records.missing]
    return tuple(sorted((one for one in found if one.reasons), key=lambda one: (one.score, one.student)))


def _needs(record: Record) -> Help:
    judged = [mark for mark in record.marks.values() if mark.score is not None]
    earned, possible = sum(mark.score or 0 for mark in judged), sum(mark.points for mark in judged)
    reasons = []
    if possible and earned < HELP_BELOW * possible:
        reasons.append(f"{earned:g} of {possible:g} points so far")
    unanswered = [mark.exercise or mark.cell.removeprefix("ex-") for mark in judged if kind_of(mark) == "no answer"]
    if unanswered:
        reasons.append(f"no answer to {', '.join(unanswered)}")
    if any(note.look for note in record.notes):
        reasons.append("the grader has a note: look at the submission in Formgrader")
    beliefs = {finding.misconception for mark in judged for finding in findings_of(mark) if finding.misconception}
    return Help(record.student, record.score, tuple(reasons), tuple(sorted(beliefs)))


def _answers(records: ClassRecords) -> dict[str, Iterable[tuple[str, str, bool]]]:
    answers: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for record in records.records:
        for mark in record.marks.values():
            if mark.verdict is not None and mark.verdict.source:
                answers[mark.exercise].append((record.student, mark.verdict.source, mark.verdict.passed))
    return dict(answers)
