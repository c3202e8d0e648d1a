answer = dict(a=4, b=1, c=4, d=3, e=4, f=4)
