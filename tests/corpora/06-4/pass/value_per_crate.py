from multiprocessing import Process, Value


def put_on_scale(crate, weigh, weight):
    weight.value = weigh(crate)


def weigh_all(crates, weigh):
    weights = [Value("q", 0) for _ in crates]
    children = [Process(target=put_on_scale, args=(c, weigh, w)) for c, w in zip(crates, weights)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [w.value for w in weights]


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
