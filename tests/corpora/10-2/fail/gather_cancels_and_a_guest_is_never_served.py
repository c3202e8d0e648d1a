# finding: wrong-result -
# message: Who stops the others when one task of a `gather` fails?
answer = {0, 11, 22}
