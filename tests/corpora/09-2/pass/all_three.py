answer = {2, 11, 20}
