# finding: too-much-locking -
# message: never in a function at the same time
def run_all(functions):
    return [function() for function in functions]
