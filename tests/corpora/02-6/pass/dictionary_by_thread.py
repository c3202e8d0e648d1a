import threading

guest_of = {}


def current_guest():
    return guest_of[threading.get_ident()]


def serve_all(guests, work):
    results = {}

    def serve(guest):
        guest_of[threading.get_ident()] = guest
        try:
            results[guest] = work()
        finally:
            del guest_of[threading.get_ident()]

    threads = [threading.Thread(target=serve, args=(guest,)) for guest in guests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[guest] for guest in guests]
