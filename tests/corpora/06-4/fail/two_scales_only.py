# finding: too-little-parallelism -
# message: at most 2 processes had a task
import multiprocessing


def weigh_all(crates, weigh):
    with multiprocessing.Pool(2) as pool:
        return pool.map(weigh, crates, chunksize=1)


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
