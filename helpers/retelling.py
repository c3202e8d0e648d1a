"""Say in another language what was put together in English: the findings of a verdict, the story of a trace.

A verdict is made in a process that shares its interpreter with a learner's program, is remembered by its content, is
compared, and is shown to somebody else, maybe in another language. So it holds English sentences and nothing besides,
and is translated where it is shown. The catalogue has each sentence as it stands in the code, with names in braces for
what the run puts in: `f"page {page} was fetched {n} times"` is there as `page {page} was fetched {n} times`. A sentence
is taken apart again by the words of these templates; what was put in is translated in its turn (it may be a sentence
itself), and goes into the translation. What is in no catalogue stays what it is, as do code and values.

How a text is read is a matter of weighing: of all ways to see it as one template after another, with others in their
places, the one is taken whose templates account for most of its letters. No reading loses or adds a value: put
together in English again, each gives the text itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

_HOLE = re.compile(r"\{(\w*)\}")
_TOUCHED = re.compile(r"\w*\{\w*\}\w*")
_WORD = re.compile(r"[^\W\d_]+")
# where one part of a message may end and the next begin: sentences, clauses, members of lists, what is in parentheses
_FULL = re.compile(r"(?<=[.!?])\s+|\n\s*|^\s+|\s+$")
_NAME = re.compile(r": ")
_FINE = re.compile(r": |; |, | and | or | \(|\(|\)|(?<=\n)- ")
_SENTENCE = re.compile(r"[.!?]\s+\w")
_CODE = re.compile(r"`[^`]*`")
# a part more is worth less than a letter: of two readings that account for the same, the simpler one is taken
_PART = 0.5
_ACROSS = 12.0
_WITHIN = 1.0
_MISPLACED = 0.25
_LATER = 0.0001
_FEW_LETTERS = 20
_A_WORD = 5
_READINGS = 10
_FEW_SENTENCES = 8
_LONGEST = 4000


@dataclass(frozen=True)
class _Template:
    """A sentence with holes, and its translation."""

    names: tuple[str, ...]
    literal: tuple[str, ...]  # what stands before, between and after the holes
    words: frozenset[str]
    open: frozenset[str]  # the holes that have sentences of their own in them
    letters: int
    sentences: int  # how many a text may have more than one, to be looked at
    translation: str

    def readings(self, text: str) -> Iterator[tuple[str, ...]]:
        """What may stand in the holes; not all ways, where there are very many."""
        first, last = self.literal[0], self.literal[-1]
        begin, end = len(first), len(text) - len(last)
        if begin <= end and text.startswith(first) and text.endswith(last):
            yield from islice(self._fillings(text, 1, begin, end), _READINGS)

    def _fillings(self, text: str, index: int, begin: int, end: int) -> Iterator[tuple[str, ...]]:
        if index == len(self.literal) - 1:
            yield (text[begin:end],)
            return
        part = self.literal[index]
        place = text.find(part, begin, end)
        while place >= 0:
            for rest in self._fillings(text, index + 1, place + len(part), end):
                yield (text[begin:place], *rest)
            place = text.find(part, place + 1, end)


class Retelling:
    """Translates texts that were put together from the messages of a catalogue.

    Args:
        messages: English texts, with names in braces for what is put in, and their translations.
    """

    def __init__(self, messages: Mapping[str, str]) -> None:
        self._exact: dict[str, str] = {}
        templates: list[_Template] = []
        often: Counter[str] = Counter()
        for text, translation in messages.items():
            if not text or not translation:
                continue
            if not _HOLE.search(text):
                self._exact[text] = translation
                continue
            words = set(_WORD.findall(_TOUCHED.sub(" ", text)))
            if words:
                templates.append(_template(text, translation, frozenset(words)))
                often.update(words)
        # a template is looked at only where the rarest of its words is in the text
        self._by_word: dict[str, list[_Template]] = {}
        for template in templates:
            self._by_word.setdefault(min(template.words, key=lambda word: (often[word], word)), []).append(template)
        self._known: dict[str, tuple[float, str]] = {}

    def __call__(self, text: str) -> str:
        """The text in the catalogue's language, as far as the catalogue has it."""
        if len(text) > _LONGEST:
            return "\n".join(self(line) for line in text.split("\n")) if "\n" in text else text
        if len(self._known) > 20_000:
            self._known.clear()
        return self._best(text)[1]

    def _best(self, text: str) -> tuple[float, str]:
        known = self._known.get(text)
        if known is None:
            # until it is known, a text inside itself is not read anew
            self._known[text] = (0.0, text)
            known = self._known[text] = self._read(text)
        return known

    def _read(self, text: str) -> tuple[float, str]:
        """The best way to see the text as parts, one after the other."""
        if not _WORD.search(_CODE.sub("", text)):
            return 0.0, text
        coarse = list(_joints(text, _FULL))
        if coarse and len(coarse) <= _FEW_SENTENCES:
            # sentences may stand behind a name: "two doors: ..."
            coarse = sorted({*coarse, *_joints(text, _NAME)})
        return self._parts(text, coarse, sentences=True) if coarse else self._sentence(text)

    def _sentence(self, text: str) -> tuple[float, str]:
        """A text that is one sentence at the most."""
        whole = self._whole(text)
        if whole[0] >= _letters(_CODE.sub("", text)):
            return whole
        return max(whole, self._parts(text, list(_joints(text, _FINE)), sentences=False), key=lambda read: read[0])

    def _parts(self, text: str, joints: list[tuple[int, int]], *, sentences: bool) -> tuple[float, str]:
        """The best way to see the text as parts that end at some of these joints."""
        # for each place: how much is accounted for up to there, and what it becomes
        starts = [0, *(end for _, end in joints)]
        so_far: list[tuple[float, str]] = [(0.0, "")]
        for index in range(len(starts)):
            end, after = joints[index] if index < len(joints) else (len(text), len(text))
            joint = text[end:after]
            best: tuple[float, str] | None = None
            for begin in reversed(range(index + 1)):
                part = text[starts[begin] : end]
                before = so_far[begin][0] - (_PART if part and begin else 0.0)
                if best is not None and before + _letters(part) < best[0]:
                    continue  # not even if all of it were known
                known, said = self._best(part) if sentences and begin == index else self._whole(part)
                score = known + before
                if best is None or score >= best[0]:
                    # between parts that are in no catalogue, `and` may be code
                    best = score, so_far[begin][1] + said + (self._exact.get(joint, joint) if known else joint)
            assert best is not None
            so_far.append(best)
        return so_far[-1]

    def _whole(self, text: str) -> tuple[float, str]:
        """A text as one message of the catalogue; with 0 when it is none."""
        best = 0.0, text
        sentences = len(_SENTENCE.findall(text))
        # the first word may have a capital letter here, or there
        found = _WORD.findall(text)
        words = {*found, *(word.lower() for word in found[:1]), *(word.capitalize() for word in found[:1])}
        candidates = [template for word in sorted(words) for template in self._by_word.get(word, ())]
        for shape in _shapes(text):
            exact = self._exact.get(shape.text)
            if exact is not None:
                return float(_letters(text)), shape.back(exact)
            for template in candidates:
                if sentences > template.sentences or not template.words <= words:
                    continue
                for values in template.readings(shape.text):
                    score, filled = self._filled(template, values)
                    if score > best[0]:
                        best = score, shape.back(filled)
        return best

    def _filled(self, template: _Template, values: tuple[str, ...]) -> tuple[float, str]:
        # of two that fit into each other either way, the one whose words come first is the outer one
        score = template.letters - (0 if template.names[0] in template.open else len(values[0]) * _LATER)
        said: dict[str, str] = {}
        anything = template.letters >= _A_WORD
        for name, value in zip(template.names, values, strict=True):
            if said.setdefault(name, value) != value:
                return 0.0, ""
            if name not in template.open and _SENTENCE.search(_CODE.sub("", value)):
                # rather two sentences one after the other than one inside the other
                score -= _ACROSS
            elif name not in template.open and ": " in value:
                score -= _WITHIN
            if value.count("`") % 2:
                return 0.0, ""
            inner, said[name] = self._best(value)
            score += inner
            anything = anything or inner > 0
            if name in template.open:
                continue
            if value.endswith(".") or (inner and value[0].isupper() and not template.literal[0]):
                # a stop and a capital letter belong to the sentence, and not to what is put in
                score -= _MISPLACED
        if not anything:
            return 0.0, ""  # `and` between things that are not known may be anybody's
        return score, _HOLE.sub(lambda hole: said.get(hole[1], hole[0]), template.translation)


