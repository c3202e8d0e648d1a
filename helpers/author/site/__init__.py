"""`course site`: the lessons, exercises and pages of the course as a static web site.

A page of a lesson shows what the lesson showed when it was run here (lessons.py), and says so. pages.py turns lessons,
exercises and documents into pages, project.py has Sphinx with MyST-NB and the theme Furo make a site of them
(https://myst-nb.readthedocs.io, https://pradyunsg.me/furo), and links.py looks at every link of the result. The site
asks no other server for anything: no font, no script, no style.
"""

from helpers.author.site.build import SiteError, build_site

__all__ = ["SiteError", "build_site"]
