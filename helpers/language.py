"""The language of what the course says: English, unless `RACECOURSE_LANGUAGE` names one that has a catalogue.

Texts are marked with `_`, numbers of things with `ngettext`, and texts that are kept in a table and said later with
`N_`. `course author catalogue` collects them in `helpers/locale/racecourse.pot`; a translation is
`helpers/locale/LANGUAGE/LC_MESSAGES/racecourse.mo`, made from it with gettext's or Babel's tools. The folder may be
another one: `RACECOURSE_LOCALE` names it, for whoever tries out a translation.

Source: https://docs.python.org/3/library/gettext.html
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

DOMAIN = "racecourse"
FOLDER = Path(__file__).resolve().parent / "locale"


def _translations() -> gettext.NullTranslations:
    language = os.environ.get("RACECOURSE_LANGUAGE", "")
    if not language:
        return gettext.NullTranslations()
    folder = os.environ.get("RACECOURSE_LOCALE", "") or str(FOLDER)
    # a language without a catalogue is English, as is a text that a catalogue does not have
    return gettext.translation(DOMAIN, folder, languages=[language], fallback=True)


_current = _translations()

_ = _current.gettext
ngettext = _current.ngettext


def N_(text: str) -> str:
    """Mark a text that is said later, with `_`."""
    return text
