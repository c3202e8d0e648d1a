from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done, failed = {}, {}

    def one(photo):
        try:
            done[photo] = develop(photo)
        except Exception as error:
            failed[photo] = error

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, photos))
    return done, failed
