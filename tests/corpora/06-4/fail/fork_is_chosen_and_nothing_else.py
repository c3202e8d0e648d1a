# finding: rule M40
# message: ties the file to machines that can fork
import multiprocessing


def weigh_all(crates, weigh):
    context = multiprocessing.get_context("fork")

    def put_on_scale(place, crate):
        notes.put((place, weigh(crate)))

    notes = context.Queue()
    children = [context.Process(target=put_on_scale, args=(place, crate)) for place, crate in enumerate(crates)]
    for child in children:
        child.start()
    weights = [weight for _, weight in sorted(notes.get() for _ in crates)]
    for child in children:
        child.join()
    return weights


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
