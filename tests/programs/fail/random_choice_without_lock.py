# expect: fail
# because: two players draw the same card: choice() and remove() are two steps
import random

class Deck:
    def __init__(self):
        self.cards = ['ace', 'king']
        self.hands = []

    def draw(self):
        card = random.choice(self.cards)
        self.cards.remove(card)
        self.hands.append(card)

# --- scenario ---
setup = Deck
workers = [Deck.draw, Deck.draw]
def invariant(d): return sorted(d.hands) == ['ace', 'king']
