# expected: failed exception
# makes a link to a file of the machine where its results are expected
import os

os.symlink('/etc/shadow', 'answer.txt')
print(open('answer.txt').read())


def bake_all(orders):
    return {}
