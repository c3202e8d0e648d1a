"""Syntax that came with Python 3.13."""


def case_type_parameters_have_defaults():
    class Box[T = int, *Ts = *tuple[int, str]]:
        value: T

    def show[T = str](value: T) -> T:
        return value

    return show(3), show.__type_params__[0].__default__, Box.__type_params__[0].__default__
