import asyncio
from concurrent.futures import ProcessPoolExecutor


async def weigh_them(crates, weigh):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max(1, len(crates))) as pool:
        return list(await asyncio.gather(*(loop.run_in_executor(pool, weigh, crate) for crate in crates)))


def weigh_all(crates, weigh):
    return asyncio.run(weigh_them(crates, weigh))


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
