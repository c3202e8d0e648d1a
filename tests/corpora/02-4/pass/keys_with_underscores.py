answer = dict(
    line_of_a=17,
    cause_of_a="called too early",
    line_of_b=23,
    cause_of_b="not a tuple",
    line_of_c=29,
    cause_of_c="one argument per letter",
    line_of_d=35,
    cause_of_d="missing data",
)
