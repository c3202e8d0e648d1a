"""What lesson 07 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.shared_memory import SharedMemory

import pytest
from lesson_reading import ask, final_values, lesson

from helpers.demo.results import Endings
from helpers.demo.tasks import endings

LESSON = lesson("07")
spawn = multiprocessing.get_context("spawn")


def body(id: str) -> str:
    """What a cell holds below its magic line."""
    first, _, rest = LESSON.cell(id).text.partition("\n")
    assert first.startswith("%%")
    return rest


def ways_to_fail(*program) -> set[str]:
    """The kinds of endings of a program; "" is a good one."""
    found = Endings.from_json(endings({"program": LESSON.program(*program).to_json()}))
    assert not found.trouble
    return {ending.wrong for ending in found.endings}


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Makes a module of a `%%module` cell that other processes can import."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(id: str):
        name = LESSON.cell(id).text.partition("\n")[0].split()[1]
        unique = f"lesson_07_{name}"
        (tmp_path / f"{unique}.py").write_text(body(id), encoding="utf-8")
        sys.modules.pop(unique, None)
        return __import__(unique)

    return make


def test_two_doors_without_the_lock_can_lose_a_visitor():
    assert final_values(LESSON.program("doors")) == {"1", "2"}


def test_with_the_values_own_lock_nobody_is_lost():
    assert ask(LESSON.program("locked_doors"), "result == 2").answer == "yes"


def test_each_worker_with_places_of_its_own_needs_no_lock(module):
    fill = module("halves-module").fill
    numbers = spawn.Array("i", 4)
    workers = [spawn.Process(target=fill, args=(numbers, half, half + 2)) for half in (0, 2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert numbers[:] == [0, 1, 4, 9]


def test_a_queue_can_be_empty_before_the_child_has_begun():
    assert final_values(LESSON.program("until_empty")) == {"[]", "['pear']"}


def test_one_sentinel_leaves_an_eater_waiting_and_two_do_not():
    assert "" not in ways_to_fail("one_sentinel")
    assert ways_to_fail("one_sentinel", ('["pear", None]', '["pear", None, None]')) == {""}


def test_two_cooks_get_through_three_orders(module):
    work = module("kitchen-module").work
    orders, dishes, menu = spawn.Queue(), spawn.Queue(), ["soup", "rice", "fish"]
    cooks = [spawn.Process(target=work, args=(orders, dishes)) for _ in range(2)]
    for cook in cooks:
        cook.start()
    for item in [*menu, *[None for _ in cooks]]:
        orders.put(item)
    assert sorted(dishes.get() for _ in menu) == [(dish, f"a plate of {dish}") for dish in sorted(menu)]
    for cook in cooks:
        cook.join()
    assert [cook.exitcode for cook in cooks] == [0, 0]


@pytest.mark.parametrize(("text", "ending"), [('"pear" * 1_000_000', "quiet"), ('"pear"', "ended")])
def test_joining_first_hangs_with_a_long_text_and_works_with_a_short_one(text, ending):
    pytest.importorskip("IPython", reason="this environment has no Jupyter")
    from helpers.notebook.attempt import attempt

    source = body("join-first")
    assert source.count('"pear" * 1_000_000') == 1
    assert attempt(source.replace('"pear" * 1_000_000', text), as_script=True).ending == ending


def test_the_simulation_says_no_to_joining_first_and_yes_to_draining_first():
    claim = "result == 4_000_000"
    assert ask(LESSON.program("drained"), claim).answer == "no"
    swapped = (
        "    child.join()\n    return len(queue.get())",
        "    size = len(queue.get())\n    child.join()\n    return size",
    )
    assert ask(LESSON.program("drained", swapped), claim).answer == "yes"


def test_a_pipe_whose_writing_end_the_parent_keeps_has_no_end():
    assert ways_to_fail("pipe") == {"deadlock"}


def test_a_pipe_whose_ends_are_closed_tells_its_end():
    closed = ("args=(yours,)).start()\n", "args=(yours,)).start()\n    yours.close()\n")
    program = LESSON.program("pipe", closed)
    found = Endings.from_json(endings({"program": program.to_json()}))
    assert {(ending.wrong, "EOFError" in ending.text) for ending in found.endings} == {("exception", True)}


@pytest.mark.parametrize("brave", [True, False])
def test_a_pipe_tells_of_a_child_that_died(module, brave):
    go = module("scout-module").go
    mine, yours = spawn.Pipe(duplex=False)
    child = spawn.Process(target=go, args=(yours, brave))
    child.start()
    yours.close()
    if brave:
        assert mine.recv() == "I saw a hill"
    else:
        with pytest.raises(EOFError):
            mine.recv()
    child.join()
    assert child.exitcode == (0 if brave else 3)


def test_a_block_is_painted_in_place_and_gone_when_it_is_unlinked(module):
    brighten = module("paint-module").brighten
    block = SharedMemory(create=True, size=3)
    try:
        block.buf[:3] = bytes([10, 20, 250])
        painter = spawn.Process(target=brighten, args=(block.name, 3))
        painter.start()
        painter.join()
        assert list(block.buf[:3]) == [60, 70, 255]
    finally:
        block.close()
        block.unlink()
    with pytest.raises(FileNotFoundError):
        SharedMemory(name=block.name)


def test_plus_equals_on_a_managers_dict_can_lose_one():
    assert final_values(LESSON.program("managed")) == {"1", "2"}
