"""Syntax that came with Python 3.12."""

import itertools


def case_type_parameters():
    class Stack[T]:
        def __init__(self):
            self.items: list[T] = []

        def push[*Ts](self, item: T, *more: *Ts) -> "Stack[T]":
            self.items.append(item)
            return self

    def first[T: (int, str), **P](items: list[T]) -> T:
        return items[0]

    return Stack[int]().push(1).items, first([1]), [p.__name__ for p in first.__type_params__], Stack.__name__


def case_type_aliases():
    type Pair[T] = tuple[T, T]
    type Tree = list[Tree | int]
    return Pair.__name__, Pair.__value__, Tree.__value__, Pair[int]


def case_type_parameters_beside_shared_variables():
    count = 0

    def add[T](value: T) -> T:
        nonlocal count
        count += 1
        return value

    class Holder[T]:
        kept = add(5)

    return add("x"), Holder.kept, count


def case_formatted_strings_nest_their_quotes():
    names = {"a": [1, 2]}
    return f"{names["a"]} {", ".join(f"{x!r}" for x in names["a"])} {
        names  # a comment
    }"


def case_comprehensions_in_classes_see_what_they_saw():
    class Thing:
        x = 1
        y = [x + i for i, x in enumerate([x, x])]

        def method(self):
            return [self.y for _ in range(1)]

    return Thing.y, Thing().method(), list(itertools.batched("abcd", 3))
