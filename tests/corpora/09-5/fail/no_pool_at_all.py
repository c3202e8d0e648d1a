# finding: wrong-result M35
# message: were developed in the main process
def develop_batches(develop, batches, workers):
    return [[develop(photo) for photo in batch] for batch in batches]
