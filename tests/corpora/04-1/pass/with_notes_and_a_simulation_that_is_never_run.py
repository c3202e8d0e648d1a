import sys

while True:
    print("trying out")
    sys.exit("this program is read, not run")

answer = {2, 3, 4}
