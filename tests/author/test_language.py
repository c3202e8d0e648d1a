"""Texts can be translated: they are in the catalogue, and a translation reaches the screen."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from helpers.author import catalogue

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT / "tests" / "corpora" / "04-3"


def template():
    return read_po(io.StringIO((PROJECT / catalogue.FILE).read_text(encoding="utf-8")))


def test_the_catalogue_has_every_marked_text() -> None:
    assert (PROJECT / catalogue.FILE).read_text(encoding="utf-8") == catalogue.catalogue(PROJECT), (
        "run `course author catalogue`"
    )


def test_texts_have_names_for_what_is_put_in() -> None:
    for message in template():
        for text in [message.id] if isinstance(message.id, str) else message.id:
            holes = re.findall(r"(?<!\{)\{([^{}]*)\}(?!\})", text)
            assert all(re.fullmatch(r"\w+", hole) for hole in holes) or holes == [""], text


@pytest.fixture
def pseudo(tmp_path: Path) -> dict[str, str]:
    """The environment of a language in which every text stands between brackets."""
    translated = template()
    for message in translated:
        if message.id:
            message.string = (
                f"⟦{message.id}⟧" if isinstance(message.id, str) else tuple(f"⟦{text}⟧" for text in message.id)
            )
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "racecourse.mo").open("wb") as file:
        write_mo(file, translated)
    return {"RACECOURSE_LANGUAGE": "xx", "RACECOURSE_LOCALE": str(tmp_path)}


def verdict(answer: Path, **variables: str) -> str:
    command = [sys.executable, "-P", "-m", "helpers.cli", "check", str(answer), "--exercise", "04-3"]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **variables}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_a_translation_reaches_the_verdict_on_the_screen_and_english_is_what_it_was(
    pseudo: dict[str, str], tmp_path: Path
) -> None:
    wrong = CORPUS / "fail" / "a_lock_for_each_number.py"
    english = verdict(wrong)
    assert "⟦" not in english
    translated = verdict(wrong, **pseudo)
    assert translated.startswith("⟦Exercise 04-3: ⟦not yet right⟧, ")
    assert "⟦Schedule: " in translated
    # apart from the brackets, and the layout that they change, it says the same
    assert re.sub(r"[\s⟦⟧|+~-]", "", translated) == re.sub(r"[\s|+~-]", "", english)
    # a rule's finding is said in the judge's own process
    empty = tmp_path / "empty.py"
    empty.write_text("class Turnstile:\n    def __init__(self):\n        self.people = eval('0')\n")
    assert "⟦`eval` runs text as a program" in verdict(empty, **pseudo).replace("\n", " ").replace("  ", " ") or (
        "⟦The method" in verdict(empty, **pseudo)
    )


def test_a_language_without_a_catalogue_is_english() -> None:
    wrong = CORPUS / "fail" / "a_lock_for_each_number.py"
    assert verdict(wrong, RACECOURSE_LANGUAGE="tlh") == verdict(wrong)
