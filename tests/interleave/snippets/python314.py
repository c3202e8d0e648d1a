"""Syntax that came with Python 3.14."""


def case_template_strings():
    name, count = "world", [1]
    template = t"hello {name!r:>10} {count}"
    return template.strings, [(i.value, i.expression, i.conversion, i.format_spec) for i in template.interpolations]


def case_several_exceptions_without_parentheses():
    try:
        {}["a"]
    except KeyError, ValueError:
        return "caught"


def case_annotations_are_looked_at_late():
    def later(a: NotYet): ...

    class NotYet: ...

    return later.__annotations__["a"].__name__
