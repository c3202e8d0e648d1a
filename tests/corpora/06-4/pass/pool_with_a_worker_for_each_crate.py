import multiprocessing


def weigh_all(crates, weigh):
    if not crates:
        return []
    with multiprocessing.Pool(len(crates)) as pool:
        results = [pool.apply_async(weigh, (crate,)) for crate in crates]
        weights = [result.get() for result in results]
        pool.close()
        pool.join()
    return weights


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
