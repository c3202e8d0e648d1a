"""What lesson 02 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import contextvars
import re
import subprocess
import sys
import sysconfig
import threading

import pytest
from lesson_reading import ask, end_of, final_values, lesson

from helpers.interleave import Program, Scenario, outcomes

LESSON = lesson("02")


def run_cells(*ids: str, **names: object) -> dict:
    """The names after some of the lesson's cells have run, one after the other."""
    namespace: dict = {"__name__": "cells", **names}
    for id in ids:
        exec(LESSON.cell(id).text, namespace)
    return namespace


@pytest.fixture(autouse=True)
def usual_excepthook():
    before = threading.excepthook
    yield
    threading.excepthook = before


def test_the_bill_comes_after_the_soup_and_the_rice_anywhere():
    assert final_values(LESSON.program("note")) == {
        "['soup', 'rice', 'bill']",
        "['rice', 'soup', 'bill']",
        "['soup', 'bill', 'rice']",
    }


def test_with_both_joined_first_two_orders_are_left():
    text = LESSON.program("note").source
    old = '    note.append("bill")\n    rice.join()\n'
    new = '    rice.join()\n    note.append("bill")\n'
    assert old in text
    assert final_values(LESSON.program("note", (old, new))) == {"['soup', 'rice', 'bill']", "['rice', 'soup', 'bill']"}


def test_run_works_in_the_calling_thread_and_start_in_a_new_one(capsys):
    run_cells("run-names")
    me = threading.current_thread().name
    assert capsys.readouterr().out.splitlines() == [f"I am {me}", "I am waiter"]


def test_a_second_start_is_refused(capsys):
    run_cells("run-names", "start-twice")
    assert "RuntimeError: threads can only be started once" in capsys.readouterr().out


def test_appended_results_can_come_in_the_wrong_order_and_places_keep_it():
    wanted = "result == ['MENU', 'WINE']"
    assert ask(LESSON.program("pages"), wanted).answer == "no"
    assert ask(LESSON.program("places"), wanted).answer == "yes"
    assert f'always("pages", "{wanted}")' in LESSON.cell("pages-run").text


def test_the_three_mistakes_raise_in_the_thread_as_the_text_says(capsys):
    run_cells("hook", "wrong-run", Thread=threading.Thread)
    called, number, letters = capsys.readouterr().out.splitlines()
    assert "called: TypeError: 'int' object is not callable" in called
    assert "must be an iterable, not int" in number
    assert "takes 1 positional argument but 3 were given" in letters


def test_the_target_of_the_first_mistake_is_called_by_the_main_thread_and_the_others_never():
    text = LESSON.cell("wrong-run").text
    assert 'shout("tea")' in text
    assert '"args": (7)' in text, "the brackets are what the cell is about"
    assert '"args": ("tea")' in text


def test_join_does_not_raise_and_the_hook_gets_the_exception(capsys):
    run_cells("hook", "lost", Thread=threading.Thread)
    out = capsys.readouterr().out
    assert "divider: ZeroDivisionError" in out
    assert "join() came back as if nothing had happened" in out
    assert threading.excepthook is threading.__excepthook__


def test_an_exception_that_is_kept_in_the_thread_is_never_lost():
    assert final_values(LESSON.program("kept")) == {"[('returned', 1), ('raised', 'IndexError')]"}


def test_a_daemon_is_stopped_without_its_finally(capsys):
    run_cells("daemon", "daemon-run")
    assert capsys.readouterr().out.strip() == "main thread ends"


def test_without_daemon_the_program_would_never_end():
    source = run_cells("daemon")["program"].replace(", daemon=True", "")
    body = "def main():\n" + "".join(f"    {line}\n" for line in source.strip().splitlines())
    found = outcomes(Program(body, Scenario(main=lambda answer: answer.main())))
    assert {outcome.kind for outcome in found.all} == {"leftover-thread"}


def test_a_waiter_who_is_asked_to_stop_leaves_no_guest_half_served():
    assert final_values(LESSON.program("stop")) == {"[]", "['Ann', 'paid']", "['Ann', 'paid', 'Bob', 'paid']"}


def test_a_new_thread_finds_nothing_in_a_thread_local():
    assert final_values(LESSON.program("local")) == {"['nobody']"}


def test_context_variables_are_not_there_in_a_new_thread_on_standard_builds():
    # free-threaded builds of 3.14 and later copy the context: sys.flags says which of the two this one does
    inherits = bool(getattr(sys.flags, "thread_inherit_context", False))
    guest = contextvars.ContextVar("guest", default="nobody")
    guest.set("Ann")
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(guest.get()))
    thread.start()
    thread.join()
    assert seen == ["Ann" if inherits else "nobody"]
    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        assert not inherits


def test_threads_wait_at_the_same_time():
    body = LESSON.cell("wait-together").text.replace("from threading import Thread", "")
    body = re.sub(r"print\(.*", "return round(time.perf_counter() - start, 3)", body)
    source = "from threading import Thread\nimport time\ndef main():\n" + "".join(
        f"    {line}\n" for line in body.splitlines() if line and not line.startswith("import")
    )
    # the model checker's clock is a virtual one: the sum of what is waited for, on the longest way
    assert outcomes(Program(source, Scenario(main=lambda answer: answer.main()))).values == (0.2,)


@pytest.mark.skipif(
    bool(sysconfig.get_config_var("Py_GIL_DISABLED")), reason="this build can do without the GIL, so it starts"
)
@pytest.mark.since_python(3, 13)
def test_a_standard_build_refuses_to_start_without_the_gil():
    done = subprocess.run([sys.executable, "-X", "gil=0", "-c", "pass"], capture_output=True, text=True)
    assert done.returncode != 0
    assert "gil" in done.stderr.lower()


def test_the_schedules_of_the_note_are_real():
    assert end_of(LESSON.program("note"), "B A M2") == "['rice', 'soup', 'bill']"
