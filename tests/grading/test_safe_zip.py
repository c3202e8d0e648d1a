"""An archive from a stranger is unpacked as a whole, or not at all; and it says why not."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from helpers.grading.safe_zip import UnsafeArchive, ZipLimits, safe_extract


def packed(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_an_ordinary_archive_is_unpacked_without_what_systems_add(tmp_path: Path) -> None:
    archive = packed(
        tmp_path / "class.zip",
        **{"ann/04/04.ipynb": b"{}", "bob/04 (1).ipynb": b"[]", "__MACOSX/ann/._04": b"", "ann/.DS_Store": b""},
    )

    files = safe_extract(archive, tmp_path / "out")

    assert [file.relative_to(tmp_path).as_posix() for file in files] == ["out/ann/04/04.ipynb", "out/bob/04 (1).ipynb"]
    assert files[0].read_bytes() == b"{}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../gradebook.db", "leads out of the folder"),
        ("a/../../b", "leads out of the folder"),
        ("/etc/passwd", "leads out of the folder"),
        ("C:/x", "leads out of the folder"),
        ("a\\..\\b", "leads out of the folder"),
        ("x/" * 20 + "x", "folders deep"),
        ("x" * 400, "too long"),
        ("a\nb", "invisible characters"),
        ("a\u202egpj.py", "invisible characters"),
        ("aux.ipynb", "some systems cannot hold"),
    ],
)
def test_a_name_that_is_a_trap_is_refused(name: str, words: str, tmp_path: Path) -> None:
    archive = packed(tmp_path / "class.zip", **{"good.txt": b"x", name: b"x"})

    with pytest.raises(UnsafeArchive, match=rf"(?s)class.zip is not unpacked: .*{words}"):
        safe_extract(archive, tmp_path / "out")

    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK])
def test_what_is_no_file_is_refused(kind: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        member = zipfile.ZipInfo("secret")
        member.create_system = 3
        member.external_attr = (kind | 0o777) << 16
        archive.writestr(member, "/etc/passwd")

    with pytest.raises(UnsafeArchive, match=r"is a link|is no file"):
        safe_extract(tmp_path / "class.zip", tmp_path / "out")


def test_a_bomb_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    archive = packed(tmp_path / "class.zip", small=b"x", bomb=bytes(5_000_000))

    with pytest.raises(UnsafeArchive, match="'bomb' is larger than 1 MB when unpacked"):
        safe_extract(archive, tmp_path / "out")

    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    archive = packed(tmp_path / "class.zip", bomb=bytes(3_000_000))
    # the central directory and the local header both say that it is small
    archive.write_bytes(archive.read_bytes().replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))

    with pytest.raises(UnsafeArchive, match=r"damaged|larger than"):
        safe_extract(archive, tmp_path / "out")


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (ZipLimits(members=2), "has 3 members; 2 are allowed"),
        (ZipLimits(total=1500), "is larger than"),
        (ZipLimits(archive=100), "more than 0 MB"),
    ],
)
def test_limits_on_the_whole_are_kept(limits: ZipLimits, words: str, tmp_path: Path) -> None:
    archive = packed(tmp_path / "class.zip", a=bytes(1000), b=bytes(1000), c=b"x")

    with pytest.raises(UnsafeArchive, match=words):
        safe_extract(archive, tmp_path / "out", limits)


def test_names_that_are_the_same_on_some_systems_are_refused(tmp_path: Path) -> None:
    archive = packed(tmp_path / "class.zip", **{"ann/A.ipynb": b"1", "ann/a.ipynb": b"2"})

    with pytest.raises(UnsafeArchive, match="two members have the name"):
        safe_extract(archive, tmp_path / "out")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "class.zip").write_bytes(b"PK\3\4 and so on")

    with pytest.raises(UnsafeArchive, match=r"damaged, or no zip archive .* Look at it yourself"):
        safe_extract(tmp_path / "class.zip", tmp_path / "out")
