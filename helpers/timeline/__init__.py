"""What really ran when: threads, processes, tasks of pools, of asyncio and of Celery, as a Gantt chart.

    with timeline() as t:
        ...                # anything that starts threads, processes, pools, tasks
    t                      # a picture in a notebook, a table in a terminal

Every process of a pool that is recorded imports this package, so it imports nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.timeline.recording import Timeline

__all__ = ["timeline"]


def timeline() -> Timeline:
    """Record what runs in a block: `with timeline() as t:`, and `t` below it."""
    from helpers.timeline.recording import Timeline

    return Timeline()
