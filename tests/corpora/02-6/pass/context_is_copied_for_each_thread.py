import contextvars
import threading

guest_now = contextvars.ContextVar("guest_now")


def current_guest():
    return guest_now.get()


def serve_all(guests, work):
    results = [None] * len(guests)

    def serve(place):
        results[place] = work()

    threads = []
    for place, guest in enumerate(guests):
        guest_now.set(guest)
        context = contextvars.copy_context()
        threads.append(threading.Thread(target=context.run, args=(serve, place)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
