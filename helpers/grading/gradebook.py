"""One connection to the gradebook for a whole run, in place of nbgrader's dozen for each submission.

nbgrader opens the gradebook anew in every step of every submission. Each time SQLAlchemy makes an engine, compiles the
same queries and looks for all tables; each cell is looked up by a query of its own, and each of some 25 commits waits
for the disk. For a class of a thousand these are hours. Here the steps share one engine and one session, the cells of
the master copy are read once, and what belongs to one submission is committed together: a grader that is killed loses
nothing that was committed, and leaves no submission with some of its scores.

SQLite writes ahead of its file (https://sqlite.org/wal.html), so that Formgrader can read and write meanwhile.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from unittest import mock

import fastjsonschema
import jsonschema
from nbgrader import api
from nbgrader.nbgraderformat import common
from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import Session, scoped_session, sessionmaker

# How long SQLite waits for another program that writes (Formgrader: milliseconds), in seconds.
BUSY = 60.0

# What is the same for all submissions of a chapter, and may be kept while it is graded.
_MASTER = (api.Course, api.Assignment, api.Notebook, api.BaseCell, api.SourceCell)


class SharedGradebook:
    """What the steps of nbgrader share while `shared_gradebook` is in force. Not for several threads at once."""

    def __init__(self) -> None:
        self._make = api.create_engine
        self._engines: dict[str, Engine] = {}
        self._sessions: dict[str, scoped_session[_HeldSession]] = {}
        self._courses: set[tuple[str, str]] = set()
        self._found: dict[tuple[Any, ...], Any] = {}
        self._by_student: dict[tuple[Any, ...], dict[tuple[str, str], Any]] = {}
        self._in_submission = False

    @contextlib.contextmanager
    def submission(self) -> Iterator[None]:
        """All that is written in this block is written together, at its end or at `commit`; after an error nothing."""
        self._in_submission = True
        try:
            yield
            self.commit()
        except BaseException:
            # whatever the connection is still good for
            with contextlib.suppress(Exception):
                for session in self._sessions.values():
                    session.rollback()
            self._forget_all()
            raise
        finally:
            self._in_submission = False
            self._forget_submission()

    def commit(self) -> None:
        """Have everything that was written so far in the database."""
        for session in self._sessions.values():
            session().commit_now()

    # ---- in place of methods of nbgrader's Gradebook ---------------------------------------------------------------

    def open(
        self, gradebook: api.Gradebook, db_url: str, course_id: str = "default_course", authenticator: Any = None
    ) -> None:
        """In place of `Gradebook.__init__`."""
        url = str(db_url)
        if url not in self._engines:
            engine = self._make(db_url, echo=False, future=True, **_options(url))
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", _write_ahead)
            self._engines[url] = engine
            factory = sessionmaker(
                autoflush=True, bind=engine, future=True, class_=_HeldSession, expire_on_commit=False
            )
            event.listen(factory, "after_flush_postexec", _read_anew)
            self._sessions[url] = scoped_session(factory)
            self._sessions[url]().info["book"] = self
            _make_tables(gradebook, engine, self._sessions[url])
        gradebook.engine = self._engines[url]
        gradebook.db = self._sessions[url]
        gradebook.db().info["book"] = self
        gradebook.course_id = course_id
        gradebook.authenticator = authenticator
        if (url, course_id) not in self._courses:
            gradebook.check_course(course_id=course_id)
            self._courses.add((url, course_id))

    def close(self) -> None:
        """In place of `Gradebook.close`, which throws the engine away, too."""
        if not self._in_submission:
            self._forget_all()

    @property
    def holds(self) -> bool:
        """Whether a commit has to wait for the end of a submission."""
        return self._in_submission

    def remembering(self, name: str) -> Callable[..., Any]:
        """In place of a method that finds something of the master copy: asks once, while submissions are graded."""
        find = getattr(api.Gradebook, name)

        def found(gradebook: api.Gradebook, *key: Any) -> Any:
            if not self._in_submission:
                return find(gradebook, *key)
            place = (id(gradebook.db), name, *key)
            if place not in self._found:
                self._found[place] = find(gradebook, *key)
            return self._found[place]

        return found

    def of_one_submission(self, name: str, of: str) -> Callable[..., Any]:
        """In place of a method that finds one grade or comment: reads all of a notebook together.

        Args:
            name: the method, such as `find_grade`.
            of: where a submitted notebook has them, such as `grades`.
        """
        find = getattr(api.Gradebook, name)

        def found(gradebook: api.Gradebook, cell: str, notebook: str, assignment: str, student: str) -> Any:
            if not self._in_submission:
                return find(gradebook, cell, notebook, assignment, student)
            place = (id(gradebook.db), notebook, assignment, student)
            if place not in self._by_student:
                # Both together, before the first one is changed: a query between two changes writes each by itself.
                submitted = gradebook.find_submission_notebook(notebook, assignment, student)
                self._by_student[place] = {
                    (kind, one.cell.name): one
                    for kind, table in (("grades", api.Grade), ("comments", api.Comment))
                    for one in gradebook.db.query(table).filter_by(notebook_id=submitted.id)
                }
            one = self._by_student[place].get((of, cell))
            return one if one is not None else find(gradebook, cell, notebook, assignment, student)

        return found

    # ---- the end ---------------------------------------------------------------------------------------------------

    def _forget_submission(self) -> None:
        """Let go of one student's part, so that what others write about it is seen, and memory does not grow."""
        self._by_student.clear()
        for scoped in self._sessions.values():
            session = scoped()
            for one in list(session.identity_map.values()):
                if not isinstance(one, _MASTER):
                    session.expunge(one)
            for one in list(session.identity_map.values()):
                # their own columns stay; lists of what belongs to students would grow with the class
                lists = [name for name in _students_lists(type(one)) if name in one.__dict__]
                if lists:
                    session.expire(one, lists)

    def _forget_all(self) -> None:
        self._found.clear()
        self._by_student.clear()
        for session in self._sessions.values():
            session.remove()

    def end(self) -> None:
        """Close every connection."""
        self._forget_all()
        for engine in self._engines.values():
            _close(engine)


