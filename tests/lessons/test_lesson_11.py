"""What lesson 11 tells its readers is so, on the Python that runs this test. No claim is about a time."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator

import pytest
from lesson_reading import ask, lesson

pytest.importorskip("requests", reason="this environment has no requests")
pytest.importorskip("h11", reason="this environment has no h11")

LESSON = lesson("11")


class Reader:
    """Somebody who runs the lesson's cells, in the order in which a test names them."""

    def __init__(self) -> None:
        self.names: dict = {"__name__": "lesson"}
        lines = LESSON.cell("load").text.splitlines()
        self.execute("\n".join(line for line in lines if not line.startswith("%") and "helpers.notebook" not in line))

    def execute(self, source: str) -> str:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(source, "<cell>", "exec"), self.names)
        return said.getvalue()

    def run(self, *ids: str, change: tuple[str, str] = ("", "")) -> str:
        """Run cells, and give what the last one printed."""
        said = ""
        for id in ids:
            text = LESSON.cell(id).text
            if change[0]:
                text = text.replace(*change)
            said = self.execute(text)
        return said


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader()
    # nothing depends on how slow the site is
    reader.run("site-open", change=("latency=0.2", "latency=0.01"))
    yield reader
    reader.names["site"].stop()


@pytest.fixture
def module(tmp_path, monkeypatch) -> str:
    """The lesson's `%%module`, as a module that other processes can import."""
    first, _, source = LESSON.cell("pipeline-module").text.partition("\n")
    name = first.removeprefix("%%module ")
    (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield name
    sys.modules.pop(name, None)


def test_one_request_is_one_request_in_the_log():
    reader = Reader()
    said = reader.run("site-open")
    reader.names["site"].stop()
    assert "1 request for 1 page over 1 connection; at most 1 in flight together" in said


def test_a_loop_has_one_request_in_flight_and_four_threads_have_no_more_than_four(reader):
    assert "at most 1 in flight" in reader.run("threads-measured", "threads-serial")
    said = reader.run("threads-pool")
    assert reader.names["site"].log.most_in_flight() <= 4
    assert "the same texts in the same order: True" in said


def test_four_threads_have_four_requests_in_flight_when_no_answer_comes_before_they_wait():
    from helpers.site import Museum
    from helpers.site.policy import museum_content
    from helpers.site.stage import Call
    from helpers.site.watch import watch

    museum = Museum(20)
    functions = [LESSON.cell(id).text.split("\n\n\n")[0] for id in ("threads-serial", "threads-pool")]
    source = "\n\n".join(["import requests", "from concurrent.futures import ThreadPoolExecutor", *functions])
    call = lambda url, _: Call("fetch_all", ([url + path for path in museum.paths[1:13]], 4))  # noqa: E731
    seen = watch(source, call, lambda _: museum_content(museum))
    assert max(seen.waves) == seen.most_in_flight == 4
    assert seen.result == [museum.page(path) for path in museum.paths[1:13]]


def test_single_requests_open_a_connection_each_and_a_session_opens_one(reader):
    reader.run("threads-measured", "threads-serial")
    assert reader.run("sessions-count") == "requests.get: 5 connections\none session: 1 connection\n"


def test_sessions_of_threads_open_no_more_connections_than_there_are_threads(reader):
    reader.run("threads-measured", "threads-serial")
    said = reader.run("sessions-local")
    assert "12 requests for 12 pages" in said
    assert 1 <= reader.names["site"].log.connections <= 4


def test_a_time_out_ends_the_wait_for_a_page_that_does_not_come(reader):
    assert reader.run("failure-slow") == "ReadTimeout\n"


def test_a_status_is_no_exception_and_a_cut_connection_is_one(reader):
    assert reader.run("failure-kinds") == "/missing 404\n/broken 500\n/flaky/room/3 503\n/reset ConnectionError\n"


def test_a_flaky_page_comes_with_the_third_attempt(reader):
    said = reader.run("failure-again", "failure-again-run")
    assert said.startswith("attempt 1: HTTPError\nattempt 2: HTTPError\n")
    assert "characters" in said


def test_the_fetch_of_the_lesson_still_asks_three_times_for_a_page_that_is_not_there(reader):
    import requests

    reader.run("failure-again")
    with pytest.raises(requests.HTTPError):
        reader.execute('fetch(site.url + "/missing")')
    assert reader.names["site"].log.times_fetched["/missing"] == 3


def test_two_threads_can_fetch_the_same_page_and_a_lock_around_both_lines_mends_it():
    assert ask(LESSON.program("visits"), "len(fetched) == 1").answer == "no"
    body = "    if page not in seen:\n        seen.add(page)\n        fetched.append(page)\n"
    locked = (
        "    with lock:\n        if page not in seen:\n            seen.add(page)\n            fetched.append(page)\n"
    )
    source = ("seen, fetched = set(), []\n", "import threading\nseen, fetched = set(), []\nlock = threading.Lock()\n")
    mended = LESSON.program("visits", (body.rstrip(), locked.rstrip()), source)
    assert ask(mended, "len(fetched) == 1").answer == "yes"


def test_the_crawl_finds_all_pages_each_once_with_five_in_flight_at_most(reader):
    said = reader.run("threads-measured", "crawl-visit", "crawl-main", "crawl-run")
    log = reader.names["site"].log
    assert "60 pages; the most often fetched one 1 time" in said
    assert set(log.paths) == set(reader.names["site"].museum.paths)
    assert log.most_in_flight() <= 5
    assert not [path for path in log.paths if path.startswith("/staff/")]


def test_all_outcomes_are_the_same_with_every_chunk_size(module):
    reader = Reader()
    small = ("lines(2000)", "lines(60)")
    reader.run("pipeline-serial", change=small)
    said = reader.run("pipeline-pool", change=("(1, 100, 2000)", "(1, 20)"))
    assert "the same outcomes each time: True" in said
    records = [record for record, problem in reader.names["alone"] if problem is None]
    assert "bad records; the first one: (" in reader.run("pipeline-combine")
    assert len(records) + len(reader.names["bad"]) == len(reader.names["lines"])


def test_about_one_record_in_fifty_is_bad():
    from helpers.workers import archive

    bad = [line for line in archive.lines(2000) if line.endswith("many")]
    assert 20 <= len(bad) <= 60
    with pytest.raises(archive.BadRecord):
        archive.parse(bad[0])


def test_map_takes_the_whole_input_before_the_first_result():
    reader = Reader()
    reader.execute("from helpers.workers import archive")
    assert reader.run("pipeline-memory-run").startswith("20 batches taken;")


@pytest.mark.since_python(3, 14)
def test_buffersize_holds_the_input_back():
    reader = Reader()
    reader.execute("from helpers.workers import archive")
    change = ("archive.batches(20, 10), taken))", "archive.batches(20, 10), taken), buffersize=8)")
    assert int(reader.run("pipeline-memory-run", change=change).split()[0]) < 20
