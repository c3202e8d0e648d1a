"""A value that is found on a class can be covered by a store to the instance, or to a class that comes before."""

from __future__ import annotations

import pytest

from helpers.interleave import Program, Scenario, judge, outcomes, replay

SOURCE = """
class Base:
    value = 0

class Thing(Base):
    seen = None

    def set_on_the_object(self):
        self.value = 1

    def set_on_the_class(self):
        Thing.value = 2

    def set_on_the_base(self):
        Base.value = 3

    def set_by_name(self):
        setattr(self, "value", 4)

    def take_away(self):
        self.value = 5
        del self.value

    def look(self):
        self.seen = self.value

    def look_at_the_class(self):
        self.seen = Thing.value

    def look_by_name(self):
        self.seen = getattr(self, "value")

    def wait(self):
        while not self.value:
            pass
"""


def program(*workers: str) -> Program:
    scenario = (
        f"setup = Thing\nworkers = [{', '.join(f'Thing.{name}' for name in workers)}]\ndef result(t): return t.seen"
    )
    return Program(SOURCE, Scenario.from_source(scenario))


@pytest.mark.parametrize(
    ("setter", "looker", "values"),
    [
        ("set_on_the_object", "look", {0, 1}),
        ("set_on_the_class", "look", {0, 2}),
        ("set_on_the_base", "look", {0, 3}),
        ("set_by_name", "look", {0, 4}),
        ("take_away", "look", {0, 5}),
        ("set_on_the_object", "look_at_the_class", {0}),
        ("set_on_the_class", "look_at_the_class", {0, 2}),
        ("set_on_the_base", "look_at_the_class", {0, 3}),
        ("set_on_the_object", "look_by_name", {0, 1}),
        ("set_on_the_class", "look_by_name", {0, 2}),
    ],
)
def test_both_values_are_seen(setter: str, looker: str, values: set[int]) -> None:
    assert set(outcomes(program(setter, looker)).values) == values
    assert set(outcomes(program(looker, setter)).values) == values


@pytest.mark.parametrize("setter", ["set_on_the_object", "set_on_the_class", "set_on_the_base"])
def test_a_loop_that_waits_sees_the_change_wherever_it_is_stored(setter: str) -> None:
    judgement = judge(program("wait", setter))
    assert (judgement.result, judgement.exhaustive) == ("passed", True)


def test_a_data_race_on_an_attribute_with_a_default_is_one() -> None:
    scenario = Scenario(
        setup=lambda answer: answer.Thing(),
        workers=(lambda thing: thing.set_on_the_object(), lambda thing: thing.look()),
        shared=("Thing.value",),
    )
    assert judge(Program(SOURCE, scenario)).kind == "data-race"


CHANGED = """
class Base:
    value = 0

class Thing(Base):
    value = 1
    seen = None

    def greet(self):
        return "old"

    def take_away_and_set(self):
        del Thing.value
        Base.value = 6

    def look_twice(self):
        self.value
        self.seen = self.value

    def replace(self):
        Thing.greet = lambda self: "new"

    def replace_under_another_name(self):
        for owner in (Thing,):
            owner.greet = lambda self: "new"

    def call(self):
        self.seen = self.greet()

    def call_through_the_class(self):
        self.seen = Thing.greet(self)
"""


@pytest.mark.parametrize(
    ("changer", "looker", "values"),
    [
        ("take_away_and_set", "look_twice", {0, 1, 6}),
        ("replace", "call", {"old", "new"}),
        ("replace", "call_through_the_class", {"old", "new"}),
        ("replace_under_another_name", "call", {"old", "new"}),
    ],
)
def test_what_a_class_holds_is_replaced_or_taken_away_while_others_look(
    changer: str, looker: str, values: set[object]
) -> None:
    for workers in ((changer, looker), (looker, changer)):
        scenario = Scenario.from_source(
            f"setup = Thing\nworkers = [{', '.join(f'Thing.{name}' for name in workers)}]\ndef result(t): return t.seen"
        )
        changed = Program(CHANGED, scenario)
        found = outcomes(changed)
        assert set(found.values) == values
        for outcome in found.all:
            assert replay(changed, outcome.schedule).outcome.value == outcome.value
