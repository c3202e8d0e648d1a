# finding: wrong-result M36
# message: `a`: four processes can wait for four pages
answer = ["processes", "processes", "loop", "processes", "loop", "processes"]
