answer = {1, 2, 3}
# the soup is off the fire before the cake is started
answer = {1, 2}
