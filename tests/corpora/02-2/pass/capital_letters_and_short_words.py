answer = {"A": "Never ends", "B": "error", "C": "NO ENTRY", "D": "none or one", "E": "no  entry", "F": "one-entry"}
