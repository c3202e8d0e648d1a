"""Widgets: what a learner steps through and steers. Each is usable by keyboard alone and by ear, and has a text form.

The shared look is in style.css, its colours in palette.py. Each widget's front end is a small JavaScript file beside
its Python module; there is nothing to build.
"""

from __future__ import annotations
