# finding: wrong-result M10
# message: 4 coins
from concurrent.futures import ProcessPoolExecutor
import threading

def summarise(batches, count, workers):
    total = {}
    taking = threading.Lock()

    def one_lane(pool):
        while True:
            with taking:
                batch = next(batches, None)
            if batch is None:
                return
            part = pool.submit(count, batch).result()
            for thing in part:
                total[thing] = total.get(thing, 0) + part[thing]

    with ProcessPoolExecutor(workers) as pool:
        lanes = [threading.Thread(target=one_lane, args=(pool,)) for _ in range(workers)]
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()
    return total
