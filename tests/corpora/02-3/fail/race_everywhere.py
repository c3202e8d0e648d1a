# finding: wrong-result M04
# message: `a`: two numbers can be returned
answer = dict(a="race", b="race", c="race", d="race", e="race")
