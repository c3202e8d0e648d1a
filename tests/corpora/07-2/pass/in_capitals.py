answer = {
    "a": "May wait for ever",
    "b": "Always right",
    "c": "May raise an exception",
    "d": "May miss something",
    "e": "May wait for ever",
    "f": "May wait for ever",
}
