# finding: wrong-result -
# message: a photo would have been developed although `cancel()` said True
answer = {2, 11, 20, 21, 22}
