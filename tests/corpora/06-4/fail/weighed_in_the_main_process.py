# finding: too-little-parallelism -
# message: no other process ran a task
def weigh_all(crates, weigh):
    return [weigh(crate) for crate in crates]


if __name__ == "__main__":
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))
