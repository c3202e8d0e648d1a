# expect: pass
import random

class Deck:
    def __init__(self):
        self.cards = ['ace', 'king', 'queen']
        random.Random(7).shuffle(self.cards)
        self.hands = []

    def draw(self):
        self.hands.append(self.cards.pop())

# --- scenario ---
setup = Deck
workers = [Deck.draw] * 3
def invariant(d): return sorted(d.hands) == ['ace', 'king', 'queen']
