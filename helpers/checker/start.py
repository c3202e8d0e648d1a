"""Where the checker's processes begin. Run as a file, never imported.

A `helpers` folder or `helpers.py` beside a notebook must not take the place of the package, whatever the search path
says. So the package is loaded from where this file lies.

    start.py serve TABLE     a server, that forks one process for each check; standard input is its control socket
    start.py isolate TABLE   the same in a sandbox: each check gets namespaces of its own there
    start.py once TABLE      one check in this process; request on standard input, answer on standard output
"""

from __future__ import annotations

import importlib.util
import os
import sys


def _load_package() -> None:
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    spec = importlib.util.spec_from_file_location(
        "helpers", os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["helpers"] = package
    spec.loader.exec_module(package)


if __name__ == "__main__":
    _load_package()
    mode, table = sys.argv[1:]
    if mode in ("serve", "isolate"):
        from helpers.checker.server import serve

        serve(table, isolated=mode == "isolate")
    else:
        from helpers.checker.once import once

        once(table)
