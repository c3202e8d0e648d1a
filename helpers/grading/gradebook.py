"""One connection to the gradebook for a whole run, in place of nbgrader's dozen for each submission.

nbgrader opens the gradebook anew in every step of every submission. Each time SQLAlchemy makes an engine, compiles the
same queries and looks for all tables, and each of some 25 commits waits for the disk. For a class of a thousand
these are hours. Here the steps share one engine, and SQLite writes ahead of its file (https://sqlite.org/wal.html): a
grader that is killed loses nothing that was committed, and Formgrader can read meanwhile.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from unittest import mock

import jsonschema
from nbgrader import api
from nbgrader.nbgraderformat import common
from sqlalchemy import Engine, event


@contextlib.contextmanager
def shared_gradebook() -> Iterator[None]:
    """nbgrader's steps share what they open, in this block. Not for several threads at once."""
    make, create_tables = api.create_engine, api.Base.metadata.create_all
    engines: dict[str, Engine] = {}
    with_tables: set[Engine] = set()

    def engine_for(url: Any, **options: Any) -> Engine:
        engine = engines.get(str(url))
        if engine is None:
            engine = engines[str(url)] = make(url, **options)
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _write_ahead)
        return engine

    def create_once(bind: Engine, **options: Any) -> None:
        if bind not in with_tables:
            create_tables(bind=bind, **options)
            with_tables.add(bind)

    with (
        mock.patch.object(api, "create_engine", engine_for),
        mock.patch.object(api.Base.metadata, "create_all", create_once),
        mock.patch.object(api.Gradebook, "close", _end_session),
        mock.patch.object(common, "jsonschema", SimpleNamespace(validate=_Validators())),
    ):
        try:
            yield
        finally:
            for engine in engines.values():
                _close(engine)


def _end_session(gradebook: api.Gradebook) -> None:
    """In place of `Gradebook.close`, which throws the engine away, too."""
    gradebook.db.remove()


def _write_ahead(connection: Any, record: object) -> None:
    # Where the file system cannot do it (network drives), SQLite stays with its journal, and says so by the result.
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _close(engine: Engine) -> None:
    """Leave the gradebook as one file, which can be copied as it is; another reader's turn puts that off."""
    if engine.dialect.name == "sqlite":
        with contextlib.suppress(Exception), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
    engine.dispose()


class _Validators:
    """`jsonschema.validate` with one validator for equal schemas: it checks the schema itself only once."""

    def __init__(self) -> None:
        self._known: list[tuple[Any, jsonschema.Validator]] = []

    def __call__(self, instance: Any, schema: Any) -> None:
        validator = next((validator for known, validator in self._known if known == schema), None)
        if validator is None:
            kind = jsonschema.validators.validator_for(schema)
            kind.check_schema(schema)
            validator = kind(schema)
            self._known.append((schema, validator))
        error = jsonschema.exceptions.best_match(validator.iter_errors(instance))
        if error is not None:
            raise error
