"""The language of what the course says: English, unless `RACECOURSE_LANGUAGE` names one that has a catalogue.

Texts are marked with `_`, numbers of things with `ngettext`, and texts that are kept in a table and said later with
`N_`. What was said in English elsewhere, in a verdict, a trace or an exercise, is translated by `retell` where it is
shown (`helpers/retelling.py`). `course author catalogue` collects all texts in `helpers/locale/*.pot`; a translation is
`helpers/locale/LANGUAGE/LC_MESSAGES/racecourse.mo`, made from it with gettext's or Babel's tools. The folder may be
another one: `RACECOURSE_LOCALE` names it, for whoever tries out a translation.

Source: https://docs.python.org/3/library/gettext.html
"""

from __future__ import annotations

import gettext
import os
import re
from pathlib import Path

from helpers.retelling import Retelling

DOMAIN = "racecourse"
HELP_DOMAIN = "racecourse-help"
"""Hints, and why other answers fail: in a file of its own, which not every class gets."""
FOLDER = Path(__file__).resolve().parent / "locale"


def _translations(domain: str) -> gettext.NullTranslations:
    language = os.environ.get("RACECOURSE_LANGUAGE", "")
    if not language:
        return gettext.NullTranslations()
    folder = os.environ.get("RACECOURSE_LOCALE", "") or str(FOLDER)
    # a language without a catalogue is English, as is a text that a catalogue does not have
    return gettext.translation(domain, folder, languages=[language], fallback=True)


_current = _translations(DOMAIN)

_ = _current.gettext
ngettext = _current.ngettext
pgettext = _current.pgettext


# what is in a context is looked up by `pgettext` alone; a small word may be the name of something in a program
_WORD = re.compile(r"[a-z]*|.*\x04.*", re.DOTALL)


def _retelling() -> Retelling | None:
    texts: dict[str, str] = {}
    for translations in (_current, _translations(HELP_DOMAIN)):
        # the public part of gettext asks for single texts, and these are to be found by what stands in them
        messages = getattr(translations, "_catalog", {})
        texts |= {text: said for text, said in messages.items() if isinstance(text, str) and not _WORD.fullmatch(text)}
    return Retelling(texts) if texts else None


_retell = _retelling()


def retell(text: str) -> str:
    """A text that was put together in English elsewhere, in the current language.

    English stays as it is, and so does what no catalogue has, code, and the values of a program.
    """
    return text if _retell is None or not text else _retell(text)


def N_(text: str) -> str:
    """Mark a text that is said later, with `_`."""
    return text
