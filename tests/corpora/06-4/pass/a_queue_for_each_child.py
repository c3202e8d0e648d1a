import multiprocessing


def put_on_scale(crate, weigh, note):
    note.put(weigh(crate))


def weigh_all(crates, weigh):
    started = []
    for crate in crates:
        note = multiprocessing.Queue()
        child = multiprocessing.Process(target=put_on_scale, args=(crate, weigh, note))
        child.start()
        started.append((child, note))
    weights = []
    for child, note in started:
        weights.append(note.get())
        child.join()
    return weights


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
