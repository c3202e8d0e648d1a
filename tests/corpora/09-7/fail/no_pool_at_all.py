# finding: wrong-result M35
# message: were developed in the main process
def develop_stream(develop, photos, workers, ahead):
    for photo in photos:
        yield develop(photo)
