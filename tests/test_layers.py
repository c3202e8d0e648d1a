"""Arrows point one way: each package imports only what docs/architecture.md lets it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
HELPERS = PROJECT / "helpers"

# Who may import what of the course, and which packages from outside. The same table, in words, is in
# docs/architecture.md, and a test holds the two together.
EVERYTHING = "*"
LAYERS: dict[str, tuple[set[str], set[str]]] = {
    "retelling": (set(), set()),
    "language": ({"retelling"}, set()),
    "interleave": (set(), {"greenlet"}),
    "observe": (set(), {"psutil"}),
    "workers": ({"observe"}, set()),
    "site": ({"observe.cores", "observe.patience", "observe.program_file"}, {"h11", "psutil", "requests"}),
    "machine": (set(), {"psutil"}),
    "verdict": ({"interleave.trace"}, set()),
    "tasks": ({"timeline.celery_tasks"}, {"celery", "filelock", "kombu", "psutil"}),
    "exercises": (
        {"demo.costs", "demo.timelines", "interleave", "tasks", "observe", "verdict", "workers", "site"},
        {"requests"},
    ),
    "sandbox": (set(), set()),
    "checker": ({"exercises", "interleave", "observe", "sandbox", "verdict", "demo"}, {"psutil"}),
    "demo": ({"interleave", "observe", "verdict"}, set()),
    "render": ({"interleave.trace", "language", "verdict"}, set()),
    "figures": ({"interleave.trace", "verdict"}, {"matplotlib"}),
    "timeline": ({"figures", "language"}, {"celery"}),
    "widgets": (
        {
            *("checker", "demo", "exercises", "figures", "interleave", "language", "machine", "observe", "render"),
            "verdict",
        },
        {"IPython", "anywidget", "ipywidgets", "traitlets"},
    ),
    "notebook": (
        {
            *("widgets", "checker", "demo", "exercises", "figures", "interleave", "language", "machine", "observe"),
            *("render", "verdict"),
        },
        {"IPython", "filelock", "ipykernel", "ipywidgets", "jupyter_core", "matplotlib", "psutil"},
    ),
    "grading": (
        # of the notebook's layer not the widgets
        {
            "checker",
            "exercises",
            "figures",
            "interleave",
            "machine",
            "notebook.verdicts",
            "observe",
            "render",
            "sandbox",
            "verdict",
        },
        {
            "IPython",
            "alembic",
            "celery",
            "filelock",
            "fastjsonschema",
            "jinja2",
            "jsonschema",
            "jupyter_client",
            "kombu",
            "markupsafe",
            "nbclient",
            "nbconvert",
            "nbformat",
            "nbgrader",
            "prometheus_client",
            "psutil",
            "redis",
            "rich",
            "sqlalchemy",
            "traitlets",
            "zmq",
        },
    ),
    # what it needs beside the standard library it asks for late, and in the environment's own interpreter
    "doctor": ({"cli", "language", "machine"}, {"jupyter_client", "packaging", "pip", "psutil"}),
    "author": ({EVERYTHING}, {EVERYTHING}),
    "cli": ({EVERYTHING}, {EVERYTHING}),
}


def modules(layer: str) -> list[Path]:
    single = HELPERS / f"{layer}.py"
    return [single] if single.exists() else sorted((HELPERS / layer).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, anywhere in it, with the line."""
    package = path.relative_to(PROJECT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: -node.level]) + "." if node.level else ""
            module = f"{base}{node.module or ''}".rstrip(".")
            # `from helpers import figures` imports helpers.figures
            for name in node.names:
                yield (f"{module}.{name.name}" if module == "helpers" else module), node.lineno


def forbidden(layer: str) -> Iterator[str]:
    """The imports of a layer that its line in the table does not allow."""
    ours, others = LAYERS[layer]
    for path in modules(layer):
        for name, line in imports(path):
            first, _, inner = name.partition(".")
            if first == "helpers":
                # `import helpers` alone gives the version and the place, which anyone may want
                allowed = not inner or is_in(inner, {layer}) or is_in(inner, ours)
            else:
                allowed = first in sys.stdlib_module_names or first in others or EVERYTHING in others
            if not allowed:
                yield f"{path.relative_to(PROJECT)}:{line} imports {name}"


def is_in(module: str, packages: set[str]) -> bool:
    """Whether a module of the course is one of these, or inside one of these."""
    return EVERYTHING in packages or any(module == name or module.startswith(f"{name}.") for name in packages)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_package_imports_only_what_its_layer_may(layer: str) -> None:
    assert list(forbidden(layer)) == []


def test_every_package_has_its_line() -> None:
    found = {path.stem for path in HELPERS.iterdir() if (path / "__init__.py").exists() or path.suffix == ".py"}
    assert found - {"__init__"} <= LAYERS.keys()


def test_the_table_of_the_architecture_names_the_same_packages() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `helpers\.(\w+)` \|", text, flags=re.MULTILINE)
    assert set(named) == LAYERS.keys()


def test_the_arrows_have_no_circle() -> None:
    arrows = {layer: {part.split(".")[0] for part in ours} for layer, (ours, _) in LAYERS.items()}
    left = {layer: set(parts) for layer, parts in arrows.items() if EVERYTHING not in parts}
    while left:
        free = {layer for layer, parts in left.items() if not parts & (left.keys() - {layer})}
        assert free, f"these import each other: {sorted(left)}"
        left = {layer: parts for layer, parts in left.items() if layer not in free}
