import multiprocessing


class Cook(multiprocessing.Process):
    def __init__(self, orders, dishes, cook):
        super().__init__()
        self.orders, self.dishes, self.cook = orders, dishes, cook

    def run(self):
        order = self.orders.get()
        while order is not None:
            self.dishes.put({order: self.cook(order)})
            order = self.orders.get()


def run_kitchen(orders, cook, cooks):
    todo, dishes = multiprocessing.Queue(), multiprocessing.Queue()
    crew = [Cook(todo, dishes, cook) for _ in range(cooks)]
    [member.start() for member in crew]
    [todo.put(order) for order in orders]
    [todo.put(None) for _ in crew]
    result = {}
    for _ in orders:
        result.update(dishes.get())
    [member.join() for member in crew]
    return result
