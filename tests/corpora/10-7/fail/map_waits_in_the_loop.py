# finding: blocks-the-loop M54
# message: waiting for a future of concurrent.futures stops the whole event loop
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(count, texts))
