from multiprocessing import Pipe, Process


def put_on_scale(crate, weigh, end):
    end.send(weigh(crate))
    end.close()


def weigh_all(crates, weigh):
    children, ends = [], []
    for crate in crates:
        mine, yours = Pipe(duplex=False)
        child = Process(target=put_on_scale, args=(crate, weigh, yours))
        child.start()
        yours.close()
        children.append(child)
        ends.append(mine)
    weights = [end.recv() for end in ends]
    for child in children:
        child.join()
    return weights


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
