# finding: blocks-the-loop M54
# message: in the event loop's own thread
async def count_all(count, texts, workers):
    return [count(text) for text in texts]
