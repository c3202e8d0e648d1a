from __future__ import annotations

import pytest

from helpers.demo.casting import LARGEST_CAST, Casting, CastingError, parse_casting


def test_a_bar_separates_the_threads_and_an_arrow_leads_to_the_result():
    assert parse_casting("sell() | refund(1) -> sold") == Casting(("sell()", "refund(1)"), "sold")


def test_one_call_without_an_arrow_runs_in_the_main_thread_and_its_value_is_the_result():
    casting = parse_casting("open_office()")
    assert casting.in_main_thread
    assert casting.shown_result == "open_office()"


def test_three_threads_are_three_calls():
    assert parse_casting("a() | b() | c() -> x").calls == ("a()", "b()", "c()")


def test_bars_and_arrows_inside_strings_and_brackets_belong_to_the_call():
    assert parse_casting("f(1 | 2) | g('a | b') -> x").calls == ("f(1 | 2)", "g('a | b')")
    assert parse_casting("f('a -> b') | g() -> x['c -> d']") == Casting(("f('a -> b')", "g()"), "x['c -> d']")
    assert parse_casting("f('a -> b')").in_main_thread


def test_the_result_may_be_any_expression():
    assert parse_casting("f() | g() -> (left, sorted(names))").result == "(left, sorted(names))"


@pytest.mark.parametrize("line", ["a() | b() -> x", "main()", "a() -> x.y[0]"])
def test_the_text_of_a_casting_reads_back_as_itself(line):
    assert parse_casting(parse_casting(line).to_text()) == parse_casting(line)


@pytest.mark.parametrize("line", ["", "   ", "-> sold", "a() | b()", "a() | b() ->", "a( | b() -> x", "a() -> def"])
def test_a_line_of_another_form_is_refused_with_an_example(line):
    with pytest.raises(CastingError, match=r"for example"):
        parse_casting(line)


def test_a_crowd_of_threads_is_refused():
    with pytest.raises(CastingError, match="at most"):
        parse_casting(" | ".join(["f()"] * (LARGEST_CAST + 1)) + " -> x")
