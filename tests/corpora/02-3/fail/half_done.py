# finding: no-answer -
# message: There is no answer yet for `c`, `d`, `e`
answer = {"a": "unfinished", "b": "race", "c": ..., "d": ..., "e": ...}
