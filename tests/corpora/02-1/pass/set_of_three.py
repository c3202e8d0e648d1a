answer = {"SRM", "RSM", "SMR"}
