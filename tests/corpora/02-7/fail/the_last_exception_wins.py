# finding: wrong-result -
# message: the first function of the list that failed raised
import threading


def run_all(functions):
    results = [None] * len(functions)
    caught = []

    def call(place):
        try:
            results[place] = functions[place]()
        except Exception as error:
            caught.append(error)

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if caught:
        raise caught[0]
    return results