class _HeldSession(Session):
    """A session whose `commit`, in the middle of a submission, is put off to the submission's end."""

    def commit(self) -> None:
        book = self.info.get("book")
        if book is None or not book.holds:
            super().commit()

    def commit_now(self) -> None:
        super().commit()


def _read_anew(session: Session, context: Any) -> None:
    """The database computes the scores of grades, notebooks and submissions: after each change they are read again."""
    for one in [*context.session.identity_map.values()]:
        if not isinstance(one, _MASTER) and not session.is_modified(one):
            session.expire(one)


_current: SharedGradebook | None = None


@contextlib.contextmanager
def shared_gradebook() -> Iterator[SharedGradebook]:
    """nbgrader's steps share what they open, in this block. A block within a block shares with the outer one."""
    global _current
    if _current is not None:
        yield _current
        return
    book = SharedGradebook()
    with contextlib.ExitStack() as patches:

        def replace(where: Any, name: str, value: Any) -> None:
            patches.enter_context(mock.patch.object(where, name, value))

        for name in ("find_notebook", "find_source_cell", "find_graded_cell"):
            replace(api.Gradebook, name, book.remembering(name))
        replace(api.Gradebook, "find_grade", book.of_one_submission("find_grade", "grades"))
        replace(api.Gradebook, "find_comment", book.of_one_submission("find_comment", "comments"))
        replace(api.Gradebook, "__init__", lambda gradebook, *args, **named: book.open(gradebook, *args, **named))
        replace(api.Gradebook, "close", lambda gradebook: book.close())
        replace(common, "jsonschema", SimpleNamespace(validate=_Validators()))
        _current = book
        try:
            yield book
        finally:
            _current = None
            book.end()


def _options(url: str) -> dict[str, Any]:
    """What the engine is told beside the URL."""
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": BUSY}}
    # A server that was restarted has closed the connections that the pool holds.
    return {"pool_pre_ping": True}


def _make_tables(gradebook: api.Gradebook, engine: Engine, session: scoped_session[Any]) -> None:
    """As `Gradebook.__init__` does it."""
    exists = len(inspect(engine).get_table_names()) > 0
    api.Base.metadata.create_all(bind=engine)
    if not exists:
        version = api.get_alembic_version()
        session.execute(api.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);"))
        session.execute(api.text("INSERT INTO alembic_version (version_num) VALUES (:version)"), {"version": version})
        session().commit_now()


def _students_lists(kind: type) -> Iterator[str]:
    """The relations of a class of the master copy that lead to students' work."""
    mapper: Any = inspect(kind)
    for relation in mapper.relationships:
        if not issubclass(relation.mapper.class_, _MASTER):
            yield relation.key


def _write_ahead(connection: Any, record: object) -> None:
    # Where the file system cannot do it (network drives), SQLite stays with its journal, and says so by the result.
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _close(engine: Engine) -> None:
    """Leave the gradebook as one file, which can be copied as it is; another reader's turn puts that off."""
    if engine.dialect.name == "sqlite":
        with contextlib.suppress(Exception), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
    engine.dispose()


class _Validators:
    """`jsonschema.validate` with one compiled validator for equal schemas."""

    def __init__(self) -> None:
        self._known: list[tuple[Any, Callable[[Any], Any]]] = []

    def __call__(self, instance: Any, schema: Any) -> None:
        quick = next((quick for known, quick in self._known if known is schema or known == schema), None)
        if quick is None:
            quick = fastjsonschema.compile(schema)
            self._known.append((schema, quick))
        try:
            quick(instance)
        except fastjsonschema.JsonSchemaException:
            jsonschema.validate(instance, schema)  # has the better words; and the last one
