"""The benchmark of the model checker: labelled programs, classics, comparison with other tools, speed.

`course bench interleave`, or `python -m helpers.interleave.bench`, prints one row per program. It measures and reports;
it asserts nothing.
"""
