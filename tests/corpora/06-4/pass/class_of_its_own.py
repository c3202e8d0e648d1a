import multiprocessing as mp


class Scale(mp.Process):
    def __init__(self, number, crate, weigh, notes):
        super().__init__(name=f"scale {number}")
        self.number, self.crate, self.weigh, self.notes = number, crate, weigh, notes

    def run(self):
        self.notes.put((self.number, self.weigh(self.crate)))


def weigh_all(crates, weigh):
    notes = mp.SimpleQueue()
    scales = [Scale(number, crate, weigh, notes) for number, crate in enumerate(crates)]
    for scale in scales:
        scale.start()
    found = sorted(notes.get() for _ in scales)
    for scale in scales:
        scale.join()
    return [weight for _, weight in found]


def main():
    print("together:", sum(weigh_all([[3, 4], [5]], sum)))


if __name__ == "__main__":
    main()
