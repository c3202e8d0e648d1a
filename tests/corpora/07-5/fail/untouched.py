# finding: no-answer -
# message: still the program as it was given
def run_kitchen(orders, cook, cooks):
    """Let a fixed number of processes work through a queue of orders.

    orders   a list of different texts.
    cook     `cook(order)` gives the dish, a text that may be long. Other processes can import it.
    cooks    how many processes to start, 1 or more. Each takes one order after the other.

    Returns a dict: order -> dish. No process is left then.
    """
    raise NotImplementedError()
