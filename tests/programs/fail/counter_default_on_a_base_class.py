# expect: fail
# because: a subclass gets a counter of its own while another thread reads the one of the base class
# kind: wrong-result
class Animal:
    seen = 0

class Cat(Animal):
    pass

class Diary:
    def __init__(self):
        self.read = None

    def meet_a_cat(self):
        Cat.seen = Cat.seen + 1

    def look(self):
        self.read = Cat.seen

# --- scenario ---
setup = Diary
workers = [Diary.meet_a_cat, Diary.look]
def invariant(diary): return diary.read == 1
