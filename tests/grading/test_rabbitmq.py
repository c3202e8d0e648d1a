"""Workers on a real RabbitMQ: it gives the task of a worker that is killed to another one by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

pytest.importorskip("celery", reason="this environment has no Celery")

from helpers.grading.farm.judge import FarmJudge
from helpers.grading.farm.status import farm_status
from tests.grading.crew import Crew, crew
from tests.grading.mortal import stub as verdict_on
from tests.grading.servers import rabbitmq_server

PATIENCE = 120  # seconds until something counts as hanging

pytestmark = [pytest.mark.needs("rabbitmq-server"), pytest.mark.slow, pytest.mark.xdist_group("farm")]


@pytest.fixture(scope="module")
def broker() -> Iterator[str]:
    with rabbitmq_server() as url:
        yield url


@pytest.fixture(scope="module")
def workers(broker: str) -> Iterator[Crew]:
    with crew(broker) as crew_:
        yield crew_


def test_a_killed_workers_task_goes_to_another_and_every_answer_gets_its_verdict(
    broker: str, workers: Crew, tmp_path: Path
) -> None:
    said: Queue[str] = Queue()
    batch = FarmJudge(broker, tmp_path / "batch", say=said.put)
    held = batch.judge("04-1", "hold a")
    workers.start("a")
    assert workers.next_began("a") == "hold a"

    futures = {source: batch.judge("04-1", source) for source in ("one", "two")}
    single = FarmJudge(broker, tmp_path / "single", urgent=True, say=said.put)
    urgent = single.judge("04-1", "urgent")
    workers.start("b")
    assert workers.next_began("b") == "urgent"  # one student who waits goes before a batch
    for source, future in futures.items():
        assert future.result(PATIENCE) == verdict_on("04-1", source)
    assert urgent.result(PATIENCE) == verdict_on("04-1", "urgent")

    status = farm_status(broker)
    assert {one.name for one in status.workers} == {workers.names["a"], workers.names["b"]}
    assert [one.busy for one in status.workers if one.name == workers.names["a"]] == [1]

    assert not held.done()
    workers.kill("a")
    assert held.result(PATIENCE) == verdict_on("04-1", "hold a")
    assert batch.resent == 0  # nobody had to send it again
    for judge in (batch, single):
        judge.close()
    workers.kill("b")
