# first idea
answer = {4}
# no: a thread that has read may be kept waiting
answer = {2, 3, 4}
