# expect: fail
# because: two players draw the last card: choice() and remove() are two steps
# kind: exception
import random

class Deck:
    def __init__(self):
        self.cards = ['ace']
        self.hands = []

    def draw(self):
        if self.cards:
            card = random.choice(self.cards)
            self.cards.remove(card)
            self.hands.append(card)

# --- scenario ---
setup = Deck
workers = [Deck.draw, Deck.draw]
def invariant(d): return d.hands == ['ace']
