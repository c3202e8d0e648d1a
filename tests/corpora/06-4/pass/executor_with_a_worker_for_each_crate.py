from concurrent.futures import ProcessPoolExecutor


def weigh_all(crates, weigh):
    if not crates:
        return []
    with ProcessPoolExecutor(max_workers=len(crates)) as scales:
        return list(scales.map(weigh, crates))


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
