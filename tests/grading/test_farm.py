"""Workers come, go, are killed and lie; every answer gets its verdict, or is set aside with a word to the teacher."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

pytest.importorskip("celery", reason="this environment has no Celery")

from kombu.exceptions import OperationalError

from helpers.grading.farm import messages
from helpers.grading.farm.judge import POISON, FarmJudge, NoBroker
from helpers.grading.farm.status import farm_status
from helpers.verdict import Verdict
from tests.grading.crew import Crew, crew
from tests.grading.mortal import stub as verdict_on
from tests.grading.servers import Redis, free_port, redis_server

PATIENCE = 120  # seconds until something counts as hanging

pytestmark = [pytest.mark.needs("redis"), pytest.mark.slow, pytest.mark.xdist_group("farm")]


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module")
def workers(redis: Redis) -> Iterator[Crew]:
    with crew(redis.url()) as crew_:
        yield crew_


@pytest.fixture
def said() -> Queue[str]:
    return Queue()


def judge_for(redis: Redis, course: Path, said: Queue[str], urgent: bool = False) -> FarmJudge:
    return FarmJudge(redis.url(), course, urgent=urgent, say=said.put)


def sentences(said: Queue[str]) -> str:
    return "\n".join(said.queue)


def test_workers_join_and_leave_and_are_killed_and_every_answer_gets_its_verdict(
    redis: Redis, workers: Crew, said: Queue[str], tmp_path: Path
) -> None:
    judge = judge_for(redis, tmp_path, said)
    held = judge.judge("04-1", "hold a")
    assert "No worker is there yet" in said.get(timeout=PATIENCE)
    workers.start("a")
    assert workers.next_began("a") == "hold a"
    others = {source: judge.judge("04-1", source) for source in ("one", "two", "three")}
    workers.start("b")
    for source, future in others.items():
        assert future.result(PATIENCE) == verdict_on("04-1", source)
    assert not held.done()

    status = farm_status(redis.url())
    assert {one.name for one in status.workers} == {workers.names["a"], workers.names["b"]}
    assert [one.busy for one in status.workers if one.name == workers.names["a"]] == [1]
    assert all(one.same_version for one in status.workers)
    page = urllib.request.urlopen(f"http://127.0.0.1:{workers.ports['b']}/metrics").read().decode()
    assert "racecourse_checks_total{" in page
    assert 'racecourse_check_seconds_count{exercise="04-1"} 3.0' in page

    workers.kill("a")
    assert held.result(PATIENCE) == verdict_on("04-1", "hold a")
    assert f"Worker {workers.names['a']} is gone" in sentences(said)
    assert judge.resent == 1  # its own task, and no other
    judge.close()
    workers.kill("b")


def test_an_answer_over_which_workers_are_lost_is_set_aside_and_the_others_are_judged(
    redis: Redis, workers: Crew, said: Queue[str], tmp_path: Path
) -> None:
    judge = judge_for(redis, tmp_path, said)
    poison = judge.judge("04-1", "die")
    for number in range(POISON):
        workers.start(f"victim-{number}")
    verdict = poison.result(PATIENCE)
    assert verdict.result == "cannot-judge"
    assert "set aside" in verdict.findings[0].message
    assert any(name in verdict.findings[0].message for name in workers.names.values())
    assert "was set aside" in sentences(said)

    workers.start("survivor")
    assert judge.judge("04-1", "after it").result(PATIENCE) == verdict_on("04-1", "after it")
    assert workers.pids["survivor"]
    judge.close()
    workers.kill("survivor")


def test_one_student_who_waits_goes_before_a_batch(
    redis: Redis, workers: Crew, said: Queue[str], tmp_path: Path
) -> None:
    batch = judge_for(redis, tmp_path / "batch", said)
    single = judge_for(redis, tmp_path / "single", said, urgent=True)
    futures = [batch.judge("04-1", f"batch {number}") for number in range(4)]
    futures.append(single.judge("04-1", "urgent"))
    workers.start("c")
    order = [workers.next_began("c") for _ in futures]
    assert order == ["urgent", *(f"batch {number}" for number in range(4))]
    for future in futures:
        assert future.result(PATIENCE).exercise == "04-1"
    for judge in (batch, single):
        judge.close()

    # The same worker goes on: a grader that is gone leaves its verdicts to the next one of its folder.
    gone = judge_for(redis, tmp_path, said)
    gone.judge("04-1", "before it died")
    gone.close()
    assert workers.next_began("c") == "before it died"
    again = judge_for(redis, tmp_path, said)
    assert again.judge("04-1", "before it died").result(PATIENCE) == verdict_on("04-1", "before it died")

    # A verdict that cannot be is not believed, whoever sends it.
    lie = again.judge("04-1", "forge").result(PATIENCE)
    assert lie.result == "cannot-judge"
    assert "was not believed: its" in sentences(said)

    # What a worker cannot check it says, and goes on.
    with pytest.raises(RuntimeError, match=f"Worker {workers.names['c']}: OSError: .*No space left"):
        again.judge("04-1", "full disk").result(PATIENCE)

    # The broker is killed and forgets everything; what it had is sent again.
    redis.kill()
    lost = again.judge
    redis.start()
    assert lost("04-1", "after the restart").result(PATIENCE) == verdict_on("04-1", "after the restart")
    again.close()
    workers.kill("c")


def test_what_waits_when_the_grader_ends_is_given_up(redis: Redis, said: Queue[str], tmp_path: Path) -> None:
    judge = judge_for(redis, tmp_path, said)
    waiting = judge.judge("04-1", "nobody is there")
    judge.close()
    with pytest.raises(CancelledError):
        waiting.result(PATIENCE)


def test_without_a_broker_the_teacher_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoBroker, match=r"redis://:\*\*@127\.0\.0\.1:\d+/0 cannot be reached .* without --broker"):
        FarmJudge(f"redis://:secret@127.0.0.1:{free_port()}/0", tmp_path)


def test_a_broker_that_goes_away_while_answers_are_sent_costs_none_of_them(tmp_path: Path) -> None:
    class Flickering(FarmJudge):
        away = 1  # so many times it is not there

        def _send(self, id: str, task: Any) -> None:
            sent.put(task.source)
            if self.away:
                self.away -= 1
                raise OperationalError("the broker has gone again")

    sent: Queue[str] = Queue()
    judge = Flickering("memory://", tmp_path)
    try:
        judge.judge("04-1", "first")  # and the teacher's command goes on
        assert sent.get(timeout=PATIENCE) == "first"
        assert sent.get(timeout=PATIENCE) == "first"  # found to be lost by the collector, and sent again
        judge.away = 1
        judge._reconnect()
        assert [sent.get(timeout=PATIENCE) for _ in range(2)] == ["first", "first"]
    finally:
        judge.close()


GOOD = verdict_on("04-1", "an answer")


@pytest.mark.parametrize(
    ("verdict", "problem"),
    [
        (replace(GOOD, exercise="04-2"), "another exercise"),
        (replace(GOOD, source="another"), "another answer"),
        (replace(GOOD, result="passed", findings=(), score=GOOD.points + 1), "score"),
        (replace(GOOD, result="passed", findings=(), score=float("nan")), "score"),
        (replace(GOOD, result="passed", findings=(), score=0.0), "without full points"),
        (replace(GOOD, result="cannot-judge", score=GOOD.points), "could not judge"),
        (replace(GOOD, points=1000.0), "points"),
        (replace(GOOD, result="failed", score=0.0, findings=()), "found nothing"),
        (replace(GOOD, searched=({"a": "list"},)), "sentences"),  # type: ignore[arg-type]
    ],
)
def test_a_verdict_that_cannot_be_is_not_believed(verdict: Verdict, problem: str) -> None:
    reply = messages.read_reply(messages.done("id", "worker", verdict, 0.1))
    assert reply.verdict is not None
    with pytest.raises(messages.BadMessage, match=problem):
        messages.believed(reply.verdict, "04-1", "an answer")


def test_a_good_verdict_comes_through_as_it_was() -> None:
    reply = messages.read_reply(messages.done("id", "worker", GOOD, 0.1))
    assert reply.verdict is not None
    assert messages.believed(reply.verdict, "04-1", "an answer") == GOOD


def test_with_a_key_only_those_who_have_it_are_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    unsigned = messages.done("id", "worker", GOOD, 0.1)
    monkeypatch.setenv(messages.KEY, "a secret of this farm")
    signed = messages.done("id", "worker", GOOD, 0.1)
    assert messages.read_reply(signed).task == "id"
    with pytest.raises(messages.BadMessage, match="signature"):
        messages.read_reply(unsigned)
    with pytest.raises(messages.BadMessage, match="signature"):
        messages.read_reply({**signed, "body": signed["body"].replace('"id"', '"di"')})


@pytest.mark.parametrize(
    "message", [None, [], "text", {}, {"body": 1, "signature": ""}, {"body": "[", "signature": ""}]
)
def test_what_is_no_message_is_refused(message: object) -> None:
    with pytest.raises(messages.BadMessage):
        messages.read_reply(message)
