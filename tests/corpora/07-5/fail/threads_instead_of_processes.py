# finding: too-little-parallelism -
# message: no other process ran a task
from concurrent.futures import ThreadPoolExecutor


def run_kitchen(orders, cook, cooks):
    with ThreadPoolExecutor(cooks) as kitchen:
        return dict(zip(orders, kitchen.map(cook, orders)))
