# finding: rule -
# message: is no number
answer = ["sixty", 2, 4, 120, 58, 7, 139]
