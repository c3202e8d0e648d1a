# finding: exception -
# message: Two equal crates
import multiprocessing


def put_on_scale(place, crate, weigh, notes):
    notes.put((place, weigh(crate)))


def weigh_all(crates, weigh):
    notes = multiprocessing.Queue()
    children = [multiprocessing.Process(target=put_on_scale, args=(crates.index(crate), crate, weigh, notes)) for crate in crates]
    for child in children:
        child.start()
    found = dict(notes.get() for _ in crates)
    for child in children:
        child.join()
    return [found[place] for place in range(len(crates))]


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
