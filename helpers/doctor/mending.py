"""What `course doctor --mend` does. Each mend is small, and none throws away what somebody has written."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from helpers.doctor.finding import Finding
from helpers.doctor.outside import STATE, base_python, last_line, setup_program


class CannotMend(Exception):
    """A mend did not work; the message says why."""


def mend_all(findings: Iterable[Finding], root: Path, python: Path, say: Callable[[str], None]) -> list[Finding]:
    """Mend what can be mended, each kind of mend once.

    Returns:
        a finding for each mend: `mended`, or `wrong` with the reason.
    """
    done: list[Finding] = []
    tried: set[tuple[str, ...]] = set()
    for finding in findings:
        if not finding.mend or finding.mend in tried:
            continue
        tried.add(finding.mend)
        name, *arguments = finding.mend
        say(f"Mending {finding.name}: {finding.says}")
        try:
            MENDS[name](root, python, arguments)
        except (CannotMend, OSError, SystemExit) as error:
            done.append(replace(finding, state="wrong", means=f"It could not be mended: {error}", mend=()))
        else:
            done.append(Finding(finding.name, "mended", finding.says))
    return done


def environment(root: Path, python: Path, arguments: Sequence[str]) -> None:
    """Make the environment in .venv, or bring it up to date; `anew`: from nothing."""
    course = setup_program(root)
    if "anew" in arguments:
        made_here = course.read_stamp().get("made_here", False)
        if not made_here:
            raise CannotMend("The folder .venv was not made by course.py: rename or delete it, and try again.")
        shutil.rmtree(root / ".venv")
    # In a Python of its own: on Windows the one that runs cannot be replaced.
    program = f"import sys; sys.path.insert(0, {str(root)!r}); import course; course.make_environment({lock(root)!r})"
    must(subprocess.run([base_python(), "-P", "-c", program], cwd=root, capture_output=True, text=True))


def lock(root: Path) -> str:
    """The lock that the environment was made from: the tests' one holds more."""
    return "test" if "test" in setup_program(root).read_stamp().get("locks", {}) else "course"


def package(root: Path, python: Path, arguments: Sequence[str]) -> None:
    """Install the course into its environment. Downloads nothing."""
    command = [*installer(root, python), "--no-deps", "--no-build-isolation", "-e", str(root)]
    must(subprocess.run(command, capture_output=True, text=True))


def packages(root: Path, python: Path, names: Sequence[str]) -> None:
    """Install packages anew, in the versions of the lock and with its hashes."""
    wanted = set(names)
    entries = [entry for entry in lock_entries(root) if entry.split("==")[0].lower() in wanted]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "damaged.txt"
        listed.write_text("\n".join(entries) + "\n", encoding="utf-8")
        command = installer(root, python)
        again = "--reinstall" if "uv" in Path(command[0]).stem else "--force-reinstall"
        must(
            subprocess.run(
                [*command, again, "--no-deps", "--require-hashes", "-r", str(listed)], capture_output=True, text=True
            )
        )


def lock_entries(root: Path) -> list[str]:
    """The entries of the wider lock, each on one line with its hashes."""
    text = (root / "requirements" / "test.txt").read_text(encoding="utf-8")
    lines = text.replace("\\\n", " ").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def installer(root: Path, python: Path) -> list[str]:
    """The command that installs into that environment."""
    uv = setup_program(root).working_uv()
    if uv:
        return [uv, "pip", "install", "--python", str(python)]
    if subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True).returncode != 0:
        must(subprocess.run([str(python), "-m", "ensurepip", "--default-pip"], capture_output=True, text=True))
    return [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]


def kernelspec(root: Path, python: Path, folders: Sequence[str]) -> None:
    """Have `python3` be this environment's Python again: rename what stands before it, then install its own."""
    for folder in folders:
        _rename(Path(folder))
    command = [str(python), "-P", "-m", "ipykernel", "install", "--sys-prefix"]
    must(subprocess.run(command, capture_output=True, text=True))


def set_aside(root: Path, python: Path, paths: Sequence[str]) -> None:
    """Give damaged files another name, so that the course begins new ones and nothing is lost."""
    for path in paths:
        _rename(Path(path))


def writable(root: Path, python: Path, folders: Sequence[str]) -> None:
    """Give the owner of a folder the right to write there."""
    for folder in folders:
        os.chmod(folder, os.stat(folder).st_mode | stat.S_IRWXU)


def remove(root: Path, python: Path, paths: Sequence[str]) -> None:
    """Remove what dead processes of the course left in its state folder, and nothing outside of it."""
    for path in map(Path, paths):
        if not path.is_relative_to(root / STATE):
            raise CannotMend(f"{path} is not in {root / STATE}.")
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def end(root: Path, python: Path, pids: Sequence[str]) -> None:
    """End processes that the course left behind."""
    for pid in pids:
        if not _is_of_the_course(pid, root):
            continue  # it has ended meanwhile, and somebody else has its number
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(pid), getattr(signal, "SIGKILL", signal.SIGTERM))


def _is_of_the_course(pid: str, root: Path) -> bool:
    command = Path("/proc") / pid / "cmdline"
    if not command.parent.parent.joinpath("self").exists():
        return True  # a system without /proc cannot be asked without more than the standard library
    try:
        return str(root) in command.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def must(done: subprocess.CompletedProcess[str]) -> None:
    """
    Raises:
        CannotMend: the program failed.
    """
    if done.returncode != 0:
        raise CannotMend(last_line(done.stderr or done.stdout))


def _rename(path: Path) -> None:
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if not aside.exists():
            path.rename(aside)
            return
    raise CannotMend(f"There are a thousand damaged copies of {path} already: delete them.")


MENDS: dict[str, Callable[[Path, Path, Sequence[str]], None]] = {
    "end": end,
    "environment": environment,
    "kernelspec": kernelspec,
    "package": package,
    "packages": packages,
    "remove": remove,
    "set_aside": set_aside,
    "writable": writable,
}
