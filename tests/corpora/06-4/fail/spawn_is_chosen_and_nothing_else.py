# finding: exception M40
# message: put_on_scale
import multiprocessing

multiprocessing.set_start_method("spawn", force=True)


def weigh_all(crates, weigh):
    def put_on_scale(crate):
        notes.put(weigh(crate))

    notes = multiprocessing.Queue()
    for crate in crates:
        child = multiprocessing.Process(target=put_on_scale, args=(crate,))
        child.start()
        child.join()
    return [notes.get() for _ in crates]


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
