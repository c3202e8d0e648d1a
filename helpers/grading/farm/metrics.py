"""What Prometheus reads from a worker: `course worker --metrics PORT`, then http://HOST:PORT/metrics."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from helpers.verdict import Verdict


class Metrics:
    """Counts a worker's checks. Without prometheus-client (extra `teach`) it counts nothing.

    Attributes:
        port: where they can be read; None when nowhere.
    """

    def __init__(self, port: int | None = None, address: str = "127.0.0.1") -> None:
        self.port: int | None = None
        self._server: Any = None
        if port is None:
            return
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

        registry = CollectorRegistry()
        self._checks = Counter(
            "racecourse_checks", "Answers that were checked.", ["exercise", "result"], registry=registry
        )
        self._findings = Counter("racecourse_findings", "Findings, by kind.", ["kind"], registry=registry)
        self._failures = Counter("racecourse_failures", "Tasks that could not be done.", registry=registry)
        self._seconds = Histogram(
            "racecourse_check_seconds",
            "How long a check took.",
            ["exercise"],
            buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
            registry=registry,
        )
        self._under_way = Gauge("racecourse_checks_under_way", "Checks at this moment.", registry=registry)
        self._server, _ = start_http_server(port, addr=address, registry=registry)
        self.port = self._server.server_port

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """While a task is done."""
        if self._server is None:
            yield
            return
        with self._under_way.track_inprogress():
            yield

    def checked(self, verdict: Verdict, seconds: float) -> None:
        """Count a verdict."""
        if self._server is not None:
            self._checks.labels(verdict.exercise, verdict.result).inc()
            self._seconds.labels(verdict.exercise).observe(seconds)
            for finding in verdict.findings:
                self._findings.labels(finding.kind).inc()

    def failed(self) -> None:
        """Count a task that could not be done."""
        if self._server is not None:
            self._failures.inc()

    def close(self) -> None:
        """Stop to answer."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
