answer = {"s-m-r", "s-r-m"}
answer.add("r-s-m")
