answer = {"a": "wait", "b": "hide", "c": "raise", "d": "waits forever", "e": "broken", "f": "break"}
