# finding: no-answer -
# message: There is no answer yet
answer = {"a": ..., "b": ..., "c": ..., "d": ..., "e": ..., "f": ...}