answer = {"SRM", "RSM"} | {"SMR"}
