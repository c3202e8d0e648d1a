from concurrent.futures import ProcessPoolExecutor


def run_kitchen(orders, cook, cooks):
    with ProcessPoolExecutor(max_workers=cooks) as kitchen:
        return dict(zip(orders, kitchen.map(cook, orders)))
