"""Sets of futures come in an order that no address decides: in every run another one than that of submission."""

from __future__ import annotations

from collections.abc import Callable

from helpers.observe import Observation

Watch = Callable[..., Observation]


def test_as_completed_gives_what_is_done_already_in_another_order_than_submitted(watch: Watch) -> None:
    seen = watch("""
        from concurrent.futures import Future, as_completed
        def main():
            futures = [Future() for _ in range(4)]
            for number, future in enumerate(futures):
                future.set_result(number)
            return [future.result() for future in as_completed(futures)]
    """)
    assert sorted(seen.result) == [0, 1, 2, 3]
    assert seen.result != [0, 1, 2, 3]


def test_a_set_of_futures_is_still_a_set(watch: Watch) -> None:
    seen = watch("""
        from concurrent.futures import Future, wait
        class Own(Future):
            def __init__(self):
                pass
        def main():
            first, second, odd = Future(), Future(), Own()
            first.set_result(1)
            done, late = wait([first, second], timeout=0)
            return [done == {first}, late == {second}, len({first, first, second}), odd in {odd}, {first: 5}[first]]
    """)
    assert seen.result == [True, True, 2, True, 5]
