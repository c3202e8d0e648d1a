answer = {"SRM"}
answer = {"SRM", "RSM", "SMR"}
