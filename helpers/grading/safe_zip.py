"""Unpack an archive that a stranger made.

`zipfile.extractall` keeps files inside the folder, but believes the rest: sizes, counts, names that a system cannot
hold, links. Here nothing is believed. What is unpacked is counted while it is unpacked, and an archive is unpacked as
a whole or not at all.

Each refusal is a sentence that names the archive and the member, and says what to do: the caller shows it and goes on
with the next archive.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_CHUNK = 1 << 16
_ENCRYPTED = 0x1
# What systems add by themselves; nobody misses it.
_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
# Names that Windows takes for devices, with any ending.
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"COM{number}" for number in range(1, 10)), *(f"LPT{n}" for n in range(1, 10))]
)


class UnsafeArchive(Exception):
    """The archive is not unpacked. The message says which one, why, and what to do; it is plain text."""


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much one archive may hold.

    Attributes:
        archive: bytes of the archive file.
        total: bytes of all members together, unpacked.
        member: bytes of one member, unpacked.
        ratio: how many times larger than packed a member may become; small ones (a mebibyte) may be any.
        members: how many files and folders.
        depth: how many folders may lie in one another.
        name: characters of one name in a path.
    """

    archive: int = 500_000_000
    total: int = 1_000_000_000
    member: int = 200_000_000
    ratio: float = 200.0
    members: int = 20_000
    depth: int = 12
    name: int = 150


def safe_extract(archive: Path, folder: Path, limits: ZipLimits | None = None) -> list[Path]:
    """Unpack a zip archive into a folder that does not exist yet, or is empty.

    Members are written as plain files, without the archive's permissions and times. What macOS and Windows add by
    themselves is left out. Archives inside the archive stay archives.

    Args:
        archive: the zip file.
        folder: where its contents go. It is there afterwards only when everything was unpacked.

    Returns:
        the files, in the order of the archive.

    Raises:
        UnsafeArchive: nothing was unpacked; the message says why.
    """
    limits = limits or ZipLimits()
    if folder.exists() and any(folder.iterdir()):
        raise UnsafeArchive(f"{archive.name} is not unpacked: the folder {folder.name} is not empty. Name another one.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # beside its place, so that the last step is a rename
    unpacked = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        files = _unpack(archive, unpacked, limits)
        os.chmod(unpacked, 0o755)
        if folder.exists():
            folder.rmdir()
        os.replace(unpacked, folder)
    except BaseException:
        shutil.rmtree(unpacked, ignore_errors=True)
        raise
    return [folder / file for file in files]


def _unpack(archive: Path, folder: Path, limits: ZipLimits) -> list[PurePosixPath]:
    def refuse(why: str, todo: str = "Look at it yourself, or ask for it again.") -> UnsafeArchive:
        return UnsafeArchive(f"{archive.name} is not unpacked: {why} {todo}")

    if archive.is_symlink() or not archive.is_file():
        raise refuse("it is no file.")
    if archive.stat().st_size > limits.archive:
        raise refuse(f"it has more than {limits.archive // 1_000_000} MB.")
    files: list[PurePosixPath] = []
    used: dict[str, bool] = {}  # names as a system sees them that takes A for a; whether it is a folder
    left = limits.total
    try:
        with zipfile.ZipFile(archive) as opened:
            members = opened.infolist()
            if len(members) > limits.members:
                raise refuse(f"it has {len(members)} members; {limits.members} are allowed.")
            for member in members:
                if any(clutter in f"{member.filename}" for clutter in _CLUTTER):
                    continue
                shown = _shown(member.filename)
                why = _name_problem(member, limits) or _kind_problem(member)
                if why:
                    raise refuse(f"the member {shown} {why}.")
                path = PurePosixPath(member.filename)
                for at in range(1, len(path.parts) + 1):
                    is_folder = at < len(path.parts) or member.is_dir()
                    key = unicodedata.normalize("NFC", "/".join(path.parts[:at])).casefold()
                    if used.setdefault(key, is_folder) != is_folder or (not is_folder and used.get(f"{key}\0")):
                        raise refuse(f"two members have the name {shown}.")
                    if not is_folder:
                        used[f"{key}\0"] = True
                if member.is_dir():
                    (folder / path).mkdir(parents=True, exist_ok=True)
                    continue
                (folder / path.parent).mkdir(parents=True, exist_ok=True)
                written = 0
                most = min(left, limits.member, max(1 << 20, int(member.compress_size * limits.ratio)))
                with opened.open(member) as source, (folder / path).open("xb") as target:
                    while piece := source.read(_CHUNK):
                        written += len(piece)
                        if written > most:
                            raise refuse(
                                f"the member {shown} is larger than {most // 1_000_000 or 1} MB when unpacked, "
                                f"from {member.compress_size} bytes."
                            )
                        target.write(piece)
                left -= written
                files.append(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        # RuntimeError: encrypted, as zipfile says it; NotImplementedError: a way of packing that Python lacks
        raise refuse(f"it is damaged, or no zip archive ({error}).") from error
    except OSError as error:
        raise refuse(f"a file could not be written ({error.strerror}).", "Make room, and do it again.") from error
    return files


def _name_problem(member: zipfile.ZipInfo, limits: ZipLimits) -> str:
    """What is wrong with a member's name; empty when nothing is."""
    name = member.filename
    parts = name.rstrip("/").split("/")
    if not name.strip("/"):
        return "has no name"
    if name.startswith("/") or "\\" in name or ":" in name:
        return "has a path that leads out of the folder"
    if any(part in ("", ".", "..") for part in parts):
        return "has a path that leads out of the folder"
    if len(parts) > limits.depth:
        return f"lies more than {limits.depth} folders deep"
    if any(len(part) > limits.name or len(part.encode("utf-8", "replace")) > 255 for part in parts):
        return "has a name that is too long"
    if any(unicodedata.category(character) in ("Cc", "Cs", "Cf") for character in name):
        return "has a name with invisible characters"
    if any(part.split(".")[0].rstrip().upper() in _DEVICES or part.endswith((" ", ".")) for part in parts):
        return "has a name that some systems cannot hold"
    return ""


def _kind_problem(member: zipfile.ZipInfo) -> str:
    """Why a member is no plain file or folder; empty when it is one."""
    if member.flag_bits & _ENCRYPTED:
        return "is protected by a password"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is no file"
    return ""


def _shown(name: str) -> str:
    """A member's name, for a message: short, and on one line."""
    text = ascii(name[:80])[1:-1]
    return f"'{text}…'" if len(name) > 80 else f"'{text}'"
