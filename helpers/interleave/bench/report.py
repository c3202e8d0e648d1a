"""Measurements as plain text and as JSON-ready data."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from helpers.interleave.bench.measure import Measurement

COLUMNS = f"{'program':<58} {'tool':<16} {'expected':<8} {'verdict':<10} {'interleavings':>13} {'seconds':>9}  "


def machine() -> str:
    """Where and beside what it was measured: figures from a busy machine are not to be quoted."""
    cores = os.cpu_count() or 1
    text = f"Python {platform.python_version()}, {cores} cores"
    if not hasattr(os, "getloadavg"):
        return text
    load = os.getloadavg()[0]
    busy = " - busy with other work: look at processor time, not at seconds" if load > 0.75 * cores else ""
    return f"{text}, load {load:.1f}{busy}"


def row(measurement: Measurement) -> str:
    """One line of the table."""
    m = measurement
    name = f"{m.file.parent.name}/{m.file.stem}"
    note = "" if m.right else "WRONG"
    if m.label.published is not None:
        low, high = m.label.published
        note += f" published: {low:g} to {high:g} schedules"
    if m.right and m.label.kind and m.contestant == "racecourse" and m.kind != m.label.kind:
        note += f" kind: {m.kind}, label: {m.label.kind}"
    if m.right and m.verdict == "passed" and not m.exhaustive and m.contestant == "racecourse":
        note += " not all interleavings"
    return (
        f"{name:<58} {m.contestant:<16} {m.label.expected:<8} {m.verdict:<10} {m.interleavings:>13,} "
        f"{m.seconds:>9.4f}  {note.strip()}"
    ).rstrip()


def data(measurement: Measurement) -> dict[str, Any]:
    """One measurement as JSON-ready data."""
    m = measurement
    return {
        "file": m.file.as_posix(),
        "contestant": m.contestant,
        "expected": m.label.expected,
        "verdict": m.verdict,
        "right": m.right,
        "kind": m.kind,
        "interleavings": m.interleavings,
        "published": m.label.published,
        "exhaustive": m.exhaustive,
        "seconds": round(m.seconds, 5),
        "cpu": None if m.cpu is None else round(m.cpu, 5),
        "repeats": m.repeats,
    }


def summary(measurements: Sequence[Measurement]) -> list[str]:
    """A line per tool, in the order in which the tools first appear."""
    heading = (
        f"{'tool':<16} {'programs':>8} {'right':>6} {'wrong pass':>11} {'wrong fail':>11} {'undecided':>10} "
        f"{'median s':>9} {'95 % s':>9} {'max s':>9} {'median CPU s':>13}"
    )
    lines = [heading]
    for contestant in dict.fromkeys(m.contestant for m in measurements):
        mine = [m for m in measurements if m.contestant == contestant]
        seconds = sorted(m.seconds for m in mine)
        worked = [m.cpu for m in mine if m.cpu is not None]
        cpu = f"{statistics.median(worked):.4f}" if worked else "-"
        lines.append(
            f"{contestant:<16} {len(mine):>8} {_count(m.right for m in mine):>6} "
            f"{_count(m.verdict == 'passed' and not m.right for m in mine):>11} "
            f"{_count(m.verdict == 'failed' and not m.right for m in mine):>11} "
            f"{_count(m.verdict not in ('passed', 'failed') for m in mine):>10} "
            f"{statistics.median(seconds):>9.4f} {_quantile(seconds, 0.95):>9.4f} {seconds[-1]:>9.4f} {cpu:>13}"
        )
    return lines


def _count(flags: Iterable[bool]) -> int:
    return sum(1 for flag in flags if flag)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    index = min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))
    return ordered[index]
