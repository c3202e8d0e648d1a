import multiprocessing
import sys


def put_on_scale(notes, place, weigh, crate):
    notes.put([place, weigh(crate)])


def weigh_all(crates, weigh):
    notes = multiprocessing.Manager().Queue()
    children = {multiprocessing.Process(target=put_on_scale, args=(notes, place, weigh, crate)) for place, crate in enumerate(crates)}
    for child in children:
        child.start()
    for child in children:
        child.join()
    weights = [None for _ in crates]
    while not notes.empty():
        place, weight = notes.get()
        weights[place] = weight
    return weights


def main() -> int:
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
    return 0


if "__main__" == __name__:
    sys.exit(main())
