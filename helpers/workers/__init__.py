"""Functions that lessons and exercises hand to threads, pools and other processes.

They are importable, so they survive every start method. One module per chapter's world; what an exercise's tasks do is
decorated by `helpers.observe.ask.task`: plain work in a lesson, and in a check a task that the judge sees and holds.
"""

from __future__ import annotations

from helpers.observe.ask import watched

if watched():
    # a process of a watched run: let it tell what it does, and where it is when it hangs
    from helpers.observe.library import note_child

    note_child()
