answer = {"records": 0, "total": 8}
