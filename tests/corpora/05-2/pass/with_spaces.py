answer = {"c r w", "c w r", "n c r", "c n r", "c r n"}