def _template(text: str, translation: str, words: frozenset[str]) -> _Template:
    parts = _HOLE.split(text)
    literal, names = parts[::2], parts[1::2]
    letters = _letters(" ".join(literal))
    open = frozenset(
        name
        for name, before, after in zip(names, literal, literal[1:], strict=False)
        if re.search(r"^$|[.!?:] $", before) and re.search(r"^$|^ [A-Z]", after)
    )
    # a few words, such as those of a list, hold no further sentences together
    inside = 12 if open or letters >= _FEW_LETTERS else 1
    return _Template(
        tuple(names), tuple(literal), words, open, letters, len(_SENTENCE.findall(text)) + inside, translation
    )


def _letters(text: str) -> int:
    return sum(map(len, _WORD.findall(text)))


def _joints(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the text may be taken apart; never inside code."""
    code = [found.span() for found in _CODE.finditer(text)]
    for found in ends.finditer(text):
        if found.start() < found.end() and not any(begin < found.start() < end for begin, end in code):
            yield found.span()


@dataclass(frozen=True)
class _Shape:
    """A form in which a text may be in the catalogue."""

    text: str
    first: str = ""  # "upper" or "lower" when the first letter was made small or big
    stop: int = 0  # -1 when a full stop was taken away, 1 when one was added

    def back(self, said: str) -> str:
        """A translation of it in the form that the text had."""
        if self.first and said:
            said = (said[0].upper() if self.first == "upper" else said[0].lower()) + said[1:]
        if self.stop == 1:
            return said.removesuffix(".")
        return said + "." if self.stop == -1 else said


def _shapes(text: str) -> Iterator[_Shape]:
    """The forms in which a text may be in the catalogue: as a clause it has neither a capital letter nor a stop."""
    yield _Shape(text)
    if not text:
        return
    lower = text[0].lower() + text[1:]
    if lower != text:
        yield _Shape(lower, "upper")
    if text.endswith("."):
        yield _Shape(text[:-1], "", -1)
        if lower != text:
            yield _Shape(lower[:-1], "upper", -1)
    elif text[-1].isalnum() or text[-1] in "`)'":
        yield _Shape(text + ".", "", 1)
        if lower == text:
            yield _Shape(text[0].upper() + text[1:] + ".", "lower", 1)
