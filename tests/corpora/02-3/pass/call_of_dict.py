answer = dict(a="unfinished", b="race", c="always the same", d="unfinished", e="always the same")
