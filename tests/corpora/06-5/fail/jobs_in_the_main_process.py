# finding: exception -
# message: ends the program at once
def run_all(jobs):
    results = {}
    for name, (function, args) in jobs.items():
        try:
            results[name] = ("done", function(*args))
        except Exception as error:
            results[name] = ("failed", f"{type(error).__name__}: {error}")
    return results
