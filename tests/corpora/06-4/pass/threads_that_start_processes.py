import multiprocessing
import threading


def put_on_scale(crate, weigh, end):
    end.send(weigh(crate))


def accompany(number, crate, weigh, weights):
    mine, yours = multiprocessing.Pipe(False)
    child = multiprocessing.Process(target=put_on_scale, args=(crate, weigh, yours))
    child.start()
    weights[number] = mine.recv()
    child.join()


def weigh_all(crates, weigh):
    weights = [None] * len(crates)
    helpers = [threading.Thread(target=accompany, args=(n, c, weigh, weights)) for n, c in enumerate(crates)]
    for helper in helpers:
        helper.start()
    for helper in helpers:
        helper.join()
    return weights


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
