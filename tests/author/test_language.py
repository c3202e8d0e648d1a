"""Texts can be translated: they are in the catalogue, and a translation reaches the screen."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from helpers.author import catalogue
from helpers.author.sentences import is_prose, sentences
from helpers.checker import check
from helpers.exercises import all_exercises
from helpers.exercises.misconceptions import MISCONCEPTIONS
from helpers.notebook.places import chapter_names
from helpers.notebook.reading import section_of
from helpers.retelling import Retelling
from helpers.widgets.texts import marked_in

PROJECT = Path(__file__).resolve().parents[2]
CORPORA = PROJECT / "tests" / "corpora"
CODE = re.compile(r"(\{\w*\}|`[^`]*`)")
# what Python itself says of an exception, and values of a program, are in no catalogue
VALUES = re.compile(r"\b\w+(Error|Exception)\b.*|'[^']*'|\"[^\"]*\"|\[[^\]]*\]|\w*\.\w+|\w*\([^)]*\)")


@cache
def made() -> dict[Path, str]:
    return catalogue.catalogues(PROJECT)


def template(file: Path = catalogue.FILE):
    return read_po(io.StringIO(made()[file]))


def wide(text: str) -> str:
    """The text in letters of another width, apart from code and holes: a language that everybody here can read."""
    parts = CODE.split(text)
    parts[::2] = [re.sub("[A-Za-z]", lambda letter: chr(ord(letter[0]) + 0xFEE0), part) for part in parts[::2]]
    return "".join(parts)


def narrow(text: str) -> str:
    return re.sub("[\uff21-\uff5a]", lambda letter: chr(ord(letter[0]) - 0xFEE0), text)


def english_in(text: str) -> str:
    """The first three words one after the other that are still English; empty when there are none."""
    left = VALUES.sub(" ⟨value⟩ ", re.sub(r"`[^`]*`", " ⟨code⟩ ", text))
    found = re.search(r"[A-Za-z]\w+ [a-z]+ [a-z]\w+", left)
    return found[0] if found else ""


@pytest.fixture(scope="module")
def retell() -> Retelling:
    texts = {}
    for file in (catalogue.FILE, catalogue.HELP_FILE):
        for message in template(file):
            if type(message.id) is str and not message.context and not re.fullmatch("[a-z]*", message.id):
                texts[message.id] = wide(message.id)
    return Retelling(texts)


def test_the_catalogues_are_written_when_somebody_translates_and_change_only_when_a_text_does(tmp_path: Path) -> None:
    helpers = tmp_path / "helpers"
    for name, text in (("render", "x = _('marked here')"), ("exercises", "def f(n):\n    return f'{n} pages came'")):
        (helpers / name).mkdir(parents=True)
        (helpers / name / "part.py").write_text(f"from helpers.language import _\n{text}\n")
    assert catalogue.write_catalogue(tmp_path)
    assert not catalogue.write_catalogue(tmp_path)
    written = (tmp_path / catalogue.FILE).read_text(encoding="utf-8")
    assert 'msgid "marked here"' in written
    assert '#: helpers/exercises/part.py\n#, python-brace-format\nmsgid "{n} pages came"' in written
    assert (tmp_path / catalogue.HELP_FILE).exists()
    (helpers / "render" / "part.py").write_text("from helpers.language import _\nx = _(f'put together {1}')\n")
    with pytest.raises(ValueError, match="one literal"):
        catalogue.write_catalogue(tmp_path)


def test_texts_have_names_for_what_is_put_in() -> None:
    for message in template():
        for text in [message.id] if isinstance(message.id, str) else message.id:
            holes = re.findall(r"(?<!\{)\{([^{}]*)\}(?!\})", CODE.sub(lambda found: found[0].strip("`"), text))
            assert all(re.fullmatch(r"\w*|[^{}]*[^\w{}][^{}]*", hole) for hole in holes), text


def test_hints_and_reasons_are_in_a_file_of_their_own() -> None:
    help = {message.id for message in template(catalogue.HELP_FILE)}
    others = {message.id for message in template()}
    for exercise in all_exercises():
        for text in (*exercise.hints, *exercise.why_others_fail):
            assert text in help or not is_prose(text), text
            assert text not in others, text
        for criterion in exercise.rubric:
            assert criterion.text not in others | help, criterion.text


def test_no_author_has_to_mark_anything(tmp_path: Path) -> None:
    folder = tmp_path / "helpers" / "exercises"
    folder.mkdir(parents=True)
    (folder / "ch99.py").write_text(
        "def look(pages, much):\n"
        "    word = 'page is' if much == 1 else 'pages are'\n"
        "    if not pages:\n"
        "        return f'Nothing but {pages[0]!r} came, {len(pages)} times.'\n"
        "    return f'{much} {word} missing.' + (' It was late.' if much else '')\n"
        "PROGRAM = '''\\nimport time\\ndef fits(said):\\n    return f\"It is {said}, of course.\"\\n'''\n"
        "exercise(hints=('Look at the door.', 'lock', 'Take the lock first.'), given='x = 1', name='two doors')\n"
    )
    found = list(sentences(tmp_path))
    assert [sentence.text for sentence in found if not sentence.helps] == [
        "page is",
        "pages are",
        "Nothing but {pages} came, {pages2} times.",
        "{much} page is missing. It was late.",
        "{much} page is missing.",
        "{much} pages are missing. It was late.",
        "{much} pages are missing.",
        "It was late.",
        "It is {said}, of course.",
        "two doors",
    ]
    assert [sentence.text for sentence in found if sentence.helps] == ["Look at the door.", "Take the lock first."]


def test_a_sentence_is_found_again_with_what_was_put_in_wherever_the_translation_has_it() -> None:
    retell = Retelling(
        {
            "{page} was fetched {times} times.": "{times}x {page}.",
            "two doors": "zwei Türen",
            "{who} waits for {what}": "auf {what} wartet {who}",
            "the main thread": "der Hauptfaden",
            "thread {name}": "Faden {name}",
            "{lock}, held by {owner}": "{lock} (bei {owner})",
            "Nobody can go on. {text}": "{text} Stillstand.",
            " and ": " und ",
            "It stays.": "",
        }
    )
    assert retell("/a was fetched 3 times.") == "3x /a."
    assert retell("two doors: /a was fetched 3 times.") == "zwei Türen: 3x /a."
    # a clause becomes a sentence, and a sentence stands in another one
    stuck = "Nobody can go on. The main thread waits for lock, held by thread B. Thread B waits for `the main thread`."
    assert (
        retell(stuck)
        == "Auf lock (bei Faden B) wartet der Hauptfaden. Auf `the main thread` wartet Faden B. Stillstand."
    )
    assert retell("thread A and thread B") == "Faden A und Faden B"
    # what no catalogue has, code and values stay
    for text in ("It stays.", "`two doors`", "", "no word of it", "x == 1 and y == 2", "x" * 9000, "`a` ended: ``."):
        assert retell(text) == text


# two wrong answers of each chapter: of the model checker, of a rule, of the real runs, of questions
ANSWERS = (
    *("00-1", "01-1", "01-4", "02-4", "02-7", "03-2", "03-3", "04-1", "04-3", "04-5", "05-3", "05-9", "06-3"),
    *("06-5", "07-2", "07-4", "08-2", "08-5", "09-6", "09-7", "10-3", "10-6", "11-2", "11-7", "12-2", "12-3"),
)


@pytest.mark.parametrize("exercise", ANSWERS)
def test_nothing_that_a_verdict_says_stays_english(exercise: str, retell: Retelling) -> None:
    wrong = sorted((CORPORA / exercise / "fail").glob("*.py"))
    verdict = check(exercise, wrong[len(wrong) // 3].read_text(encoding="utf-8"))
    assert verdict.findings
    said = [*verdict.searched, *(finding.message for finding in verdict.findings)]
    for trace in filter(None, (finding.trace for finding in verdict.findings)):
        said += [trace.outcome, *(reason for step in trace.steps for reason in step.waiting.values())]
    for text in dict.fromkeys(said):
        translated = retell(text)
        assert not english_in(translated), translated
        assert narrow(translated) == text


@pytest.fixture
def pseudo(tmp_path: Path) -> dict[str, str]:
    """The environment of a language in which every text stands in wide letters."""
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for file in (catalogue.FILE, catalogue.HELP_FILE):
        translated = template(file)
        for message in translated:
            if message.id:
                message.string = wide(message.id) if isinstance(message.id, str) else tuple(map(wide, message.id))
        with (folder / file.with_suffix(".mo").name).open("wb") as compiled:
            write_mo(compiled, translated)
    return {"RACECOURSE_LANGUAGE": "xx", "RACECOURSE_LOCALE": str(tmp_path)}


def verdict(answer: Path, **variables: str) -> str:
    command = [sys.executable, "-P", "-m", "helpers.cli", "check", str(answer), "--exercise", "04-3"]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **variables}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_a_translation_reaches_the_verdict_on_the_screen_and_english_is_what_it_was(pseudo: dict[str, str]) -> None:
    wrong = CORPORA / "04-3" / "fail" / "a_lock_for_each_number.py"
    english = verdict(wrong)
    assert english.isascii() or narrow(english) == english
    translated = verdict(wrong, **pseudo)
    assert translated.startswith(wide("Exercise ") + "04-3: " + wide("not yet right"))
    assert wide("Schedule: ") in translated
    # apart from the letters, and the layout that they change, it says the same
    assert re.sub(r"[\s|+~-]", "", narrow(translated)) == re.sub(r"[\s|+~-]", "", english)


def test_a_language_without_a_catalogue_is_english() -> None:
    wrong = CORPORA / "04-3" / "fail" / "a_lock_for_each_number.py"
    assert verdict(wrong, RACECOURSE_LANGUAGE="tlh") == verdict(wrong)


def test_the_process_that_judges_knows_no_language() -> None:
    imports = "import sys, helpers.checker.server, helpers.exercises; helpers.exercises.all_exercises()"
    names = ("helpers.language", "helpers.retelling", "babel")
    asked = f"{imports}; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-P", "-c", asked], capture_output=True, text=True, cwd=PROJECT)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_what_the_notebook_the_doctor_and_the_widgets_show_is_translated(
    pseudo: dict[str, str], tmp_path: Path
) -> None:
    asked = subprocess.run(
        [sys.executable, "-P", str(Path(__file__).with_name("everything_shown.py"))],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=PROJECT,
        env={
            **os.environ,
            **pseudo,
            "RACECOURSE_PROGRESS": str(tmp_path / "progress.json"),
            "PYTHONIOENCODING": "utf-8",
        },
    )
    assert asked.returncode == 0, asked.stderr
    seen = json.loads(asked.stdout)
    # each text of the front ends, word by word: they have no values in them
    buttons = json.loads(seen.pop("texts").splitlines()[0].removeprefix("const TEXTS = ").removesuffix(";"))
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted((PROJECT / "helpers/widgets").glob("*.js")))
    assert buttons == {text: wide(text) for text in marked_in(scripts) if re.search("[A-Za-z]", CODE.sub("", text))}
    # what is from notebooks is translated with them
    names = [
        *chapter_names().values(),
        *(section_of(each.id).heading for each in MISCONCEPTIONS if section_of(each.id)),
    ]
    left = []
    for name, text in seen.items():
        for part in names:
            text = text.replace(part, "")
        left += [(name, line) for line in re.sub(r"<[^>]*>", " ", text).splitlines() if english_in(line)]
    assert not left
