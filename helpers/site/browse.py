"""What exercises give to learners for visiting the site."""

from __future__ import annotations

import threading
from html.parser import HTMLParser

import requests

_mine = threading.local()


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links += [value for name, value in attrs if name == "href" and value is not None]


def links_in(page: str) -> list[str]:
    """The links of a page as they stand there, in their order: relative, with fragments, several times, elsewhere.

    Args:
        page: HTML.
    """
    parser = _Anchors()
    parser.feed(page)
    return parser.links


def links_of(url: str) -> list[str]:
    """Fetch a page, and give its links as they stand there. Any thread may call it: each has a session of its own.

    Raises:
        requests.RequestException: there is no such page, or it does not come.
    """
    if not hasattr(_mine, "session"):
        _mine.session = requests.Session()
    response = _mine.session.get(url, timeout=10)
    response.raise_for_status()
    return links_in(response.text)
