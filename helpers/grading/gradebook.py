"""One connection to the gradebook for a whole run, in place of nbgrader's dozen for each submission.

nbgrader opens the gradebook anew in every step of every submission. Each time SQLAlchemy makes an engine, compiles the
same queries and looks for all tables; each cell is looked up by a query of its own, and each of some 25 commits waits
for the disk. For a class of a thousand these are hours. Here the steps share one engine and one session, the cells of
the master copy are read once, what belongs to one submission is looked up once, and committed together: a grader that
is killed loses nothing that was committed, and leaves no submission with some of its scores. Sums of points, which the
database calculates anew for each object that is looked up, are left to those who ask for them.

SQLite writes ahead of its file (https://sqlite.org/wal.html), so that Formgrader can read and write meanwhile.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest import mock

import fastjsonschema
import jsonschema
from nbgrader import api
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.nbgraderformat import MetadataValidator, common
from nbgrader.preprocessors import AssignLatePenalties, checkcellmetadata
from sqlalchemy import Column, Connection, Engine, create_engine, event, func, inspect, make_url, select
from sqlalchemy.orm import Query, Session, defer, scoped_session, sessionmaker
from sqlalchemy.pool import NullPool

# How long SQLite waits for another program that writes (Formgrader: milliseconds), in seconds.
BUSY = 60.0

# The numbers of our locks in PostgreSQL begin with this; any will do that no other program takes.
_LOCKS = 0x5263
_TABLES = 0

# What is the same for all submissions of a chapter, and may be kept while it is graded.
_MASTER = (api.Course, api.Assignment, api.Notebook, api.BaseCell, api.SourceCell)


class GradedElsewhere(Exception):
    """Another run grades this chapter into the same gradebook. The message says what to do."""


@contextlib.contextmanager
def claimed(db_url: str, chapter: str) -> Iterator[None]:
    """In this block no other run grades the chapter into the same gradebook, wherever it runs.

    Several chapters may be graded into one PostgreSQL at the same time. Of one chapter two runs would each bring the
    master copy up to date, and write scores over each other's. The server's own lock ends with the connection, however
    the run ends. For SQLite the lock of the course's folder is enough: it lies there.

    Raises:
        GradedElsewhere: somebody has it already.
    """
    url = make_url(str(db_url))
    if url.get_backend_name() != "postgresql":
        yield
        return
    number = int.from_bytes(hashlib.sha256(chapter.encode()).digest()[:4], "big", signed=True)
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            if not connection.scalar(select(func.pg_try_advisory_lock(_LOCKS, number))):
                raise GradedElsewhere(
                    f"{chapter} is being graded into this gradebook by another run, perhaps on another machine. Wait "
                    "until it is done, and start the same command again. Other chapters can be graded meanwhile."
                )
            yield
    finally:
        engine.dispose()


class SharedGradebook:
    """What the steps of nbgrader share while `shared_gradebook` is in force. Not for several threads at once."""

    def __init__(self) -> None:
        self._make = api.create_engine
        self._engines: dict[str, Engine] = {}
        self._sessions: dict[str, scoped_session[_HeldSession]] = {}
        self._courses: set[tuple[str, str]] = set()
        self._found: dict[tuple[Any, ...], Any] = {}
        self._by_student: dict[tuple[Any, ...], dict[tuple[str, str], Any]] = {}
        self._of_student: dict[tuple[Any, ...], Any] = {}
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
            _make_tables(engine, self._sessions[url])
        gradebook.engine = self._engines[url]
        gradebook.db = self._sessions[url]
        gradebook.db().info["book"] = self
        gradebook.course_id = course_id
        gradebook.authenticator = authenticator
        if (url, course_id) not in self._courses:
            try:
                gradebook.check_course(course_id=course_id)
            except api.InvalidEntry:  # another run has just written it
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

    def looking_up(self, name: str) -> Callable[..., Any]:
        """In place of a method that finds something of one student's: asks once for each submission.

        Args:
            name: `find_student`, `find_submission` or `find_submission_notebook`.
        """
        find = getattr(api.Gradebook, name)

        def found(gradebook: api.Gradebook, *key: str) -> Any:
            if not self._in_submission:
                return find(gradebook, *key)
            place = (id(gradebook.db), name, *key)
            if place in self._of_student:
                # As any query does: what was changed so far must be in what is calculated from now on.
                gradebook.db.flush()
            else:
                one = _look_up(gradebook, name, key).one_or_none()
                self._of_student[place] = find(gradebook, *key) if one is None else one
            return self._of_student[place]

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
                    for one in _query(gradebook, table).filter_by(notebook_id=submitted.id)
                }
            one = self._by_student[place].get((of, cell))
            return one if one is not None else find(gradebook, cell, notebook, assignment, student)

        return found

    # ---- the end ---------------------------------------------------------------------------------------------------

    def _forget_submission(self) -> None:
        """Let go of one student's part, so that what others write about it is seen, and memory does not grow."""
        self._by_student.clear()
        self._of_student.clear()
        for scoped in self._sessions.values():
            session = scoped()
            for one in list(session.identity_map.values()):
                if not isinstance(one, _MASTER):
                    session.expunge(one)
            kept: list[Any] = list(session.identity_map.values())
            for one in kept:
                # their own columns stay; lists of what belongs to students would grow with the class
                lists = [name for name in _not_for_long(one.__class__) if name in one.__dict__]
                if lists:
                    session.expire(one, lists)

    def _forget_all(self) -> None:
        self._found.clear()
        self._by_student.clear()
        self._of_student.clear()
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
    held: list[Any] = list(context.session.identity_map.values())
    for one in held:
        if not isinstance(one, _MASTER):
            stale = [name for name in _computed(one.__class__) if name in one.__dict__]
            if stale:
                session.expire(one, stale)


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

        for name in ("find_assignment", "find_notebook", "find_source_cell", "find_graded_cell"):
            replace(api.Gradebook, name, book.remembering(name))
        for name in ("find_student", "find_submission", "find_submission_notebook"):
            replace(api.Gradebook, name, book.looking_up(name))
        replace(api.Gradebook, "find_grade", book.of_one_submission("find_grade", "grades"))
        replace(api.Gradebook, "find_comment", book.of_one_submission("find_comment", "comments"))
        replace(api.Gradebook, "__init__", lambda gradebook, *args, **named: book.open(gradebook, *args, **named))
        replace(api.Gradebook, "close", lambda gradebook: book.close())
        replace(common, "jsonschema", SimpleNamespace(validate=_Validators()))
        # it reads three files whenever it is made, and knows nothing of the notebook
        replace(checkcellmetadata, "MetadataValidator", cache(MetadataValidator))
        replace(AssignLatePenalties, "init_plugin", _init_plugin_once)
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


