# 3 + 5, then the bad record; and this process has counted no record
answer: dict = {"total": 3 + 5, "records": 0}
