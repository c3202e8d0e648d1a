import multiprocessing


def work(orders, cook, end):
    end.send([(order, cook(order)) for order in orders])


def run_kitchen(orders, cook, cooks):
    crew = []
    for number in range(cooks):
        mine, yours = multiprocessing.Pipe(False)
        member = multiprocessing.Process(target=work, args=(orders[number::cooks], cook, yours))
        member.start()
        yours.close()
        crew.append((member, mine))
    done = {}
    for member, end in crew:
        done.update(end.recv())
        member.join()
    return done
