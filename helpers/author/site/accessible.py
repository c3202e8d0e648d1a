"""What keyboards and screen readers need of a page, and neither the theme nor a notebook brings.

Sources: WCAG 2.2, success criteria 1.3.1 (structure), 2.1.1 (keyboard), 4.1.2 (names); axe-core's rules
`scrollable-region-focusable`, `empty-table-header`, `landmark-unique` (https://dequeuniversity.com/rules/axe/).
"""

from __future__ import annotations

import re


def accessible(page: str) -> str:
    """The HTML of a page, with these things put right. A page that is right stays as it is."""
    # What scrolls sideways can be reached and scrolled by the keyboard.
    page = re.sub(r"<pre(?![^>]*tabindex)", '<pre tabindex="0"', page)
    page = re.sub(r'<div class="(table-wrapper[^"]*|output text_html[^"]*)">', r'<div class="\1" tabindex="0">', page)
    # A heading of a column that says nothing is none.
    page = re.sub(r'<th class="head"><p></p></th>', '<td class="head"></td>', page)
    # Every page has a title, the one with the results of a search too.
    if "<h1" not in page:
        page = page.replace('<div id="search-results">', '<h1>Search</h1>\n<div id="search-results">')
    # Two parts of a page that are of one kind have names that tell them apart.
    page = page.replace('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="All pages">')
    return re.sub(r'<aside class="(toc-drawer[^"]*)">', r'<aside class="\1" aria-label="On this page">', page)
