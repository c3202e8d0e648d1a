from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def work(end, cook):
    with end:
        while (order := end.recv()) is not None:
            end.send((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    waiting = list(orders)
    done, crew, ends = {}, [], []
    for _ in range(cooks):
        mine, yours = Pipe()
        member = Process(target=work, args=(yours, cook))
        member.start()
        yours.close()
        crew.append(member)
        ends.append(mine)
    for end in ends[:]:
        if waiting:
            end.send(waiting.pop())
        else:
            end.send(None)
            ends.remove(end)
    while ends:
        for end in wait(ends):
            order, dish = end.recv()
            done[order] = dish
            if waiting:
                end.send(waiting.pop())
            else:
                end.send(None)
                end.close()
                ends.remove(end)
    for member in crew:
        member.join()
    return done
