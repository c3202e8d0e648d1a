"""A simulation of a class on many workers, fed with measured times: `docs/scaling.md` quotes it.

Answers wait in one queue, urgent ones first; each of the workers takes the next one when it is free. The grader writes
submissions down in their order, one at a time, when all their answers are checked. That is the whole system, and two
numbers decide it: how long a check takes, and how long the grader takes for a submission.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """What was measured, in seconds.

    Attributes:
        checks: how long single checks took: a sample, from which the simulation draws.
        answers: how many answers a submission has.
        writing: how long the grader takes for a submission beside its checks.
        sending: how long a task is under way to a worker and back, and the worker not at work.
        known: which part of the answers needs no check, because an equal one has been checked.
    """

    checks: Sequence[float]
    answers: int
    writing: float
    sending: float = 0.0
    known: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a simulated class went, in seconds.

    Attributes:
        seconds: from the first submission until the last one is in the gradebook.
        waits: for each submission, from its arrival until it is in the gradebook.
        workers_busy: which part of their time the workers checked.
        writer_busy: which part of its time the grader wrote.
    """

    seconds: float
    waits: tuple[float, ...]
    workers_busy: float
    writer_busy: float

    @property
    def limit(self) -> str:
        """What to have more of."""
        return "workers" if self.workers_busy >= self.writer_busy else "gradebook writers"

    def wait(self, share: float) -> float:
        """How long the submissions wait that wait longest but for the rest: `wait(0.95)`."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def simulate(
    costs: Costs,
    submissions: int,
    workers: int,
    *,
    arrivals: Sequence[float] | None = None,
    urgent: frozenset[int] = frozenset(),
    in_order: bool = True,
    seed: int = 1,
) -> Outcome:
    """Let a class be graded.

    Args:
        costs: what was measured.
        submissions: how many there are.
        workers: how many answers can be checked at a time, on all machines together.
        arrivals: when each submission comes, in seconds and in ascending order; by default all at once.
        urgent: the numbers of submissions that go before others.
        in_order: whether the grader waits for the next submission in order, as it does for a batch; else it takes
            whichever is ready, as it does when each comes by itself.
        seed: of the draw of service times. Same seed, same outcome.
    """
    chance = random.Random(seed)
    arrive = list(arrivals) if arrivals is not None else [0.0] * submissions
    work = [
        [chance.choice(costs.checks) for _ in range(costs.answers) if chance.random() >= costs.known]
        for _ in range(submissions)
    ]
    ready, busy = _check_all(work, arrive, workers, urgent, costs.sending)
    order = range(submissions) if in_order else sorted(range(submissions), key=lambda number: ready[number])
    written = list(ready)
    now = 0.0
    for number in order:
        now = max(now, ready[number]) + costs.writing
        written[number] = now
    seconds = max(now - arrive[0], 1e-9) if submissions else 1e-9
    return Outcome(
        seconds=seconds,
        waits=tuple(end - came for end, came in zip(written, arrive, strict=True)),
        workers_busy=busy / (workers * seconds),
        writer_busy=submissions * costs.writing / seconds,
    )


def _check_all(
    work: Sequence[Sequence[float]], arrive: Sequence[float], workers: int, urgent: frozenset[int], sending: float
) -> tuple[list[float], float]:
    """When each submission's last answer is checked, and for how long the workers worked."""
    ready = list(arrive)
    free = [0.0] * workers
    heapq.heapify(free)
    queue: list[tuple[int, int, float]] = []
    busy = 0.0
    coming = 0
    while coming < len(work) or queue:
        # The next free worker takes what has come by then; when nothing has, it waits for the next submission.
        now = free[0]
        if not queue and coming < len(work):
            now = max(now, arrive[coming])
        while coming < len(work) and arrive[coming] <= now:
            for seconds in work[coming]:
                heapq.heappush(queue, (coming not in urgent, coming, seconds))
            coming += 1
        if not queue:
            continue
        _, number, seconds = heapq.heappop(queue)
        end = now + seconds + sending
        heapq.heapreplace(free, end)
        busy += seconds
        ready[number] = max(ready[number], end)
    return ready, busy


def workers_for(costs: Costs, submissions: int, seconds: float) -> int | None:
    """How many workers grade a class in a given time; None where no number does, because the grader is too slow."""
    if submissions * costs.writing > seconds:
        return None
    low, high = 0, 1
    while not _in_time(costs, submissions, high, seconds):
        low, high = high, high * 2
        if high > submissions * costs.answers:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        if _in_time(costs, submissions, middle, seconds):
            high = middle
        else:
            low = middle
    return high


def _in_time(costs: Costs, submissions: int, workers: int, seconds: float) -> bool:
    return simulate(costs, submissions, workers).seconds <= seconds


def deadline(submissions: int, seconds: float, seed: int = 1) -> list[float]:
    """When the submissions of a class come in before a deadline: ever more of them, as in every class.

    The density grows in proportion to the time that has passed, so that half of the class comes in the last 30 % of it.
    """
    chance = random.Random(seed)
    return sorted(seconds * chance.random() ** 0.5 for _ in range(submissions))
