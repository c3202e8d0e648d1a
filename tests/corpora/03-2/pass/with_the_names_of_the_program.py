import math

cannot_be_divided = 30
can_be_divided = 90
start_of_a_process = 2
whole = cannot_be_divided + can_be_divided
with_3 = cannot_be_divided + can_be_divided / 3
answer = {
    "time with 3": with_3,
    "speed-up with 3": whole / with_3,
    "limit": whole / cannot_be_divided,
    "3 threads": whole,
    "time with 9": cannot_be_divided + can_be_divided / 9 + 9 * start_of_a_process,
    "best number": round(math.floor(7.2)),
    "break-even": math.ceil(0.9 / (0.010 - 0.001 - 0.010 / 4)),
}
