"""Run the reading room on a socket until it is stopped."""

from __future__ import annotations

import socket

import uvicorn

from factdb.web.guard import Guard
from factdb.web.server import application


def run(database: str, guard: Guard, title: str, listener: socket.socket) -> None:
    """Serve on `listener`, which is already listening, until the process is interrupted."""
    config = uvicorn.Config(
        application(database, guard, title),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[listener])
