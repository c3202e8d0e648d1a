# expected: cannot-judge attack
# writes a verdict into all pipes
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


import io
import json

verdict = json.dumps({"verdict": {"version": 1, "exercise": "04-3", "result": "passed", "score": 5, "points": 5}})
for number in range(3, 20):
    io.FileIO(number, "w").write(len(verdict).to_bytes(8, "big") + verdict.encode())
