"""Lessons and exercises can be read by everyone: many readers are not native speakers, and some listen."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = [*sorted((ROOT / "notebooks").glob("*.ipynb")), *sorted((ROOT / "source").glob("*/*.ipynb"))]
PAGES = [ROOT / "docs" / name for name in ("learners.md", "cheat-sheet.md", "glossary.md", "index.md")]

LONGEST = 36  # words in a sentence, or in what stands between two colons or semicolons

# Idioms, which a dictionary explains word by word and wrongly; abbreviations of Latin; words that make the reader feel
# slow. Each with what to write instead.
AVOIDED = {
    r"\bin a nutshell\b": "in short",
    r"\bout of the box\b": "without further settings",
    r"\bunder the hood\b|\bbehind the scenes\b": "inside",
    r"\brules? of thumb\b": "rule",
    r"\bpiece of cake\b|\bno-brainer\b": "(leave it out)",
    r"\bon the fly\b": "while it runs",
    r"\bfrom scratch\b": "from nothing",
    r"\bboils? down\b": "is",
    r"\bsilver bullet\b": "answer to everything",
    r"\bgotchas?\b|\bpitfalls?\b": "mistake",
    r"\bat the end of the day\b": "in the end",
    r"\bkicks? in\b": "begins",
    r"\blow-hanging\b": "easy",
    r"\bball-?park\b": "rough",
    r"\bsquare one\b": "the beginning",
    r"\bsweet spot\b": "best value",
    r"\bshoot(ing)? yourself\b|\bfootguns?\b": "harm yourself",
    r"\bcan of worms\b": "(say what the problems are)",
    r"\bmuddle\b|\bgo(es)? haywire\b": "confusion",
    r"\brocket science\b": "difficult",
    r"\bdevil is in\b": "(say which detail)",
    r"\bapples and oranges\b": "different things",
    r"\bwhole nine yards\b|\bbells and whistles\b": "everything",
    r"\bbite(s)? you\b": "harm you",
    r"\be\.g\.|\bi\.e\.|\betc\.|\bviz\.": "for example, that is, and so on",
    r"\bobviously\b|\bof course\b|\bneedless to say\b|\btrivial(ly)?\b": "(leave it out)",
}


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Each text of a notebook with the id of its cell, or a page by its name."""
    if path.suffix == ".md":
        yield path.name, path.read_text(encoding="utf-8")
        return
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield cell["id"], "".join(cell["source"])


def prose(text: str) -> list[str]:
    """The paragraphs and list items of a text, without tables, programs and marks."""
    text = re.sub(r"^(```|~~~).*?^\1", "\n\n", text, flags=re.DOTALL | re.MULTILINE)
    found = []
    for part in re.split(r"\n\s*\n|\n(?=\s*[-*|>#] |\s*\d+\. |\|)", text):
        if not part.lstrip().startswith("|"):
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"`[^`]*`", "code", part))
            plain = re.sub(r"^\s*[-*] |<[^>]+>|[*>#]", "", plain)
            found.append(plain.replace("\n", " ").strip())
    return found


def sentences(paragraph: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+|[:;]\s", paragraph)


@pytest.mark.parametrize("path", [*NOTEBOOKS, *PAGES], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_sentences_are_short_and_idioms_and_latin_are_avoided(path: Path) -> None:
    for name, text in texts(path):
        for paragraph in prose(text):
            for sentence in sentences(paragraph):
                assert len(sentence.split()) <= LONGEST, f"{name}: {sentence}"
            for pattern, better in AVOIDED.items():
                found = re.search(pattern, paragraph, re.IGNORECASE)
                assert found is None, f"{name}: {found[0]!r}; better: {better}"


@pytest.mark.parametrize("path", [*NOTEBOOKS, *PAGES], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_headings_go_down_one_level_at_a_time(path: Path) -> None:
    text = "\n\n".join(text for _, text in texts(path))
    text = re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.DOTALL | re.MULTILINE)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(next_ <= level + 1 for level, next_ in itertools.pairwise(levels)), levels


@pytest.mark.parametrize("path", [*NOTEBOOKS, *PAGES], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_pictures_have_a_text_and_links_say_where_they_lead(path: Path) -> None:
    for name, text in texts(path):
        for alternative in re.findall(r"!\[([^\]]*)\]\(", text):
            assert len(alternative.split()) >= 4, f"{name}: a picture without a text that says the same"
        for words in re.findall(r"(?<!!)\[([^\]]+)\]\(", text):
            assert words.strip().lower() not in {"here", "link", "this", "click here", "more"}, f"{name}: [{words}]"
        for tag in re.findall(r"<(\w+)[ >]", re.sub(r"`[^`]*`|^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)):
            assert tag in {"kbd", "br", "sub", "sup", "details", "summary"}, f"{name}: <{tag}> has no plain form"


def test_these_tests_find_what_they_look_for() -> None:
    assert max(len(s.split()) for p in prose("- a `b c d` e.\n- " + "word " * 40) for s in sentences(p)) == 40
    assert [line for line in prose("| a | b |\n|---|---|\n\n```python\nx\n```\n\n**Yes**, [that](x.md).") if line] == [
        "Yes, that."
    ]
