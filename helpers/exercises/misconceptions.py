"""What learners believe, and what they write because of it: one table, from which docs/misconceptions.md is made.

The ids are stable: exercises name the ones that they treat, findings name the one that they found, and the
class report counts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["threads", "processes", "asyncio", "queues and pools", "general"]

T: Kind = "threads"
P: Kind = "processes"
A: Kind = "asyncio"
Q: Kind = "queues and pools"
G: Kind = "general"


class UnknownMisconception(LookupError):
    """No misconception has this id."""


@dataclass(frozen=True)
class Misconception:
    """One belief, or one bug that comes from it.

    Attributes:
        id: `M01`, `M02`, ...; never changed, never reused.
        kind: the part of the field that it belongs to.
        belief: the belief in the learner's words, or the bug in one line.
        look: a question that sends the learner to the place to look at next. It gives no answer away.
        lesson: the notebook and the heading that treat it, as `04-race-conditions#Remember`;
            empty while no lesson does.
    """

    id: str
    kind: Kind
    belief: str
    look: str = ""
    lesson: str = ""


_CH01 = "01-which-tool"
_CH02 = "02-threads"
_CH03 = "03-waiting-or-computing"
_CH04 = "04-race-conditions"
_CH05 = "05-working-together"
_CH06 = "06-processes"
_CH07 = "07-sharing-data"
_CH08 = "08-pools"
_CH09 = "09-more-tasks-than-cores"
_CH10 = "10-asyncio"
_CH12 = "12-beyond-one-machine"

MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception(
        "M01",
        T,
        "The GIL makes my code thread-safe.",
        "Which single steps does the line consist of, and what may another thread do between two of them?",
        f"{_CH04}#Know-why-your-machine-hides-it",
    ),
    Misconception(
        "M02",
        T,
        "`x += 1` is one step.",
        "Count the steps of the line: what does it read, what does it write, and who may run in between?",
        f"{_CH04}#Take-one-line-apart-into-three-steps",
    ),
    Misconception(
        "M03",
        T,
        "I ran it 1000 times, so there is no race.",
        "Which one interleaving would you have to see, and what makes a run choose it?",
        f"{_CH04}#Know-why-your-machine-hides-it",
    ),
    Misconception(
        "M04",
        T,
        "A value printed before `join()` proves a race.",
        "Which line makes the program wait for the thread, and is the value read before that line or after it?",
        f"{_CH02}#Start-a-thread,-and-wait-for-it",
    ),
    Misconception(
        "M05",
        T,
        "This data race does no harm.",
        "What can a reader see in the middle of this change, and what may be done because of it?",
        f"{_CH04}#Put-a-lock-around-the-read-and-the-write",
    ),
    Misconception(
        "M06",
        T,
        "A lock created in the function protects it.",
        "How many locks exist when two threads are inside at once, and which of them does each thread hold?",
        f"{_CH04}#Put-a-lock-around-the-read-and-the-write",
    ),
    Misconception(
        "M07",
        T,
        "Any lock will do: several locks for the same data, or data that no lock belongs to.",
        "Make a list: for each attribute, the one lock that everyone holds who touches it. Where are there two?",
        f"{_CH04}#Put-a-lock-around-the-read-and-the-write",
    ),
    Misconception(
        "M08",
        T,
        "Only the write needs the lock; reading is harmless.",
        "When was the value read that is used here, and did the thread hold the lock at that moment?",
        f"{_CH04}#Put-a-lock-around-the-read-and-the-write",
    ),
    Misconception(
        "M09",
        T,
        "Check and act may be two lock holds, or need no lock: what I checked stays true.",
        "What was checked, what is done because of it, and what can happen to it between these two lines?",
        f"{_CH04}#Do-not-check-first-and-act-later",
    ),
    Misconception(
        "M10",
        T,
        "Two atomic operations make one atomic operation.",
        "Each part is safe alone. What do the others see, or change, between the first part and the second?",
        f"{_CH04}#Do-not-check-first-and-act-later",
    ),
    Misconception(
        "M11",
        T,
        "Lock everything: the whole loop, the whole task.",
        "Which of the lines inside the lock touch what the threads share, and which only make the others wait?",
        f"{_CH04}#Hold-the-lock-no-longer-than-needed",
    ),
    Misconception(
        "M12",
        T,
        "The reader may use another lock than the writer.",
        "Which lock does the writer hold, which one the reader, and does the one keep the other out?",
        f"{_CH04}#Put-a-lock-around-the-read-and-the-write",
    ),
    Misconception(
        "M13",
        T,
        "A semaphore is an integer that I can read.",
        "A question tells what was so at that moment. Who may come between it and what is done with its answer?",
        f"{_CH05}#Count-permits-with-a-semaphore",
    ),
    Misconception(
        "M14",
        T,
        "A condition or semaphore remembers signals (lost wake-up).",
        "Who waits at the moment of the signal? And what is left of the signal when nobody does?",
        f"{_CH05}#Wait-until-something-is-true",
    ),
    Misconception(
        "M15",
        T,
        "`if` is enough around `wait()`.",
        "Between the signal and the moment when the woken thread goes on, who else may have come? Who looks again?",
        f"{_CH05}#Wait-until-something-is-true",
    ),
    Misconception(
        "M16",
        T,
        "`notify()` does where `notify_all()` is needed.",
        "How many threads wait, for how many different things, and which of them does this one notification wake?",
        f"{_CH05}#Wait-until-something-is-true",
    ),
    Misconception(
        "M17",
        T,
        "Unlocking and then sleeping is one step.",
        "What had the thread looked at before it slept, and who may have changed it, and given the signal, in between?",
        f"{_CH05}#Wait-until-something-is-true",
    ),
    Misconception(
        "M18",
        T,
        "`time.sleep` puts the threads in order.",
        "Sleeping makes one order likely. Which line makes the other orders impossible?",
        f"{_CH04}#Know-why-your-machine-hides-it",
    ),
    Misconception(
        "M19",
        T,
        "Threads run and finish in the order in which they were started.",
        "Between `start()` and the thread's first step, and between any two of its steps, whose turn can it be?",
        f"{_CH02}#Start-a-thread,-and-wait-for-it",
    ),
    Misconception(
        "M20",
        T,
        "This timing does not occur.",
        "Nothing in the program forbids it: which line would have to be there to make it impossible?",
        f"{_CH04}#Take-one-line-apart-into-three-steps",
    ),
    Misconception(
        "M21",
        T,
        "Mostly right is right: correctness is the sum of correct parts.",
        "One interleaving that goes wrong is enough. Which part of the promise does it break?",
        f"{_CH04}#Do-not-check-first-and-act-later",
    ),
    Misconception(
        "M22",
        T,
        "The solution of another task will do here, too.",
        "What is the same in the task that this solution comes from, and what is different here?",
        f"{_CH01}#Ask-four-questions,-then-choose",
    ),
    Misconception(
        "M23",
        T,
        "A deadlock needs two threads.",
        "Which lock does the thread wait for, and who holds it at that moment?",
        f"{_CH05}#Know-who-may-take-a-lock-and-who-may-give-it-back",
    ),
    Misconception(
        "M24",
        T,
        "The order in which locks are taken does not matter when the blocks are short.",
        "Write down which lock each thread holds and which one it waits for. In which order did each take its two?",
        f"{_CH05}#Break-the-circle-of-locks",
    ),
    Misconception(
        "M25",
        T,
        "After `acquire()` the code always gets to `release()`.",
        "Go through every way out of the block: each `return`, each exception. Who gives the lock back there?",
        f"{_CH04}#Put-a-lock-around-the-read-and-the-write",
    ),
    Misconception(
        "M26",
        T,
        "Only its owner may release a lock (true of `RLock`, not of `Lock`).",
        "Which thread acquires this lock, which one releases it, and does this kind of lock care?",
        f"{_CH05}#Know-who-may-take-a-lock-and-who-may-give-it-back",
    ),
    Misconception(
        "M27",
        T,
        "`Thread(target=f())` and `submit(f())` start `f` in a thread.",
        "Write down what Python does first: does it call the function, or does it make the thread?",
        f"{_CH02}#Hand-arguments-over,-and-bring-results-back",
    ),
    Misconception(
        "M28",
        T,
        "`args=(x)` is a tuple of one argument.",
        "What does Python see between these brackets: a tuple, or one value? `type(...)` of it tells.",
        f"{_CH02}#Hand-arguments-over,-and-bring-results-back",
    ),
    Misconception(
        "M29",
        T,
        "`join()` raises the thread's exception.",
        "In which thread does the exception come up, and which lines of that thread could catch it?",
        f"{_CH02}#Catch-what-a-thread-raises",
    ),
    Misconception(
        "M30",
        T,
        "Daemon threads clean up when the program ends.",
        "Who waits for a daemon thread at the end of the program, and what becomes of lines that it has not reached?",
        f"{_CH02}#End-a-thread-so-that-nothing-is-lost",
    ),
    Misconception(
        "M31",
        T,
        "`start()` may be called twice; `run()` is as good as `start()`.",
        "Which thread runs the lines of the target here: a new one, or the one that makes the call?",
        f"{_CH02}#Start-a-thread,-and-wait-for-it",
    ),
    Misconception(
        "M32",
        T,
        "A thread can be killed; `result(timeout=1)` stops the work.",
        "After this call, which line of the working thread makes it leave its loop?",
        f"{_CH02}#End-a-thread-so-that-nothing-is-lost",
    ),
    Misconception(
        "M33",
        T,
        "Pool threads see `threading.local` data and context variables.",
        "In which thread is the value stored, and in which thread is it asked for?",
        f"{_CH02}#Give-each-thread-notes-of-its-own",
    ),
    Misconception(
        "M34",
        T,
        "Several threads can draw from one generator.",
        "Who else may be inside the generator when a thread asks it for the next item?",
        f"{_CH05}#Hand-work-over-in-a-queue",
    ),
    Misconception(
        "M35",
        G,
        "Threads make CPU-bound pure Python faster.",
        "What does a thread need in order to run Python code, and how many threads can have that at a time?",
        f"{_CH03}#See-what-threads-and-processes-do-to-computing",
    ),
    Misconception(
        "M36",
        G,
        "Threads are useless in Python.",
        "What does a thread hold on to while it waits for a server or a disk, and what can the others do meanwhile?",
        f"{_CH01}#Know-what-each-tool-is-good-for",
    ),
    Misconception(
        "M37",
        G,
        "More workers are always faster; a pool always beats a loop.",
        "What does each further worker cost, what does it wait for, and how much work is left for it?",
        f"{_CH03}#Know-when-not-to",
    ),
    Misconception(
        "M38",
        G,
        "Concurrency is parallelism.",
        "Look at one moment only: how many tasks are being executed in it? And how many have begun and not ended?",
        f"{_CH01}#Tell-concurrent-from-parallel",
    ),
    Misconception(
        "M39",
        P,
        "Child processes share global variables.",
        "Draw a box for each process: a spawned child imports the file and makes its own variables, a forked one gets "
        "copies. With which value does the variable begin in each of them, and who changes it?",
        f"{_CH06}#Give-each-process-a-memory-of-its-own",
    ),
    Misconception(
        "M40",
        P,
        "Lambdas, local classes and notebook functions can be sent to workers.",
        "By which name would another process find this, and in which module that it can import?",
        f"{_CH06}#Send-only-what-can-travel",
    ),
    Misconception(
        "M41",
        P,
        "`Value('i') += 1` is atomic.",
        "Which steps does the line consist of, and which of them does the value's own lock cover?",
        f"{_CH07}#Share-a-number,-and-keep-its-lock",
    ),
    Misconception(
        "M42",
        P,
        '`if __name__ == "__main__":` is not needed.',
        "Go through the file as a child does that imports it. Which lines run in it, and what do they start?",
        f"{_CH06}#Know-how-a-process-begins",
    ),
    Misconception(
        "M43",
        P,
        "Results of `map_async` can be read after the `with Pool()` block.",
        "What becomes of the workers at the end of the block, and which work was done by then?",
        f"{_CH08}#Keep-every-worker-busy",
    ),
    Misconception(
        "M44",
        P,
        "`apply_async(...).get()` in a loop runs in parallel.",
        "Between handing one task over and waiting for its result, which other tasks are under way?",
        f"{_CH08}#Keep-every-worker-busy",
    ),
    Misconception(
        "M45",
        P,
        "A child can be joined before its queue is drained.",
        "What must happen to the items that the child has put, before the child can end, and who makes it happen?",
        f"{_CH07}#Take-everything-out-before-you-join",
    ),
    Misconception(
        "M46",
        Q,
        "`empty()` or `get_nowait()` says that all is done.",
        "When was the queue empty, and what may still be put into it, or be taken by another thread, after that?",
        f"{_CH05}#Hand-work-over-in-a-queue",
    ),
    Misconception(
        "M47",
        Q,
        "One sentinel stops all consumers; `task_done()` may be left out.",
        "What tells each thread that waits in `get()` that no more will come, and who counts each item as done?",
        f"{_CH05}#Hand-work-over-in-a-queue",
    ),
    Misconception(
        "M48",
        Q,
        "An exception in a future shows up by itself.",
        "Who asks the future for its result, and what becomes of an exception for which nobody asks?",
        f"{_CH09}#Keep-one-failure-from-costing-the-rest",
    ),
    Misconception(
        "M49",
        Q,
        "`Executor.map` gives the remaining results after a failure.",
        "What is left of an iterator that has raised an exception, and which results did not come before it?",
        f"{_CH09}#Keep-one-failure-from-costing-the-rest",
    ),
    Misconception(
        "M50",
        Q,
        "`as_completed` keeps the order of submission.",
        "Which future comes first here: the one that was submitted first, or the one that is done first?",
        f"{_CH09}#Hand-over-more-than-the-workers-can-do",
    ),
    Misconception(
        "M51",
        Q,
        "A task may wait for another task of the same small pool.",
        "Write down for each worker of the pool what it waits for. Who is left to run the inner task?",
        f"{_CH09}#Never-wait-inside-of-a-pool-for-the-same-pool",
    ),
    Misconception(
        "M52",
        Q,
        "`cancel()` stops a running task.",
        "Who tells the running work that it is no longer wanted, and in which line does it learn of that?",
        f"{_CH10}#Give-up,-and-leave-nothing-behind",
    ),
    Misconception(
        "M53",
        P,
        "Any exception can cross the border between processes.",
        "What does the exception take with it, and what does its class ask for when it is made anew?",
        f"{_CH06}#Send-only-what-can-travel",
    ),
    Misconception(
        "M54",
        A,
        "Blocking calls in coroutines are fine; `asyncio.run` works in a notebook; `gather` cancels siblings.",
        "Which tasks does the event loop have at that moment, and which of them can go on?",
        f"{_CH10}#Keep-the-event-loop-free",
    ),
    Misconception(
        "M55",
        Q,
        "A message is delivered exactly once, whatever happens to the worker.",
        "When is the message acknowledged, and who still has it when the worker is gone at this moment?",
        f"{_CH12}#Lose-a-worker-and-keep-the-task",
    ),
    Misconception(
        "M56",
        Q,
        "A task that is delivered again goes on where it stopped; `acks_late` alone makes it safe.",
        "The second delivery begins with the first line. Which effects of the first one are already there by then?",
        f"{_CH12}#Do-it-twice-and-mean-it-once",
    ),
    Misconception(
        "M57",
        Q,
        "Every error is worth a retry, as often as it takes.",
        "Which errors will be gone the next time, and what happens if one never is?",
        f"{_CH12}#Try-again-but-not-for-ever",
    ),
    Misconception(
        "M58",
        Q,
        "A retry may come at once, or for everybody after the same pause.",
        "A thousand tasks fail at the same moment. When do they all come back, and what does the server do then?",
        f"{_CH12}#Try-again-but-not-for-ever",
    ),
    Misconception(
        "M59",
        Q,
        "Work that was handed to a pool of this program goes on without the program.",
        "Where is the list of what is still to be done, and what is left of it when this process ends?",
        f"{_CH12}#Put-a-queue-between-who-asks-and-who-works",
    ),
)

_BY_ID = {m.id: m for m in MISCONCEPTIONS}


def misconception(id: str) -> Misconception:
    """The misconception with this id.

    Raises:
        UnknownMisconception: there is none.
    """
    try:
        return _BY_ID[id]
    except KeyError:
        raise UnknownMisconception(f"no misconception has the id {id!r}: see docs/misconceptions.md") from None


def page() -> str:
    """docs/misconceptions.md, whole."""
    from helpers.exercises import all_exercises  # the table of exercises needs this module first

    treated: dict[str, list[str]] = {}
    for exercise in all_exercises():
        for id in exercise.misconceptions:
            treated.setdefault(id, []).append(exercise.id)
    lines = [
        "<!-- Generated; do not edit: pytest tests/exercises/test_misconceptions.py --update -->",
        "",
        "# Misconceptions",
        "",
        "What learners believe, and what they write because of it. The ids are stable: an exercise names those that it",
        "treats, a failing check names the one that it found.",
        "",
        "| id | kind | belief | exercises | lesson |",
        "|---|---|---|---|---|",
    ]
    for m in MISCONCEPTIONS:
        lesson = ""
        if m.lesson:
            notebook, heading = m.lesson.split("#")
            lesson = f"[{notebook}](../notebooks/{notebook}.ipynb): {heading.replace('-', ' ')}"
        lines.append(f"| {m.id} | {m.kind} | {m.belief} | {', '.join(treated.get(m.id, ()))} | {lesson} |")
    return "\n".join(lines) + "\n"
