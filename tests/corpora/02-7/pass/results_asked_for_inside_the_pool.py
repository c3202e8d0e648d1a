from concurrent.futures import ThreadPoolExecutor


def run_all(functions):
    with ThreadPoolExecutor(max_workers=max(1, len(functions))) as pool:
        futures = [pool.submit(function) for function in functions]
        return [future.result() for future in futures]
