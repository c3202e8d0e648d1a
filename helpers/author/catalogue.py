"""`course author catalogue`: every text that can be translated, in `helpers/locale/racecourse.pot`.

Texts that are marked with `_` are found by Babel (https://babel.pocoo.org), the sentences of the checker and of the
exercises by `helpers.author.sentences`. Hints, and the reasons why other answers fail, are in a file of their own,
`racecourse-help.pot`. They are made when somebody translates, and are not kept in the repository: so no change of a
text can leave them behind. They have no date and no line numbers, so two of them differ only where a text does.
"""

from __future__ import annotations

import ast
import io
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.author.sentences import sentences
from helpers.language import DOMAIN, HELP_DOMAIN

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

FILE = Path("helpers") / "locale" / f"{DOMAIN}.pot"
HELP_FILE = FILE.with_name(f"{HELP_DOMAIN}.pot")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

HEADER = """\
# Texts of Racecourse, to be translated.
# Made by `course author catalogue`; changes are lost. docs/translating.md says how a translation is made.
#"""


def catalogues(root: Path) -> dict[Path, str]:
    """The catalogues as text, by their files' paths from the project's folder.

    Raises:
        ValueError: a marked text is put together when the program runs, so that no catalogue can have it.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract

    found = Catalog(project="Racecourse", header_comment=HEADER, charset="utf-8", fuzzy=False)
    helping = Catalog(project="Racecourse", header_comment=HEADER, charset="utf-8", fuzzy=False)
    for sentence in sentences(root):
        (helping if sentence.helps else found).add(sentence.text, None, [(sentence.place, 0)], context=sentence.context)
    for path in sorted((root / "helpers").rglob("*.py")):
        content = path.read_bytes()
        if b"from helpers.language import" not in content:
            continue
        place = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(content)):
            # Babel passes over a text that is put together; `_(TABLE[key])` says one that `N_` has marked
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                if any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in node.args[:2]):
                    raise ValueError(f"{place}:{node.lineno}: a marked text must be one literal, with names in braces.")
        for line, message, comments, context in extract(
            "python", io.BytesIO(content), keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            if not message or (isinstance(message, tuple) and not all(message)):
                raise ValueError(f"{place}:{line}: a marked text must be one literal, with names in braces.")
            found.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return {FILE: _as_text(found), HELP_FILE: _as_text(helping)}


def _as_text(found: Catalog) -> str:
    from babel.messages.pofile import write_po

    buffer = io.BytesIO()
    write_po(buffer, found, width=100, sort_output=True, omit_header=False, include_lineno=False)
    lines = buffer.getvalue().decode("utf-8").splitlines()
    # dates and the tool's version would change the file when no text has
    changing = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Language-Team')
    return "\n".join(line for line in lines if not line.startswith(changing)) + "\n"


def write_catalogue(root: Path) -> bool:
    """Write the catalogues; gives whether one of them changed."""
    changed = False
    for file, text in catalogues(root).items():
        path = root / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed = True
    return changed
