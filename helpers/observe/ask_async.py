"""The same as `ask`, for coroutines: the event loop goes on while the judge lets the coroutine wait."""

from __future__ import annotations

import asyncio
import os
from typing import Any

from helpers.observe.ask import connect, hello
from helpers.observe.wire import LONGEST, pack, unpack


async def ask_async(message: dict[str, Any]) -> dict[str, Any]:
    """Send a message over a connection of its own and wait for the reply.

    A cancelled wait closes the connection, and the judge sees it.
    """
    connection = connect()
    connection.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=connection, limit=LONGEST)
    try:
        writer.write(pack(hello()) + pack(message))
        await writer.drain()
        line = await reader.readline()
    finally:
        writer.close()
    if not line:
        os._exit(1)  # the judge has gone
    return unpack(line)
