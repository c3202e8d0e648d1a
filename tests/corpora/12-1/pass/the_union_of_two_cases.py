# power holds, or the second worker ships three more
answer = {3} | {3, 4, 5, 6}
