"""Mutants: what the usual slips make of a right answer, and whether the checks notice.

A right answer is changed in one place, as a learner's slip would change it: a lock is left out, a `while` becomes an
`if`. A check that passes such a mutant has a hole, unless the mutant is right, too: an equivalent mutant, listed with
the reason (`known`). `table` writes the result to docs/grader-quality.md.

Mutation analysis: DeMillo, Lipton, Sayward, "Hints on test data selection", Computer 11(4), 1978. Operators for
concurrent programs: Bradbury, Cordy, Dingel, "Mutation operators for concurrent Java (J2SE 5.0)", Mutation 2006.
"""

from helpers.author.mutants.making import Mutant, mutants

__all__ = ["Mutant", "mutants"]
