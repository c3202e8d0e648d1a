"""What lesson 04 tells its readers is so, on the Python that runs this test."""

from __future__ import annotations

import dis

import pytest
from lesson_reading import ask, end_of, final_values, lesson

LESSON = lesson("04")


def test_a_local_list_is_not_shared_and_a_global_one_is():
    assert final_values(LESSON.program("desk")) == {"[1, 1]"}


def test_a_list_that_was_moved_out_of_the_function_is_shared():
    moved = LESSON.program("desk", ("    mine = []\n", ""), ("sold = []\n", "sold = []\nmine = []\n"))
    assert final_values(moved) == {"[1, 2]", "[2, 1]", "[2, 2]"}


def test_a_report_before_join_may_say_0_or_1_and_after_join_says_1():
    assert final_values(LESSON.program("early")) == {"0", "1"}
    after = ("    number = len(sold)\n    clerk.join()\n", "    clerk.join()\n    number = len(sold)\n")
    assert final_values(LESSON.program("early", after)) == {"1"}


def test_no_sale_is_lost_in_the_early_report():
    looked_at_in_the_end = LESSON.program("early", ("    return number", "    return len(sold)"))
    assert final_values(looked_at_in_the_end) == {"1"}


def test_two_sellers_can_sell_two_tickets_or_lose_one():
    assert final_values(LESSON.program("tickets")) == {"1", "2"}


@pytest.mark.parametrize(("schedule", "sold"), [("A B B A", "1"), ("A A B B", "2")])
def test_the_schedule_decides_how_many_tickets_are_sold(schedule, sold):
    assert end_of(LESSON.program("tickets"), schedule) == sold


def test_the_shortest_failing_schedule_is_found_and_loses_a_ticket_when_it_is_replayed():
    answer = ask(LESSON.program("tickets"), "sold == 2")
    assert answer.answer == "no"
    assert end_of(LESSON.program("tickets"), answer.schedule) == "1"
    assert answer == ask(LESSON.program("tickets"), "sold == 2")


def test_plus_equals_is_a_load_an_addition_and_a_store_on_this_python():
    namespace: dict = {}
    exec(LESSON.program("tickets").source, namespace)
    steps = [(step.opname, step.argval) for step in dis.get_instructions(namespace["sell"])]
    load = next(i for i, (name, what) in enumerate(steps) if name.startswith("LOAD") and what == "sold")
    store = next(i for i, (name, what) in enumerate(steps) if name.startswith("STORE") and what == "sold")
    assert any(name.startswith(("BINARY", "INPLACE")) for name, _ in steps[load:store])


def test_one_lock_around_the_read_and_the_write_is_right_in_every_schedule():
    assert ask(LESSON.program("locked"), "sold == 2").answer == "yes"


def test_the_lock_is_right_for_three_sellers_too():
    three = LESSON.program("locked", ("sell() | sell() ->", "sell() | sell() | sell() ->"))
    assert ask(three, "sold == 3").answer == "yes"


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("per_call", "sold == 2"),
        ("per_clerk", "sold == 2"),
        ("two_locks", "sold == 0"),
        ("read_outside", "sold == 2"),
    ],
)
def test_a_lock_in_the_wrong_place_loses_a_sale(name, claim):
    assert ask(LESSON.program(name), claim).answer == "no"


def test_each_of_the_wrong_locks_is_asked_with_the_claim_that_was_tested():
    asked = LESSON.cell("wrong-run").text
    for name, claim in [("per_call", 2), ("per_clerk", 2), ("two_locks", 0), ("read_outside", 2)]:
        assert f'always("{name}", "sold == {claim}")' in asked


def test_two_withdrawals_can_overdraw_the_account():
    assert final_values(LESSON.program("bank")) == {"20", "30", "-50"}


def test_two_holds_of_one_lock_do_not_make_check_and_act_one_step():
    assert ask(LESSON.program("two_holds"), "balance >= 0").answer == "no"


def test_the_repair_starts_wrong_and_one_with_mends_it():
    assert ask(LESSON.program("repaired"), "balance >= 0").answer == "no"
    body = "    if balance >= amount:\n        balance -= amount\n"
    mended = "    with till:\n        if balance >= amount:\n            balance -= amount\n"
    repaired = LESSON.program("repaired", (body.rstrip(), mended.rstrip()))
    assert ask(repaired, "balance >= 0").answer == "yes"
    assert final_values(repaired) == {"20", "30"}


def test_a_lock_around_all_of_the_work_leaves_two_orders_and_none_with_two_dishes_at_once():
    assert final_values(LESSON.program("kitchen")) == {
        "['soup on', 'soup off', 'rice on', 'rice off']",
        "['rice on', 'rice off', 'soup on', 'soup off']",
    }


def test_with_the_work_outside_of_the_lock_the_dishes_share_the_fire():
    old = '    with shelf:\n        events.append(f"{dish} on")\n        events.append(f"{dish} off")'
    new = '    with shelf:\n        pass\n    events.append(f"{dish} on")\n    events.append(f"{dish} off")'
    orders = final_values(LESSON.program("kitchen", (old, new)))
    assert len(orders) == 6
    assert "['soup on', 'rice on', 'soup off', 'rice off']" in orders


def test_the_changing_room_is_one_where_both_can_be_inside():
    assert final_values(LESSON.program("room")) == {"1", "2"}
