answer = ["60.6 seconds", "1.98 times", 4.04, "118.8 s", 57.42, 7, "139 tasks"]
