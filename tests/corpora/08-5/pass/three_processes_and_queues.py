from multiprocessing import Process, Queue

from helpers.workers.bakery import bake, heat


def baker(waiting, done):
    heat(220)
    while (job := waiting.get()) is not None:
        place, order = job
        done.put((place, bake(order)))


def bake_batches(batches):
    waiting, done = Queue(), Queue()
    bakers = [Process(target=baker, args=(waiting, done)) for _ in range(3)]
    for each in bakers:
        each.start()
    results = [[None] * len(batch) for batch in batches]
    for b, batch in enumerate(batches):
        for o, order in enumerate(batch):
            waiting.put(((b, o), order))
    for _ in range(sum(map(len, batches))):
        (b, o), grams = done.get()
        results[b][o] = grams
    for _ in bakers:
        waiting.put(None)
    for each in bakers:
        each.join()
    return results
