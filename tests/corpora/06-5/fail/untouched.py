# finding: no-answer -
# message: still the program as it was given
def run_all(jobs):
    """Run each job in a process of its own, all at the same time, and say what became of each."""
    raise NotImplementedError()
