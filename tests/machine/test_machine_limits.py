"""Limits are read from fake trees of /proc and /sys, as containers of several kinds show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.machine import limits


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="ascii")
    return root


def test_a_machine_without_cgroups_has_no_quota_and_no_memory_limit(tmp_path):
    assert limits.cpu_quota(tmp_path) is None
    assert limits.memory_limit(tmp_path) is None


def test_a_quota_of_version_2_is_a_number_of_cores(tmp_path):
    root = tree(tmp_path, {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "150000 100000\n"})
    assert limits.cpu_quota(root) == 1.5


def test_the_word_max_is_no_limit(tmp_path):
    root = tree(
        tmp_path,
        {"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": "max 100000\n", "sys/fs/cgroup/memory.max": "max\n"},
    )
    assert limits.cpu_quota(root) is None
    assert limits.memory_limit(root) is None


def test_the_tightest_limit_on_the_way_up_counts(tmp_path):
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": "0::/kubepods/pod7/box\n",
            "sys/fs/cgroup/kubepods/pod7/box/cpu.max": "400000 100000\n",
            "sys/fs/cgroup/kubepods/pod7/cpu.max": "50000 100000\n",
            "sys/fs/cgroup/kubepods/pod7/box/memory.max": "4294967296\n",
            "sys/fs/cgroup/kubepods/memory.max": "2147483648\n",
        },
    )
    assert limits.cpu_quota(root) == 0.5
    assert limits.memory_limit(root) == 2 * 2**30


def test_a_path_of_the_host_that_is_not_there_falls_back_to_the_mount(tmp_path):
    root = tree(tmp_path, {"proc/self/cgroup": "0::/docker/0123abc\n", "sys/fs/cgroup/cpu.max": "200000 100000\n"})
    assert limits.cpu_quota(root) == 2.0


def test_a_path_that_climbs_out_of_the_namespace_is_not_followed(tmp_path):
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": "0::/../other\n",
            "sys/fs/other/cpu.max": "10000 100000\n",
            "sys/fs/cgroup/cpu.max": "300000 100000\n",
        },
    )
    assert limits.cpu_quota(root) == 3.0


@pytest.mark.parametrize("mount", ["cpu", "cpu,cpuacct"])
def test_a_quota_of_version_1_is_read_under_either_name_of_its_mount(tmp_path, mount):
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": "5:memory:/box\n4:cpu,cpuacct:/box\n",
            f"sys/fs/cgroup/{mount}/box/cpu.cfs_quota_us": "100000\n",
            f"sys/fs/cgroup/{mount}/box/cpu.cfs_period_us": "50000\n",
            "sys/fs/cgroup/memory/box/memory.limit_in_bytes": "1073741824\n",
        },
    )
    assert limits.cpu_quota(root) == 2.0
    assert limits.memory_limit(root) == 2**30


def test_version_1_writes_no_limit_as_minus_one_and_as_a_huge_number(tmp_path):
    root = tree(
        tmp_path,
        {
            "proc/self/cgroup": "5:memory:/\n4:cpu:/\n",
            "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
            "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
            "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
        },
    )
    assert limits.cpu_quota(root) is None
    assert limits.memory_limit(root) is None


@pytest.mark.parametrize("text", ["", "garbage", "1 2 3", "nan 100000", "100000 0", "max max"])
def test_a_file_that_makes_no_sense_is_no_limit(tmp_path, text):
    root = tree(tmp_path, {"proc/self/cgroup": "0::/\nnonsense\n", "sys/fs/cgroup/cpu.max": text})
    assert limits.cpu_quota(root) is None


@pytest.mark.parametrize(
    ("environ", "cores"),
    [({"CPU_LIMIT": "1.0"}, 1.0), ({"CPU_LIMIT": ""}, None), ({"CPU_LIMIT": "0"}, None), ({}, None)],
)
def test_a_hub_says_its_limit_of_cores_in_the_environment(environ, cores):
    assert limits.cpu_limit_of_the_hub(environ) == cores


def test_a_hub_says_its_limit_of_memory_in_bytes():
    assert limits.memory_limit_of_the_hub({"MEM_LIMIT": "2147483648"}) == 2 * 2**30
    assert limits.memory_limit_of_the_hub({"MEM_LIMIT": "2G"}) is None


@pytest.mark.parametrize(
    ("known", "cores"),
    [
        ((8, None, None, None), 8.0),
        ((8, 2, None, None), 2.0),
        ((8, 2, 0.5, 1.0), 0.5),
        ((8, 8, 16.0, None), 8.0),
    ],
)
def test_the_smallest_of_the_limits_is_what_a_process_can_use(known, cores):
    assert limits.usable_cores(*known) == cores
