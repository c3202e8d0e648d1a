"""Is the search for interleavings complete? Random programs, and every interleaving of them without any reduction.

`python -m helpers.interleave.soundness` compares as many programs as it is told to. docs/soundness.md says what has
been compared so far.
"""
