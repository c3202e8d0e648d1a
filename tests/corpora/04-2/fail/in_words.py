# finding: rule -
# message: at position 3 is no thread
answer = "A reads, then B reads, then B writes, then A writes"
