answer = dict(f="both", e="waits", d="computes", c="neither", b="computes", a="waits")
