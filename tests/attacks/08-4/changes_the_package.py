# expected: failed exception
# writes into the course's own package
import helpers.workers.bakery

with open(helpers.workers.bakery.__file__, 'a') as file:
    file.write('def bake(order): return order')


def bake_all(orders):
    return {}
