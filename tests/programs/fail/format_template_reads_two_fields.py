# expect: fail
# because: the template reads two fields, one after the other
class Account:
    def __init__(self):
        self.paid_in, self.paid_out = 10, 0

    def transfer(self, amount):
        self.paid_in -= amount
        self.paid_out += amount

    def report(self):
        return "{0.paid_in} + {0.paid_out}".format(self)

# --- scenario ---
reports = []
setup = Account
workers = [lambda account: account.transfer(4), lambda account: reports.append(account.report())]
def invariant(account): return reports[0] in ("10 + 0", "6 + 4")
