# finding: syntax -
# message: Python cannot read line
class BadgeDesk:
    def __init__(self, print_badge):
	self.badges = {}
