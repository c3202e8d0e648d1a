from itertools import permutations

for order in permutations("SRM"):
    print(order)

answer = {"RSM", "SRM", "SMR"}
