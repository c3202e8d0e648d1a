# finding: rule -
# message: number of steps must be from 1
answer = "A99999999999"
