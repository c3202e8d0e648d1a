"""A program that is saved is read as the text that it is: no comment says that its bytes mean something else."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from helpers.observe.program_file import without_encoding, write_program


def loaded(folder: Path, source: str) -> dict[str, object]:
    path = folder / "answer.py"
    write_program(path, source)
    spec = importlib.util.spec_from_file_location("answer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return vars(module)


@pytest.mark.parametrize(
    "begin",
    [
        "# coding: unicode_escape",
        "# -*- coding: utf-7 -*-",
        "# vim: set fileencoding=raw_unicode_escape :",
        "# coding: coding: unicode_escape",
        "\x0c\t # coding=utf-7",
        "# one\n# coding: utf-7",
        "\n# coding: utf-7",
        "# one\r# coding: utf-7",
        "# one\r\n# coding:utf-7",
        "# coding: no-such-encoding",
        "# coding: latin-1",
    ],
)
def test_code_in_a_comment_stays_a_comment(tmp_path: Path, begin: str) -> None:
    source = f'{begin}\nword = "\u00e4"\n# \\x0aword = "hidden"\n# \\u000aword = "hidden"\n# +AAo-word = "hidden"\n'
    assert loaded(tmp_path, source)["word"] == "\u00e4"
    assert without_encoding(source).count("\n") == source.count("\n")


@pytest.mark.parametrize(
    "source", ['"""\n# coding: utf-7\n"""\n', "x = 1\n# coding: utf-7\n", "# one\n#two\n# coding: x\n", ""]
)
def test_other_lines_are_left_as_they_are(source: str) -> None:
    assert without_encoding(source) == source
