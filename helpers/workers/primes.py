"""Work that computes in Python code, and nothing else: the same for a loop, for threads and for processes."""

from __future__ import annotations


def count_primes(limit: int) -> int:
    """How many prime numbers there are below `limit`, found by trial division.

    Slow on purpose: the work is what is measured.
    """
    return sum(1 for number in range(2, limit) if _is_prime(number))


def _is_prime(number: int) -> bool:
    divisor = 2
    while divisor * divisor <= number:
        if number % divisor == 0:
            return False
        divisor += 1
    return True
