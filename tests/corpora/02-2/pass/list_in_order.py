answer = ["never ends", "error in the main thread", "no entry", "one or none", "no entry", "one entry"]
