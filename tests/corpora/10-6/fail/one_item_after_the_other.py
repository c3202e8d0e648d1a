# finding: wrong-result M44
# message: never more than 1 of them worked at the same time
async def pipeline(source, work, workers, room):
    return [await work(item) async for item in source]
