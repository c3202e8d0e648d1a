# plates are always 1, 2; done can be either way
answer = (1212, 1221)
