# finding: too-little-parallelism -
# message: no other process ran a task
from concurrent.futures import ThreadPoolExecutor


def weigh_all(crates, weigh):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(weigh, crates))


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
