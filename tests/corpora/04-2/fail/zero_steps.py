# finding: rule -
# message: number of steps must be from 1
answer = "A0 B6"
