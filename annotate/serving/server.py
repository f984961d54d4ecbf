"""The address at which an application answers."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

from risalah.schema import Problem
from risalah.schema.errors import StudioError

FINISH_SECONDS = 10
"""How long requests that came before the end may take."""


@contextmanager
def serving(app: ASGIApp, host: str, port: int) -> Iterator[str]:
    """Have the application answer at this address while a block runs, and yield the address as a URL.

    Port 0 takes any that is free. Raises StudioError where the address cannot be listened on.
    """
    with _listener(host, port) as listener:
        settings = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=FINISH_SECONDS
        )
        server = uvicorn.Server(settings)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _listener(host: str, port: int) -> socket.socket:
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        what = f"cannot be listened on: {error.strerror or error}"
        raise StudioError(Problem(f"{host}:{port}", what, "Choose another address or port")) from None
    # Inherited by what is accepted: otherwise an answer's second part waits 40 ms for the first to be acknowledged.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
