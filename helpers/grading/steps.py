"""The exporter's work between reading a notebook and writing it: nbgrader's steps, without needless copies.

nbconvert copies the whole notebook three times before the first step, because others may hold it, and checks its form
after each step and again when it writes. Here the notebook was made by the reader, and nobody else holds it; its form
is checked once, after the last step of the second pass. Between the two passes it stays in memory. What is written is
the same, byte for byte.
"""

from __future__ import annotations

import json
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode


class Steps(NotebookExporter):
    """An exporter that owns the notebooks that it converts."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Take a notebook through the steps.

        Returns:
            the text of the notebook file, and what the steps left in `resources`. In place of the text the notebook
            itself, for a converter that keeps it for its second pass.
        """
        resources = self._init_resources(resources)
        step: Any = None
        for step in self._preprocessors:
            nb, resources = step(nb, resources)
        assert resources is not None
        resources["output_suffix"] = ".nbconvert"
        if getattr(self.parent, "_sanitizing", False):
            if getattr(self.parent, "keeps_sanitized", False):
                return nb, resources
            # Between nbgrader's two passes nobody reads the file but the second pass.
            self._validate_preprocessor(nb, step)
            return json.dumps(nb, ensure_ascii=False), resources
        self._validate_preprocessor(nb, step)
        text: str = nbformat.v4.writes(nb)
        return text if text.endswith("\n") else text + "\n", resources
