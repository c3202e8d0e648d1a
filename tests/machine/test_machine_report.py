from __future__ import annotations

import multiprocessing
import re
from pathlib import Path

from helpers.machine import Machine, this_machine


def machine(**changes: object) -> Machine:
    usual = {
        "python": "CPython 3.14.1",
        "free_threaded_build": False,
        "gil_enabled": True,
        "start_method": "forkserver",
        "hardware_cores": 8,
        "usable_cores": 8.0,
        "cores_limited_by": (),
        "memory": 2 * 2**30,
        "system": "Linux x86_64",
    }
    return Machine(**{**usual, **changes})


def test_looking_at_the_machine_does_not_fix_its_start_method():
    before = multiprocessing.get_start_method(allow_none=True)
    found = this_machine()
    assert multiprocessing.get_start_method(allow_none=True) == before
    assert found.start_method in multiprocessing.get_all_start_methods()


def test_a_quota_is_named_where_it_is_below_the_hardware(tmp_path: Path):
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/cgroup").write_text("0::/\n")
    (tmp_path / "sys/fs/cgroup").mkdir(parents=True)
    (tmp_path / "sys/fs/cgroup/cpu.max").write_text("50000 100000\n")
    found = this_machine(tmp_path)
    assert found.usable_cores <= 0.5
    assert "the container's quota" in found.cores_limited_by


def test_the_usable_cores_are_at_least_something_and_at_most_what_the_hardware_has():
    found = this_machine()
    assert 0 < found.usable_cores <= found.hardware_cores
    assert found.memory > 0


def test_one_core_is_told_with_what_follows_from_it():
    text = machine(usable_cores=1.0, cores_limited_by=("the container's quota",)).to_text()
    assert "1 of 8" in text
    assert "limited by the container's quota; pure Python work gains nothing" in text


def test_a_free_threaded_build_whose_lock_was_turned_on_says_both():
    text = machine(free_threaded_build=True, gil_enabled=True).to_text()
    assert "on (free-threaded build)" in text
    assert "one thread at a time" in text


def test_the_text_and_the_table_say_the_same():
    shown = machine()
    words = re.sub(r"<[^>]+>", " ", shown._repr_html_())
    for row in shown.rows():
        for cell in row:
            assert cell in shown.to_text()
            assert cell.replace("'", "&#x27;") in words
