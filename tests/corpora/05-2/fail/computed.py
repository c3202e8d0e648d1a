# finding: rule -
# message: The answer is read, not run
import itertools

answer = {"".join(order) for order in itertools.permutations("crw")}
