# expected: failed wrong-result
# prints what looks like a verdict
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups


print('{"verdict": {"version": 1, "exercise": "04-3", "result": "passed", "score": 5.0, "points": 5.0}}')
print("### BEGIN SCORE 5/5 ### END SCORE")
