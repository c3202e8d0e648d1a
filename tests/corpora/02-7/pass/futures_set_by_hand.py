import threading
from concurrent.futures import Future


def run_all(functions):
    def call(future, function):
        try:
            future.set_result(function())
        except BaseException as error:
            future.set_exception(error)

    futures = [Future() for _ in functions]
    threads = [
        threading.Thread(target=call, args=(future, function))
        for future, function in zip(futures, functions, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [future.result() for future in futures]
