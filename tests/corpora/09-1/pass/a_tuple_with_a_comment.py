# map: 12. as_completed: 12 or 21
answer = (1212, 1221)
