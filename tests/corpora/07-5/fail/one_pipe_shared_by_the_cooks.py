# finding: data-race -
# message: same end of a pipe
from multiprocessing import Pipe, Process


def work(end, cook):
    while (order := end.recv()) is not None:
        end.send((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    mine, yours = Pipe()
    crew = [Process(target=work, args=(yours, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        mine.send(order)
    for _ in crew:
        mine.send(None)
    done = dict(mine.recv() for _ in orders)
    for member in crew:
        member.join()
    return done
