"""What is on its way between two sleeping ends is seen in the kernel's table of connections."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from helpers.site.flight import in_flight

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
OURS, THEIRS, OTHER = "0100007F:1F90", "0100007F:C350", "0100007F:0016"


def table(folder: Path, local: str, remote: str, state: str, queues: str = "00000000:00000000") -> str:
    path = folder / "tcp"
    path.write_text(f"{HEAD}   0: {local} {remote} {state} {queues} 00:00000000 00000000     0        0 1 1\n")
    return str(path)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((OURS, THEIRS, "01"), False),  # established, nothing under way
        ((OURS, THEIRS, "01", "00000010:00000000"), True),  # our answer is not acknowledged
        ((THEIRS, OURS, "01", "00000010:00000000"), True),  # the client's request is not
        ((OURS, THEIRS, "01", "00000000:00000010"), True),  # a request that we have not read
        ((THEIRS, OURS, "01", "00000000:00000010"), False),  # an answer that the client does not read
        ((THEIRS, OURS, "02"), True),  # being opened
        ((OURS, THEIRS, "04"), True),  # being closed
        ((OURS, THEIRS, "06"), False),  # closed long ago
        ((OURS, "00000000:0000", "0A"), False),  # listens
        ((OURS, "00000000:0000", "0A", "00000000:00000001"), True),  # a client that is not accepted yet
        ((OTHER, THEIRS, "01", "00000010:00000010"), False),  # somebody else's
    ],
)
def test_a_row_of_the_table_tells_whether_something_is_on_its_way(
    tmp_path: Path, row: tuple[str, ...], expected: bool
) -> None:
    assert in_flight([0x1F90], table(tmp_path, *row)) is expected


def test_without_such_a_table_nothing_is_on_its_way(tmp_path: Path) -> None:
    assert in_flight([80], str(tmp_path / "none")) is False


@pytest.mark.only_on("linux")
def test_what_a_real_client_sends_is_on_its_way_until_it_is_read() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert not in_flight([port])
        with socket.create_connection(("127.0.0.1", port)) as client:
            assert in_flight([port])
            accepted, _ = listener.accept()
            with accepted:
                client.sendall(b"GET /")
                assert in_flight([port])
                assert accepted.recv(5) == b"GET /"
                while in_flight([port]):  # the acknowledgement may take its time; a hang is the failure
                    pass
