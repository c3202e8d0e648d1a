from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    def careful(photo):
        try:
            return photo, develop(photo), None
        except Exception as error:
            return photo, None, error

    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for photo, result, error in pool.map(careful, photos):
            if error:
                failed[photo] = error
            else:
                done[photo] = result
    return done, failed
