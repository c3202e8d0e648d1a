"""Looks at every link of a static site: files and anchors inside of it, and the form of what leads out of it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# Attributes with which a page has a browser load something at once.
LOADS = {("link", "href"), ("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("video", "src")}


class Page(HTMLParser):
    """What one page has: names that a link can lead to, links, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.without_alt: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors |= {name for name in (values.get("id"), values.get("name") if tag == "a" else None) if name}
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag == "img" and not values.get("alt") and values.get("role") != "presentation":
            self.without_alt.append(str(values.get("src", ""))[:80])
        for attribute, value in attrs:
            if (tag, attribute) in LOADS and value:
                self.loads.append(value)


def broken_links(site: Path) -> list[str]:
    """A line for each link, picture or script that leads nowhere, and for each that another server would give."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    return [f"{path.relative_to(site)}: {problem}" for path in pages for problem in _problems(path, site, pages)]


def _problems(path: Path, site: Path, pages: dict[Path, Page]) -> Iterator[str]:
    page = pages[path]
    for target in sorted(set(page.links)):
        parts = urlsplit(target)
        if parts.scheme in ("http", "https"):
            why = _bad_form(target)
            if why:
                yield f"{target} {why}"
        elif parts.scheme != "mailto":
            yield from _inside(target, path, site, pages)
    for target in sorted(set(page.loads)):
        if target.startswith("data:"):
            continue
        if urlsplit(target).netloc:
            yield f"{target} is loaded from another server"
        else:
            yield from _inside(target, path, site, pages)
    for source in page.without_alt:
        yield f"the picture {source} has no text that says the same"


def _bad_form(target: str) -> str:
    parts = urlsplit(target)
    if not parts.hostname or "." not in parts.hostname:
        return "names no host"
    if any(character.isspace() or character in '<>"{}|\\^`' for character in target):
        return "has a character that an address cannot have"
    return ""


def _inside(target: str, path: Path, site: Path, pages: dict[Path, Page]) -> Iterator[str]:
    name, _, anchor = target.partition("#")
    name = unquote(urlsplit(name).path)
    meant = (path.parent / name).resolve() if name else path
    if meant.is_dir():
        meant /= "index.html"
    if not meant.is_relative_to(site.resolve()) and not meant.is_relative_to(site):
        yield f"{target} leads out of the site"
    elif not meant.exists():
        yield f"{target} leads nowhere"
    elif anchor and anchor not in pages.get(meant, Page("")).anchors:
        # the path as it is kept, where the site lies behind a link
        yield f"{target}: that page has no place of this name"
