answer = dict(a="sequential", b="concurrent", c="serial", d="parallel", e="concurrent", f="only concurrent")
