"""The limits that a machine puts on this process: cores and memory, as a container or a hub sets them.

`os.cpu_count()` tells what the hardware has. A container may grant a fraction of that, by a cgroup quota, which
neither `os.cpu_count()` nor `os.process_cpu_count()` sees (https://github.com/python/cpython/issues/80235).

Every function here is pure: what it reads is given to it, as the root of a file tree or as a mapping, so that tests
use fake files.

Sources: cgroup v2, https://docs.kernel.org/admin-guide/cgroup-v2.html (cpu.max, memory.max); cgroup v1,
https://docs.kernel.org/scheduler/sched-bwc.html and https://docs.kernel.org/admin-guide/cgroup-v1/memory.html;
`CPU_LIMIT` and `MEM_LIMIT` are set for each user by JupyterHub (and so by Binder),
https://jupyterhub.readthedocs.io/en/stable/reference/api/spawner.html.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

# cgroup v1 writes "no limit" as the largest multiple of the page size that fits into 63 bits; page sizes differ.
_NO_MEMORY_LIMIT_V1 = 1 << 60

_MOUNTS_V2 = ("sys/fs/cgroup", "sys/fs/cgroup/unified")
_MOUNTS_V1 = {
    "cpu": ("sys/fs/cgroup/cpu", "sys/fs/cgroup/cpu,cpuacct"),
    "memory": ("sys/fs/cgroup/memory",),
}


def cpu_quota(root: Path) -> float | None:
    """The cores that the cgroups of this process grant, such as 1.5.

    Args:
        root: the root of the file system, `Path("/")` outside of tests.

    Returns:
        The smallest quota on the way from the process's cgroup up to the top; None when there is none.
    """
    quotas = [_quota_v2(folder) for folder in _folders_v2(root)]
    quotas += [_quota_v1(folder) for folder in _folders_v1(root, "cpu")]
    return min((quota for quota in quotas if quota is not None), default=None)


def memory_limit(root: Path) -> int | None:
    """The memory that the cgroups of this process grant, in bytes; None when there is no limit.

    Args:
        root: the root of the file system, `Path("/")` outside of tests.
    """
    limits = [_bytes(_read(folder / "memory.max")) for folder in _folders_v2(root)]
    limits += [_bytes(_read(folder / "memory.limit_in_bytes")) for folder in _folders_v1(root, "memory")]
    return min((limit for limit in limits if limit is not None), default=None)


def cpu_limit_of_the_hub(environ: Mapping[str, str]) -> float | None:
    """The cores that a JupyterHub grants (`CPU_LIMIT`), or None where it says nothing that can be read."""
    limit = _number(environ.get("CPU_LIMIT"))
    return limit if limit is not None and limit > 0 else None


def memory_limit_of_the_hub(environ: Mapping[str, str]) -> int | None:
    """The memory in bytes that a JupyterHub grants (`MEM_LIMIT`), or None where it says nothing that can be read."""
    return _bytes(environ.get("MEM_LIMIT"))


def usable_cores(hardware: int, affinity: int | None, quota: float | None, hub: float | None) -> float:
    """The cores that this process can keep busy at once: the smallest of the limits, at most what the hardware has.

    Args:
        hardware: the cores of the machine, at least 1.
        affinity: the cores that the process may run on; None where the system cannot tell.
        quota: the cgroup's quota in cores; None when there is none.
        hub: the hub's limit in cores; None when there is none.

    Returns:
        A number of cores, not always a whole one: a container with half a core gives 0.5.
    """
    return min(float(limit) for limit in (hardware, affinity, quota, hub) if limit is not None)


def _folders_v2(root: Path) -> Iterator[Path]:
    for line in _lines(root / "proc/self/cgroup"):
        hierarchy, _, path = line.split(":", 2) if line.count(":") >= 2 else ("", "", "")
        if hierarchy == "0":
            yield from _with_parents(root, _MOUNTS_V2, path)


def _folders_v1(root: Path, controller: str) -> Iterator[Path]:
    for line in _lines(root / "proc/self/cgroup"):
        _, controllers, path = line.split(":", 2) if line.count(":") >= 2 else ("", "", "")
        if controller in controllers.split(","):
            yield from _with_parents(root, _MOUNTS_V1[controller], path)


def _with_parents(root: Path, mounts: tuple[str, ...], path: str) -> Iterator[Path]:
    """The cgroup's folder and all above it: a limit holds for everything below the cgroup that has it.

    Inside a container the path may be the host's and not be there; the mount point is then the container's own cgroup.
    """
    inside = (
        PurePosixPath(path.strip()).relative_to("/") if path.strip().startswith("/") else PurePosixPath(path.strip())
    )
    for mount in mounts:
        for folder in (inside, *inside.parents):
            if ".." not in folder.parts:
                yield root / mount / folder


def _quota_v2(folder: Path) -> float | None:
    words = (_read(folder / "cpu.max") or "").split()
    if len(words) != 2 or words[0] == "max":
        return None
    return _ratio(words[0], words[1])


def _quota_v1(folder: Path) -> float | None:
    return _ratio(_read(folder / "cpu.cfs_quota_us"), _read(folder / "cpu.cfs_period_us"))


def _ratio(quota: str | None, period: str | None) -> float | None:
    granted, of = _number(quota), _number(period)
    if granted is None or of is None or granted <= 0 or of <= 0:  # cgroup v1 writes "no quota" as -1
        return None
    return granted / of


def _bytes(text: str | None) -> int | None:
    number = _number(text)
    if number is None or not 0 < number < _NO_MEMORY_LIMIT_V1:
        return None
    return int(number)


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text is not None else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _read(path: Path) -> str | None:
    """A file's text, or None where it is missing or closed to us: both mean that there is no limit to read there."""
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None


def _lines(path: Path) -> list[str]:
    return (_read(path) or "").splitlines()
