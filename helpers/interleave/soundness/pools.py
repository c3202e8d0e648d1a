"""Random small programs that use a pool of processes: what is submitted, asked, and when the pool comes to its end."""

from __future__ import annotations

import random

HEADER = """\
import multiprocessing as mp, os
from concurrent.futures import *
from concurrent.futures.process import BrokenProcessPool

seen = []

def say(what):
    seen.append(what)

def attempt(function):
    try:
        return function()
    except BaseException as error:
        return type(error).__name__

def same(n):
    return n

def fails(n):
    raise KeyError(n)

def leaves(n):
    os._exit(1)

def keep(value):
    global v
    v = value

def counts(n):
    v.value += n
    return v.value
"""

SCENARIO = """
# --- scenario ---
main = run
def result(r): return r
"""

ASK_A_FUTURE = (
    "say(f{k}.done())",
    "say(f{k}.running())",
    "say(f{k}.cancel())",
    "say(f{k}.cancelled())",
    "say(attempt(f{k}.result))",
    "say(attempt(lambda: f{k}.result(timeout=1)))",
    "say(attempt(lambda: f{k}.exception(timeout=0)))",
    "say(len(wait([{all}], return_when=FIRST_COMPLETED).done))",
    "wait([{all}])",
    "say([attempt(f.result) for f in as_completed([{all}])])",
    "f{k}.add_done_callback(lambda f: say('called'))",
    "say(v.value)",
    "v.value += 5",
)
END_AN_EXECUTOR = (
    "pool.shutdown(wait=False)",
    "pool.shutdown(cancel_futures=True)",
    "say(attempt(lambda: list(pool.map({job}, [7, 8]))))",
    "pass",
    "pass",
)
SUBMIT = (
    "f{n} = pool.apply_async({job}, ({n},))",
    "f{n} = pool.map_async({job}, [{n}, 5])",
    "f{n} = pool.apply_async({job}, ({n},), callback=say, error_callback=lambda e: say(type(e).__name__))",
)
ASK_A_RESULT = (
    "say(f{k}.ready())",
    "say(attempt(lambda: f{k}.successful()))",
    "say(attempt(f{k}.get))",
    "say(attempt(lambda: f{k}.get(timeout=1)))",
    "say(attempt(lambda: f{k}.get(0)))",
    "f{k}.wait(1)",
    "say(v.value)",
    "v.value += 5",
)
END_A_POOL = (
    "pool.close()",
    "pool.terminate()",
    "pass",
    "say(attempt(lambda: list(pool.imap_unordered({job}, [7, 8]))))",
    "say(attempt(lambda: pool.map({job}, [7, 8])))",
)


def random_pool(seed: str) -> str:
    """The source of a random program with its scenario; the same seed always gives the same."""
    rng = random.Random(seed)
    is_executor = rng.random() < 0.6
    keeps_value = rng.random() < 0.5
    jobs = ["same", "same", "fails", "leaves", *(["counts"] if keeps_value else [])]
    size = rng.choice([1, 1, 2])
    submit: tuple[str, ...]
    ask: tuple[str, ...]
    end: tuple[str, ...]
    if is_executor:
        pool = f"ProcessPoolExecutor({size}{', initializer=keep, initargs=(v,)' if keeps_value else ''})"
        submit, ask, end = ("f{n} = pool.submit({job}, {n})",), ASK_A_FUTURE, END_AN_EXECUTOR
    else:
        pool = f"mp.Pool({size}{', keep, (v,)' if keeps_value else ''})"
        submit, ask, end = SUBMIT, ASK_A_RESULT, END_A_POOL
    lines = ["def run():", "    v = mp.Value('i', 0)", f"    with {pool} as pool:"]
    submitted = 0
    for _ in range(rng.choice([2, 3, 3, 4] if is_executor else [2, 3, 3])):
        if submitted == 0 or (submitted < 2 and rng.random() < 0.45):
            statement = rng.choice(submit).format(n=submitted, job=rng.choice(jobs))
            submitted += 1
        else:
            futures = ", ".join(f"f{n}" for n in range(submitted))
            statement = rng.choice(ask).format(k=rng.randrange(submitted), all=futures)
        lines.append(f"        {statement}")
    lines += [f"        {rng.choice(end).format(job=rng.choice(jobs))}", "    return seen, v.value"]
    return HEADER + "\n" + "\n".join(lines) + "\n" + SCENARIO
