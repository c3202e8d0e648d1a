# finding: deadlock M39
# message: a spawned child imports the file
import multiprocessing


notes = multiprocessing.Queue()


def put_on_scale(number, crate, weigh):
    notes.put((number, weigh(crate)))


def weigh_all(crates, weigh):
    """Weigh each crate in a process of its own, all at the same time."""
    children = []
    for number, crate in enumerate(crates):
        child = multiprocessing.Process(target=put_on_scale, args=(number, crate, weigh))
        child.start()
        children.append(child)
    weights = dict(notes.get() for _ in crates)
    for child in children:
        child.join()
    return [weights[number] for number in range(len(crates))]


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
