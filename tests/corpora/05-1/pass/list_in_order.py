answer = ["waits", "ends", "ends", "raises", "ends", "waits", "ends"]
