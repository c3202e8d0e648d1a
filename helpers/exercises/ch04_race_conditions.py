"""Chapter 4, race conditions: six exercises."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from helpers.exercises.argue import argue_exercise
from helpers.exercises.base import Criterion
from helpers.exercises.hunt import hunt_exercise
from helpers.exercises.predict import predict_exercise
from helpers.exercises.safety import Hurdle, Situation, safety_exercise
from helpers.exercises.values import same, shown
from helpers.interleave import Probe, Scenario

Setup = Callable[[Any], SimpleNamespace]
Worker = Callable[[SimpleNamespace], None]
Invariant = Callable[[SimpleNamespace], bool | str]

# 04-1 ---------------------------------------------------------------------------------------------------------

TWO_ROUNDS = """\
import threading

counter = 0


def add_twice():
    global counter
    for _ in range(2):
        counter += 1


def main():
    threads = [threading.Thread(target=add_twice) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counter
"""


def _why_impossible(value: int) -> str:
    if value > 4:
        return (
            f"{value} cannot come out: the line runs four times, and each time it writes one more than what some "
            "thread has read. Updates can get lost; none can be counted twice."
        )
    if value == 1:
        return (
            "1 cannot come out. Suppose that the last write of all wrote 1: then its thread had read 0 just before. "
            "But each thread's last round comes after its own first round. What did that one leave in the counter?"
        )
    return (
        f"{value} cannot come out: each thread writes one more than what it has read, so after the first write "
        "the counter never holds less than 1."
    )


predict = predict_exercise(
    id="04-1",
    title="Predict every final value of a counter",
    minutes=8,
    points=3,
    misconceptions=("M01", "M02", "M20", "M21"),
    hints=(
        (
            "Write `counter += 1` as the two steps that matter: read the counter, write what was read plus one. "
            "Now there are four reads and four writes, and the two threads may alternate between any two of them."
        ),
        (
            "Try to lose as many updates as you can. A thread that has read the counter may be kept waiting for a long "
            "time: whatever the other thread writes meanwhile is gone once the first one writes."
        ),
        (
            "For the smallest value, let A read the counter and wait. Let B do its whole first round. Now A writes. "
            "Which value does B's second round read, and what may A do before B writes?"
        ),
    ),
    given=TWO_ROUNDS,
    expression="counter",
    everyday=frozenset({4}),
    why_impossible=_why_impossible,
    example="answer = {0, 7}",
    why_others_fail=(
        "`{4}`: this is what nearly every run on your machine gives, but nothing in the program forbids the others.",
        "`{2, 4}`: all or nothing. One update can get lost while the others count: 3.",
        "`{3, 4}`: two updates of one thread can get lost under one late write of the other, so 2 comes out, too.",
        (
            "`{1, 2, 3, 4}`: for a final 1, the last write would have to come from a thread that had just read 0. But "
            "in its second round a thread reads the counter after its own first write, when it is never 0 again."
        ),
    ),
)

# 04-2 ---------------------------------------------------------------------------------------------------------

TWO_SALES = """\
import threading

lock = threading.Lock()
sold = 0


def sell(tickets):
    global sold
    with lock:
        before = sold
    with lock:
        sold = before + tickets
"""


def _all_sold(answer: Any) -> bool | str:
    return answer.sold == 5 or f"2 and 3 tickets were sold, and `sold` says {answer.sold}."


hunt = hunt_exercise(
    id="04-2",
    title="Find the schedule that loses a sale",
    minutes=8,
    points=2,
    misconceptions=("M03", "M10"),
    hints=(
        (
            "Each thread goes through the lock twice. What is true when a thread is between its two `with` blocks, "
            "and what may the other one do then?"
        ),
        (
            "Stop one thread between its two blocks: it has `before` in its pocket, but has written nothing yet. "
            "The check shows each step of the schedule that you gave, so count its steps there."
        ),
        (
            "`A2` means: two steps of A. Give A as many steps as it takes to leave its first block, then let B run to "
            "its end. Where a schedule ends, the thread that ran last goes on, then the others finish."
        ),
    ),
    given=TWO_SALES,
    scenario=Scenario(
        setup=lambda answer: answer,
        workers=(lambda answer: answer.sell(2), lambda answer: answer.sell(3)),
        invariant=_all_sold,
    ),
    goal="loses a sale",
    example='answer = "A B A3"',
    why_others_fail=(
        (
            '`"A"` or `"B"` alone: where the schedule ends, the same thread goes on to its end; the other one '
            "comes after it."
        ),
        (
            "A switch in the middle of a `with` block changes nothing: the other thread cannot enter before the "
            "lock is free."
        ),
        "A switch after the second block comes too late: what was read has been written.",
    ),
)

# 04-3 ---------------------------------------------------------------------------------------------------------

TURNSTILE = '''\
class Turnstile:
    """Counts the visitors of a museum. Several doors, each with a thread of its own, use one turnstile."""

    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        """A group of `size` people comes in."""
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        """One person comes in if `is_valid(ticket)`, which asks a slow server. Says whether the ticket was good."""
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        """How many people came in, and in how many groups, both as of the same moment."""
        return self.people, self.groups
'''

_checking = Probe("in `is_valid`")


def _is_valid(ticket: str) -> bool:
    with _checking:
        return ticket != "forged"


def _turnstile(answer: Any) -> SimpleNamespace:
    return SimpleNamespace(gate=answer.Turnstile(), seen=[])


def _counts(people: int, groups: int) -> Invariant:
    def invariant(state: SimpleNamespace) -> bool | str:
        said = state.gate.report()
        return same(said, (people, groups)) or (
            f"At the end `report()` gives {shown(said)}, but {people} people came in, in {groups} groups."
        )

    return invariant


def _one_door(state: SimpleNamespace) -> None:
    state.gate.enter(2)
    state.seen = [
        state.gate.enter_if("day ticket", _is_valid),
        state.gate.enter_if("forged", _is_valid),
        state.gate.report(),
    ]


def _one_door_went_well(state: SimpleNamespace) -> bool | str:
    good, forged, report = state.seen
    if not good or forged:  # a yes need not be True, a no need not be False
        return f"`enter_if` says {good!r} to a good ticket and {forged!r} to a forged one."
    return same(report, (3, 2)) or f"`report()` gives {shown(report)} when 3 people came in, in 2 groups."


def _report_fits(*allowed: tuple[int, int]) -> Invariant:
    def invariant(state: SimpleNamespace) -> bool | str:
        said = state.seen[0]
        return any(same(said, pair) for pair in allowed) or (
            f"`report()` gave {shown(said)}. At no moment were there so many people in so many groups."
        )

    return invariant


def _report(state: SimpleNamespace) -> None:
    state.seen.append(state.gate.report())


def _forged_then_group(state: SimpleNamespace) -> None:
    state.gate.enter_if("forged", _is_valid)
    state.gate.enter(3)


repair_counter = safety_exercise(
    id="04-3",
    title="Repair a turnstile that loses visitors",
    shape="repair",
    minutes=12,
    misconceptions=("M02", "M06", "M07", "M08", "M11", "M12", "M18"),
    hints=(
        (
            "Which lines read or write `people` or `groups`? Each of them must be in the hands of one thread at a "
            "time, and the two numbers belong together."
        ),
        (
            "One lock for each turnstile is enough. Where is it made, so that all doors see the same one? And "
            "`report()` reads two attributes: who may come in between the two?"
        ),
        (
            "`enter` and `report` hold the lock for their whole body. `enter_if` asks the server first, without the "
            "lock: what it needs after that is already there, in `enter`."
        ),
    ),
    given=TURNSTILE,
    unprotected="M02",
    hurdles=(
        Hurdle(
            "it works with one door",
            0,
            (
                Situation(
                    "one door",
                    "One door, one thread: a group of 2, a good ticket, a forged one, and a report.",
                    Scenario(setup=_turnstile, workers=(_one_door,), invariant=_one_door_went_well),
                ),
            ),
        ),
        Hurdle(
            "no visitor is lost",
            3,
            (
                Situation(
                    "two groups",
                    "At door A comes a group of 2, at door B a group of 3.",
                    Scenario(
                        setup=_turnstile,
                        workers=(lambda s: s.gate.enter(2), lambda s: s.gate.enter(3)),
                        invariant=_counts(5, 2),
                    ),
                ),
                Situation(
                    "a group and a ticket",
                    "At door A comes a group of 2, at door B someone with a good ticket.",
                    Scenario(
                        setup=_turnstile,
                        workers=(lambda s: s.gate.enter(2), lambda s: s.gate.enter_if("day ticket", _is_valid)),
                        invariant=_counts(3, 2),
                    ),
                ),
                Situation(
                    "two tickets",
                    "At doors A and B comes one person each, both with a good ticket.",
                    Scenario(
                        setup=_turnstile,
                        workers=(
                            lambda s: s.gate.enter_if("day ticket", _is_valid),
                            lambda s: s.gate.enter_if("year ticket", _is_valid),
                        ),
                        invariant=_counts(2, 2),
                    ),
                ),
                Situation(
                    "a forged ticket",
                    "At door A someone comes with a forged ticket, and then a group of 3; at door B a group of 2.",
                    Scenario(
                        setup=_turnstile,
                        workers=(_forged_then_group, lambda s: s.gate.enter(2)),
                        invariant=_counts(5, 2),
                    ),
                ),
            ),
        ),
        Hurdle(
            "a report gives two numbers of the same moment",
            1,
            (
                Situation(
                    "a report meanwhile",
                    "At door A comes a group of 2 while B asks for a report.",
                    Scenario(
                        setup=_turnstile,
                        workers=(lambda s: s.gate.enter(2), _report),
                        invariant=_report_fits((0, 0), (2, 1)),
                    ),
                ),
                Situation(
                    "a report while a ticket is checked",
                    "At door A comes someone with a good ticket while B asks for a report.",
                    Scenario(
                        setup=_turnstile,
                        workers=(lambda s: s.gate.enter_if("day ticket", _is_valid), _report),
                        invariant=_report_fits((0, 0), (1, 1)),
                    ),
                ),
            ),
        ),
        Hurdle(
            "two doors can ask the server at the same time",
            1,
            (
                Situation(
                    "two tickets at the same time",
                    "At doors A and B comes one person each, and the server takes long to answer.",
                    Scenario(
                        setup=_turnstile,
                        workers=(
                            lambda s: s.gate.enter_if("day ticket", _is_valid),
                            lambda s: s.gate.enter_if("year ticket", _is_valid),
                        ),
                        invariant=_counts(2, 2),
                        parallel=(_checking,),
                    ),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "A lock made inside `enter`: each call makes a lock of its own, so nobody ever waits for anybody (M06).",
        (
            "A lock for `people` and another one for `groups`: each number is right, but a report can fall "
            "between them (M07)."
        ),
        "`report()` without the lock: it only reads, but it reads twice (M08).",
        (
            "The whole of `enter_if` under the lock: all doors wait while one of them waits for the server (M11). If "
            "the lock is a `Lock`, and `enter` takes it again, the thread even waits for itself (M23)."
        ),
        "`time.sleep` anywhere: it changes what is likely, not what is possible (M18).",
    ),
)

# 04-4 ---------------------------------------------------------------------------------------------------------

BANK = '''\
class Account:
    """An account of a bank. No account is ever overdrawn."""

    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        """Take `amount` out and return True; if there is not enough, change nothing and return False."""
        if self.balance < amount:
            return False
        self.balance -= amount
        return True


def transfer(source, target, amount):
    """Move `amount` to another account and return True; if there is not enough, change nothing and return False."""
    if source.balance < amount:
        return False
    source.balance -= amount
    target.balance += amount
    return True


def audit(accounts):
    """The sum of all balances at one moment. Money that is being transferred is never missing."""
    return sum(account.balance for account in accounts)
'''


def _bank(*balances: int) -> Setup:
    def setup(answer: Any) -> SimpleNamespace:
        accounts = [answer.Account(number, balance) for number, balance in enumerate(balances, 1)]
        return SimpleNamespace(bank=answer, accounts=accounts, said={})

    return setup


def _withdraw(who: str, account: int, amount: int) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        state.said[who] = state.accounts[account - 1].withdraw(amount)

    return worker


def _transfer(who: str, source: int, target: int, amount: int) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        state.said[who] = state.bank.transfer(state.accounts[source - 1], state.accounts[target - 1], amount)

    return worker


def _audit(who: str, *accounts: int) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        state.said[who] = state.bank.audit([state.accounts[number - 1] for number in accounts])

    return worker


def _balances(state: SimpleNamespace) -> list[int]:
    return [account.balance for account in state.accounts]


def _ends(*allowed: dict[str, Any]) -> Invariant:
    """One of some ends: what each thread was told, and the balances under the key `balances`."""

    def invariant(state: SimpleNamespace) -> bool | str:
        balances = _balances(state)
        for end in allowed:
            fits = [same(state.said.get(who), said) for who, said in end.items() if who != "balances"]
            if same(balances, end["balances"]) and all(fits):
                return True
        told = ", ".join(f"{who} was told {shown(said)}" for who, said in sorted(state.said.items()))
        left = (
            f"the balance is {shown(balances[0])}" if len(balances) == 1 else f"the balances are {_shown_all(balances)}"
        )
        return f"At the end {told}, and {left}: no order of the calls, one after the other, gives that."

    return invariant


def _shown_all(values: list[Any]) -> str:
    return " and ".join(shown(value) for value in values)


def _bank_alone(state: SimpleNamespace) -> None:
    first, second = state.accounts
    state.said = {
        "withdraw": first.withdraw(30),
        "withdraw too much": first.withdraw(500),
        "transfer": state.bank.transfer(first, second, 20),
        "transfer too much": state.bank.transfer(first, second, 500),
        "audit": state.bank.audit(state.accounts),
    }


def _bank_alone_went_well(state: SimpleNamespace) -> bool | str:
    said, balances = state.said, _balances(state)
    for call, expected in {
        "withdraw": True,
        "withdraw too much": False,
        "transfer": True,
        "transfer too much": False,
        "audit": 120,
    }.items():
        if not same(said[call], expected):
            return f"With 100 and 50 at the start, `{call}` gives {shown(said[call])} instead of {expected}."
    return same(balances, [50, 70]) or f"The balances should be 50 and 70, and are {_shown_all(balances)}."


repair_bank = safety_exercise(
    id="04-4",
    title="Repair a bank that checks first and pays later",
    shape="repair",
    minutes=15,
    misconceptions=("M08", "M09", "M10", "M24"),
    hints=(
        (
            "What `if` has found out is true only as long as nobody else can change the balance. How far does that "
            "time have to reach?"
        ),
        (
            "The check and what is done because of it belong into one lock hold. For `transfer` and `audit`, nobody "
            "may see the moment at which the money has left one account and has not reached the other."
        ),
        (
            "With one lock for the whole bank it is right, and short. With a lock for each account, a transfer needs "
            "both: what if another transfer takes the same two the other way round? Each account has a number."
        ),
    ),
    given=BANK,
    version=2,
    unprotected="M09",
    hurdles=(
        Hurdle(
            "it works without threads",
            0,
            (
                Situation(
                    "one thread",
                    "One thread, and two accounts with 100 and 50.",
                    Scenario(setup=_bank(100, 50), workers=(_bank_alone,), invariant=_bank_alone_went_well),
                ),
            ),
        ),
        Hurdle(
            "no account is overdrawn and no money is lost",
            2,
            (
                Situation(
                    "two withdrawals",
                    "An account holds 100. A withdraws 80, B withdraws 70.",
                    Scenario(
                        setup=_bank(100),
                        workers=(_withdraw("A", 1, 80), _withdraw("B", 1, 70)),
                        invariant=_ends(
                            {"A": True, "B": False, "balances": [20]}, {"A": False, "B": True, "balances": [30]}
                        ),
                    ),
                ),
                Situation(
                    "a withdrawal and a transfer",
                    "An account holds 100. A withdraws 80, B transfers 70 from it to another one.",
                    Scenario(
                        setup=_bank(100, 0),
                        workers=(_withdraw("A", 1, 80), _transfer("B", 1, 2, 70)),
                        invariant=_ends(
                            {"A": True, "B": False, "balances": [20, 0]}, {"A": False, "B": True, "balances": [30, 70]}
                        ),
                    ),
                ),
                Situation(
                    "two transfers to one account",
                    "A and B transfer 10 and 20 from two accounts to the same third one.",
                    Scenario(
                        setup=_bank(100, 100, 0),
                        workers=(_transfer("A", 1, 3, 10), _transfer("B", 2, 3, 20)),
                        invariant=_ends({"A": True, "B": True, "balances": [90, 80, 30]}),
                    ),
                ),
                Situation(
                    "a withdrawal while money comes in",
                    "Account 2 holds 50. A withdraws 40 from it, B transfers 30 from account 1 to it.",
                    Scenario(
                        setup=_bank(100, 50),
                        workers=(_withdraw("A", 2, 40), _transfer("B", 1, 2, 30)),
                        invariant=_ends({"A": True, "B": True, "balances": [70, 40]}),
                    ),
                ),
            ),
        ),
        Hurdle(
            "transfers in opposite directions both get through",
            2,
            (
                Situation(
                    "opposite transfers",
                    "A transfers 10 from account 1 to account 2, B transfers 20 from account 2 to account 1.",
                    Scenario(
                        setup=_bank(100, 100),
                        workers=(_transfer("A", 1, 2, 10), _transfer("B", 2, 1, 20)),
                        invariant=_ends({"A": True, "B": True, "balances": [110, 90]}),
                    ),
                ),
                Situation(
                    "a ring of transfers",
                    "A transfers from account 1 to 2, B from 2 to 3, C from 3 to 1.",
                    Scenario(
                        setup=_bank(100, 100, 100),
                        workers=(_transfer("A", 1, 2, 10), _transfer("B", 2, 3, 20), _transfer("C", 3, 1, 30)),
                        invariant=_ends({"A": True, "B": True, "C": True, "balances": [120, 90, 90]}),
                    ),
                ),
            ),
        ),
        Hurdle(
            "an audit never misses money",
            1,
            (
                Situation(
                    "an audit meanwhile",
                    "Two accounts hold 100 each. A transfers 30 from 1 to 2 while B audits both.",
                    Scenario(
                        setup=_bank(100, 100),
                        workers=(_transfer("A", 1, 2, 30), _audit("B", 1, 2)),
                        invariant=_ends({"A": True, "B": 200, "balances": [70, 130]}),
                    ),
                ),
                Situation(
                    "an audit from the other end",
                    "Two accounts hold 100 each. A transfers 30 from 1 to 2 while B audits them in the order 2, 1.",
                    Scenario(
                        setup=_bank(100, 100),
                        workers=(_transfer("A", 1, 2, 30), _audit("B", 2, 1)),
                        invariant=_ends({"A": True, "B": 200, "balances": [70, 130]}),
                    ),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "The `if` before the `with`: the balance that was checked is not the balance that is changed (M09).",
        "The `if` in one `with`, the payment in the next one: between the two the lock is free (M09).",
        "`withdraw` and `deposit`, each with the lock: both are right, but an audit can fall between them (M10).",
        (
            "The lock of `source`, then the lock of `target`: two opposite transfers take one each and wait for "
            "ever (M24)."
        ),
        "`audit` without a lock: it only reads, but it reads one balance before the transfer and one after it (M08).",
    ),
)

# 04-5 ---------------------------------------------------------------------------------------------------------

BADGES = '''\
class BadgeDesk:
    """The desk of a conference where people get their badges. Many threads use one desk.

    BadgeDesk(print_badge): `print_badge(name)` prints a badge on expensive paper and returns it.

    badge(name)  The badge of this person. It is printed at the first request; every later request gets the
                 same badge, also when several threads ask for the same name at the same time.
                 When `print_badge` raises an exception, the caller gets that exception, nothing is kept, and
                 the next request tries again.
    report()     A tuple: how many badges there are, and how many letters the names on them have together.
                 Both are of the same moment.
    """

    def __init__(self, print_badge):
        ...

    def badge(self, name):
        ...

    def report(self):
        ...
'''

_printing = Probe("in `print_badge`")


class PaperJam(Exception):
    """The printer has not printed the badge."""


class _Badge:
    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"<badge {self.name}>"


def _desk(jams: int = 0) -> Setup:
    def setup(answer: Any) -> SimpleNamespace:
        state = SimpleNamespace(printed=[], jams=0, given={})

        def print_badge(name: str) -> _Badge:
            with _printing:
                if state.jams < jams:
                    state.jams += 1
                    raise PaperJam(name)
                state.printed.append(name)
                return _Badge(name)

        state.desk = answer.BadgeDesk(print_badge)
        return state

    return setup


def _ask(who: str, *names: str) -> Worker:
    def worker(state: SimpleNamespace) -> None:
        for name in names:
            try:
                badge = state.desk.badge(name)
            except PaperJam as jam:
                badge = jam
            state.given.setdefault(who, []).append(badge)

    return worker


def _ask_for_report(state: SimpleNamespace) -> None:
    state.given["report"] = state.desk.report()


def _each_printed_once(state: SimpleNamespace) -> bool | str:
    for name in sorted(set(state.printed)):
        if (times := state.printed.count(name)) > 1:
            return f"The badge of {name} was printed {times} times."
    badges: dict[str, Any] = {}
    for who, given in sorted(state.given.items()):
        if who == "report":
            continue
        for badge in given:
            if type(badge) is PaperJam:
                continue
            if type(badge) is not _Badge:
                return f"{who} asked for a badge and got {shown(badge)}."
            if badges.setdefault(badge.name, badge) is not badge:
                return f"Two people got different badges of {badge.name}."
    return True


def _desk_ends(people: int, letters: int) -> Invariant:
    def invariant(state: SimpleNamespace) -> bool | str:
        if (once := _each_printed_once(state)) is not True:
            return once
        said = state.desk.report()
        if len(set(state.printed)) != people:
            return f"{people} badges were asked for, and {len(set(state.printed))} were printed."
        return same(said, (people, letters)) or (
            f"At the end `report()` gives {shown(said)}, but there are {people} badges with {letters} letters."
        )

    return invariant


def _reported(*allowed: tuple[int, int]) -> Invariant:
    def invariant(state: SimpleNamespace) -> bool | str:
        said = state.given["report"]
        if not any(same(said, pair) for pair in allowed):
            return f"`report()` gave {shown(said)}. At no moment did so many badges have so many letters."
        return _each_printed_once(state)

    return invariant


def _after_the_jam(state: SimpleNamespace) -> bool | str:
    if not state.jams:
        return "`print_badge` was never called."
    for who in ("A", "B"):
        if not any(type(badge) in (PaperJam, _Badge) for badge in state.given.get(who, ())):
            return (
                f"The printer jammed once, and {who} got {shown(state.given.get(who))} instead of a badge or the error."
            )
    if not any(type(badge) is PaperJam for given in state.given.values() for badge in given):
        return "The printer jammed, and nobody was told."
    _ask("the next one", "Ada")(state)
    if type(state.given["the next one"][0]) is not _Badge:
        return "The printer jammed once; a later request should try again and get a badge."
    return _desk_ends(1, 3)(state)


def _desk_alone(state: SimpleNamespace) -> None:
    _ask("A", "Ada", "Grace", "Ada")(state)
    _ask_for_report(state)


def _desk_alone_went_well(state: SimpleNamespace) -> bool | str:
    names = [badge.name if type(badge) is _Badge else None for badge in state.given["A"]]
    if not same(names, ["Ada", "Grace", "Ada"]):
        return f"Asked for the badges of Ada, Grace and Ada, the desk gave {shown(state.given['A'])}."
    return _reported((2, 8))(state)


def _jam_alone(state: SimpleNamespace) -> None:
    _ask("A", "Ada")(state)
    _ask("B", "Ada")(state)


write_desk = safety_exercise(
    id="04-5",
    title="Write a badge desk that prints each badge once",
    shape="write",
    minutes=15,
    misconceptions=("M06", "M08", "M09", "M12", "M25"),
    hints=(
        "`badge` checks whether there is a badge, and prints one if not. What can happen between the two?",
        (
            "Check, print and keep belong into one lock hold, so that a second thread that asks for the same name "
            "waits, and then finds the badge. `report` looks at the same data: it needs the same lock."
        ),
        (
            "A dictionary from name to badge and one lock, made in `__init__`; both methods do all of their work "
            "inside `with`, which gives the lock back after an exception, too."
        ),
    ),
    given=BADGES,
    version=2,
    unprotected="M09",
    hurdles=(
        Hurdle(
            "it works without threads",
            0,
            (
                Situation(
                    "one thread",
                    "One thread asks for the badges of Ada, Grace and Ada, and for a report.",
                    Scenario(setup=_desk(), workers=(_desk_alone,), invariant=_desk_alone_went_well),
                ),
            ),
        ),
        Hurdle(
            "each badge is printed once",
            2,
            (
                Situation(
                    "the same name",
                    "A and B ask for the badge of Ada.",
                    Scenario(setup=_desk(), workers=(_ask("A", "Ada"), _ask("B", "Ada")), invariant=_desk_ends(1, 3)),
                ),
                Situation(
                    "two names",
                    "A asks for the badge of Ada, B for the badge of Grace.",
                    Scenario(setup=_desk(), workers=(_ask("A", "Ada"), _ask("B", "Grace")), invariant=_desk_ends(2, 8)),
                ),
                Situation(
                    "the same two names",
                    "A asks for the badges of Ada and Grace, B for those of Grace and Ada.",
                    Scenario(
                        setup=_desk(),
                        workers=(_ask("A", "Ada", "Grace"), _ask("B", "Grace", "Ada")),
                        invariant=_desk_ends(2, 8),
                    ),
                ),
                Situation(
                    "three threads and one name",
                    "A, B and C ask for the badge of Ada.",
                    Scenario(
                        setup=_desk(),
                        workers=(_ask("A", "Ada"), _ask("B", "Ada"), _ask("C", "Ada")),
                        invariant=_desk_ends(1, 3),
                    ),
                ),
                Situation(
                    "three threads and two names",
                    "A and B ask for the badge of Ada, C for the badge of Grace.",
                    Scenario(
                        setup=_desk(),
                        workers=(_ask("A", "Ada"), _ask("B", "Ada"), _ask("C", "Grace")),
                        invariant=_desk_ends(2, 8),
                    ),
                ),
            ),
        ),
        Hurdle(
            "a report gives two numbers of the same moment",
            2,
            (
                Situation(
                    "a report meanwhile",
                    "A asks for the badge of Ada while B asks for a report.",
                    Scenario(
                        setup=_desk(),
                        workers=(_ask("A", "Ada"), _ask_for_report),
                        invariant=_reported((0, 0), (1, 3)),
                    ),
                ),
                Situation(
                    "a report between two badges",
                    "A asks for the badges of Ada and Grace while B asks for a report.",
                    Scenario(
                        setup=_desk(),
                        workers=(_ask("A", "Ada", "Grace"), _ask_for_report),
                        invariant=_reported((0, 0), (1, 3), (2, 8)),
                    ),
                ),
            ),
        ),
        Hurdle(
            "a jam of the printer stops nobody",
            1,
            (
                Situation(
                    "one thread, and the printer jams",
                    "One thread asks for Ada's badge; the printer jams; the thread asks again.",
                    Scenario(setup=_desk(jams=1), workers=(_jam_alone,), invariant=_after_the_jam),
                ),
                Situation(
                    "the printer jams",
                    "A and B ask for the badge of Ada; the first time the printer jams.",
                    Scenario(
                        setup=_desk(jams=1), workers=(_ask("A", "Ada"), _ask("B", "Ada")), invariant=_after_the_jam
                    ),
                ),
            ),
        ),
    ),
    why_others_fail=(
        "`if name not in self.badges:` before the lock, and no second look inside: both threads print (M09).",
        (
            "`self.badges.setdefault(name, print_badge(name))`: the argument is evaluated first, so both threads "
            "print (M10)."
        ),
        (
            "`report()` without the lock: it goes through the dictionary while another thread puts something "
            "into it (M08)."
        ),
        "`acquire()` and `release()` without `finally`: after a jam the lock is held for ever (M25).",
    ),
)

# 04-6 ---------------------------------------------------------------------------------------------------------

THERMOMETER = '''\
class Thermometer:
    """One thread measures and calls `add`. Any number of threads ask for the `average` meanwhile; nobody else
    writes."""

    def __init__(self, first):
        self.total = first
        self.count = 1

    def add(self, degrees):
        self.total += degrees
        self.count += 1

    def average(self):
        return self.total / self.count
'''

argue_thermometer = argue_exercise(
    id="04-6",
    title="Argue whether this race does harm",
    minutes=10,
    misconceptions=("M05", "M20"),
    hints=(
        (
            "Your colleague looks at each variable alone, and about each of them alone the colleague is right. What "
            "must be true of the two together, whenever somebody divides one by the other?"
        ),
        (
            "Write down the two writes of `add` and the two reads of `average`. Take a thermometer that has measured "
            "20, and let 22 come in: which orders of these four steps are there, and what is the average in each?"
        ),
        (
            "A good argument has three sentences: what the threads share; what guards it, or why one step changes all "
            "of it; and why therefore nobody can see, or make, half a change."
        ),
    ),
    given=THERMOMETER,
    rubric=(
        Criterion(1, "grants what is true: with a single writer, no update of `total` or of `count` gets lost"),
        Criterion(1, "gives an interleaving step by step: the reads fall on both sides of one of the two writes"),
        Criterion(1, "says what comes out, a number that was the average at no moment: 42 (or 10) when 22 follows 20"),
        Criterion(
            1,
            "repairs it: one lock over both writes and both reads, or one tuple that is replaced and read in one step",
        ),
        Criterion(1, "argues for the repair: what is shared, what guards it, why no thread can see half a change"),
    ),
    why_others_fail=(
        "A lock in `add` alone: the reader holds none, so it still reads between the two writes (M08).",
        "A lock for each number: each of them is right, and the two do not belong together (M07).",
        (
            "`count` first, `total` second: another wrong number comes out, 10 instead of 42. No order of two writes "
            "makes them one."
        ),
    ),
)

EXERCISES = (predict, hunt, repair_counter, repair_bank, write_desk, argue_thermometer)
