# finding: wrong-result M39
# message: a spawned child imports the file
import multiprocessing

weights = {}


def put_on_scale(number, crate, weigh):
    weights[number] = weigh(crate)


def weigh_all(crates, weigh):
    children = [
        multiprocessing.Process(target=put_on_scale, args=(number, crate, weigh)) for number, crate in enumerate(crates)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [weights.get(number, 0) for number in range(len(crates))]


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
