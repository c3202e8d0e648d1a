answer = {1212, 1221}
