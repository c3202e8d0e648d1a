# finding: syntax -
# message: Python cannot read line 4
class Account:
def __init__(self, number, balance):
    self.number = number