def _make_tables(engine: Engine, session: scoped_session[Any]) -> None:
    """As `Gradebook.__init__` does it; where several runs may come at the same moment, one after the other."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(_LOCKS, _TABLES)))
            exists = len(inspect(connection).get_table_names()) > 0
            api.Base.metadata.create_all(bind=connection)
            if not exists:
                _write_version(connection)
        return
    exists = len(inspect(engine).get_table_names()) > 0
    api.Base.metadata.create_all(bind=engine)
    if not exists:
        _write_version(session)
        session().commit_now()


def _write_version(connection: Connection | scoped_session[Any]) -> None:
    """Say which version of nbgrader's tables these are, for `nbgrader db upgrade`.

    What `nbgrader.api.get_alembic_version` gives, without the two seconds that the program which it starts takes.
    """
    # imported late: only a new gradebook needs it
    from alembic.script import ScriptDirectory

    version = {"version": ScriptDirectory(ALEMBIC_DIR).get_current_head()}
    connection.execute(api.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);"))
    connection.execute(api.text("INSERT INTO alembic_version (version_num) VALUES (:version)"), version)


@cache
def _not_for_long(kind: Any) -> tuple[str, ...]:
    """What is not kept of the master copy: relations to students' work, and what Formgrader may change meanwhile."""
    mapper: Any = inspect(kind)
    theirs = [one.key for one in mapper.relationships if not issubclass(one.mapper.class_, _MASTER)]
    return (*theirs, "duedate") if kind is api.Assignment else tuple(theirs)


@cache
def _computed(kind: Any) -> tuple[str, ...]:
    """What the database calculates whenever an object of a class is read: scores, and sums of them."""
    mapper: Any = inspect(kind)
    return tuple(one.key for one in mapper.column_attrs if not isinstance(one.columns[0], Column))


@cache
def _without_computed(kind: type) -> tuple[Any, ...]:
    """Options of a query which leave that to those who ask for it."""
    return tuple(defer(getattr(kind, name)) for name in _computed(kind))


def _query(gradebook: api.Gradebook, kind: type) -> Query[Any]:
    query: Query[Any] = gradebook.db.query(kind).options(*_without_computed(kind))
    return query


def _look_up(gradebook: api.Gradebook, name: str, key: tuple[str, ...]) -> Query[Any]:
    """The query for what nbgrader's method of this name finds: by the keys that are known, without joins."""
    if name == "find_student":
        return _query(gradebook, api.Student).filter_by(id=key[0])
    if name == "find_submission":
        assignment, student = key
        submission = _query(gradebook, api.SubmittedAssignment)
        return submission.filter_by(assignment_id=gradebook.find_assignment(assignment).id, student_id=student)
    notebook, assignment, student = key
    return _query(gradebook, api.SubmittedNotebook).filter_by(
        notebook_id=gradebook.find_notebook(notebook, assignment).id,
        assignment_id=gradebook.find_submission(assignment, student).id,
    )


def _init_plugin_once(step: AssignLatePenalties) -> None:
    """A step is made once for all submissions, and so is its plug-in."""
    if not step.trait_has_value("plugin_inst"):
        step.plugin_inst = step.plugin_class(parent=step)


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
