import multiprocessing


def put_on_scale(number, crate, weigh, weights):
    weights[number] = weigh(crate)


def weigh_all(crates, weigh):
    with multiprocessing.Manager() as manager:
        weights = manager.dict()
        children = [
            multiprocessing.Process(target=put_on_scale, args=(number, crate, weigh, weights))
            for number, crate in enumerate(crates)
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return [weights[number] for number in range(len(crates))]


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
