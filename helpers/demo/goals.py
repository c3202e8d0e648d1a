"""What a learner who is the scheduler can try to bring about: one table, with ids that stay.

A goal says how a program shall go wrong. It is reached when the model checker, following the learner's schedule, comes
to such an end; and it cannot be reached any more when the program is mended. Both are tests: tests/widgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

OWN = "own"
"""The id of a goal that is not in the table: for a program that the learner wrote."""

ANY_TROUBLE = (
    "exception",
    "deadlock",
    "lost-wakeup",
    "spin",
    "leftover-lock",
    "leftover-thread",
    "unfinished-threads",
)
WRONG_RESULT = ("wrong-result",)
STUCK = ("deadlock", "lost-wakeup")


@dataclass(frozen=True)
class Goal:
    """One thing to bring about.

    Attributes:
        id: the lesson and a name, such as `04-lose-a-sale`; it is never changed and never used again.
        program: the name of the lesson's program.
        task: what to do, as a request.
        claim: what holds at the end when all goes well, as source; "True" where the end itself is what goes wrong.
        kinds: the ways of going wrong that count, as the model checker calls them.
        mend: what to change in the program so that no schedule reaches the goal any more: (old, new) pairs.
    """

    id: str
    program: str
    task: str
    claim: str
    kinds: tuple[str, ...]
    mend: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return asdict(self)

    def mended(self, source: str) -> str:
        """The program after the mend.

        Raises:
            ValueError: the program is not the one that the goal is for.
        """
        source = source.rstrip("\n") + "\n"
        for old, new in self.mend:
            if source.count(old) != 1:
                raise ValueError(f"goal {self.id}: {old!r} is {source.count(old)} times in its program, not once")
            source = source.replace(old, new)
        return source

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Goal:
        """Read what `to_json` wrote."""
        mend = tuple((old, new) for old, new in data["mend"])
        return cls(data["id"], data["program"], data["task"], data["claim"], tuple(data["kinds"]), mend)


GOALS = (
    Goal(
        "02-bill-before-rice",
        "note",
        "Get the bill onto the note before the rice.",
        "result.index('rice') < result.index('bill')",
        WRONG_RESULT,
        (('    note.append("bill")\n    rice.join()\n', '    rice.join()\n    note.append("bill")\n'),),
    ),
    Goal(
        "02-wine-before-menu",
        "pages",
        "Let the second page arrive before the first.",
        "result == ['MENU', 'WINE']",
        WRONG_RESULT,
        (("        thread.start()\n    for thread in threads:\n", "        thread.start()\n"),),
    ),
    Goal(
        "04-report-too-early",
        "early",
        "Let the report say 0, although the clerk sells a seat.",
        "result == 1",
        WRONG_RESULT,
        (("    number = len(sold)\n    clerk.join()\n", "    clerk.join()\n    number = len(sold)\n"),),
    ),
    Goal(
        "04-lose-a-sale",
        "tickets",
        "Lose an update: two tickets are sold, and only one is counted.",
        "sold == 2",
        WRONG_RESULT,
        (
            ("sold = 0\n", "from threading import Lock\nsold, office = 0, Lock()\n"),
            ("    sold += 1\n", "    with office:\n        sold += 1\n"),
        ),
    ),
    Goal(
        "04-lose-a-sale-behind-a-lock",
        "read_outside",
        "Lose an update, although there is a lock.",
        "sold == 2",
        WRONG_RESULT,
        (
            (
                "    before = sold\n    with office:\n        sold = before + 1\n",
                "    with office:\n        before = sold\n        sold = before + 1\n",
            ),
        ),
    ),
    Goal(
        "04-two-in-the-changing-room",
        "room",
        "Get both guests into the critical section at the same time.",
        "most <= 1",
        WRONG_RESULT,
        (
            ("inside, most = [], 0\n", "from threading import Lock\ninside, most, door = [], 0, Lock()\n"),
            (
                (
                    "    if not inside:\n        inside.append(guest)\n        most = max(most, len(inside))\n"
                    "        inside.remove(guest)\n"
                ),
                (
                    "    with door:\n        inside.append(guest)\n        most = max(most, len(inside))\n"
                    "        inside.remove(guest)\n"
                ),
            ),
        ),
    ),
    Goal(
        "04-overdraw",
        "bank",
        "Overdraw the account: both get their money.",
        "balance >= 0",
        WRONG_RESULT,
        (
            ("balance = 100\n", "from threading import Lock\nbalance, till = 100, Lock()\n"),
            (
                "    if balance >= amount:\n        balance -= amount\n",
                "    with till:\n        if balance >= amount:\n            balance -= amount\n",
            ),
        ),
    ),
    Goal(
        "04-overdraw-between-two-holds",
        "two_holds",
        "Overdraw the account, although each line is under the lock.",
        "balance >= 0",
        WRONG_RESULT,
        (
            (
                "    if enough:\n        with till:\n            balance -= amount\n",
                "        if enough:\n            balance -= amount\n",
            ),
        ),
    ),
    Goal(
        "05-office-deadlock",
        "office",
        "Make it deadlock: each holds what the other one waits for.",
        "True",
        STUCK,
        (("    with printer, scanner:\n", "    with scanner, printer:\n"),),
    ),
    Goal(
        "05-three-hungry-cooks",
        "table",
        "Let all three cooks wait in a circle, with one fork each.",
        "True",
        STUCK,
        (("left, right = seat, (seat + 1) % 3\n", "left, right = sorted((seat, (seat + 1) % 3))\n"),),
    ),
    Goal(
        "05-unheard-bell",
        "bell",
        "Ring the bell when nobody listens, so that the guest waits for ever.",
        "True",
        STUCK,
        (("        bell.wait()\n", "        while not plates:\n            bell.wait()\n"),),
    ),
    Goal(
        "05-empty-plate",
        "looks",
        "Wake a guest who then finds no plate.",
        "True",
        ("exception",),
        (("        if not plates:\n", "        while not plates:\n"),),
    ),
    Goal(
        "05-one-bell-for-two",
        "one_bell",
        "Leave one guest asleep beside a plate.",
        "True",
        STUCK,
        (("        bell.notify()\n", "        bell.notify_all()\n"),),
    ),
    Goal(
        "05-closed-too-early",
        "empty",
        "Let the waiter go home before everything is served.",
        "served == ['soup', 'rice']",
        WRONG_RESULT,
        (
            ('    counter.put("rice")\n', '    counter.put("rice")\n    counter.put(None)\n'),
            (
                "    while not counter.empty():\n        served.append(counter.get())\n",
                "    while (dish := counter.get()) is not None:\n        served.append(dish)\n",
            ),
        ),
    ),
)
"""In the order of the lessons. A program may have several goals, and a goal has one program."""


def goals_of(program: str) -> Sequence[Goal]:
    """The goals for the lesson's program of that name."""
    return [goal for goal in GOALS if goal.program == program]


def find_goal(id: str) -> Goal:
    """The goal with that id.

    Raises:
        LookupError: there is none; the message names those that there are.
    """
    for goal in GOALS:
        if goal.id == id:
            return goal
    raise LookupError(f"There is no goal {id!r}. There are: {', '.join(goal.id for goal in GOALS)}.")


def own_goal(program: str, claim: str = "") -> Goal:
    """A goal for any program: break a claim, or, without one, make it go wrong in whatever way.

    Args:
        program: the program's name.
        claim: what holds at the end when all goes well, as source.
    """
    if claim:
        return Goal(OWN, program, f"Break this: at the end, {claim}.", claim, WRONG_RESULT, ())
    task = "Make it go wrong, with an exception or with somebody who waits for ever."
    return Goal(OWN, program, task, "True", ANY_TROUBLE, ())
