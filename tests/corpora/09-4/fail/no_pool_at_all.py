# finding: wrong-result M44
# message: developed at a time
def develop_all(develop, photos, workers):
    done, failed = {}, {}
    for photo in photos:
        try:
            done[photo] = develop(photo)
        except Exception as error:
            failed[photo] = error
    return done, failed
