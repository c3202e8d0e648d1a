answer = ("SMR", "SRM", "RSM")
