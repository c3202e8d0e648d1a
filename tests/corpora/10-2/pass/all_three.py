answer = {2, 12, 22}
