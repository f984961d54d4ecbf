"""An address that Label Studio's webhooks call."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from risalah.schema import Problem
from risalah.schema.errors import StudioError

_LONGEST = 100_000
"""Bytes of a call that are read, so that it can be answered; nothing of them is looked at."""


@contextmanager
def listening(host: str, port: int, ring: Callable[[], None]) -> Iterator[str]:
    """Call `ring` at every POST to this address while a block runs, and yield the address as a URL.

    What is sent is not believed, so whoever can reach the address can do no more than
    ring. Port 0 takes any that is free. Raises StudioError where the address cannot be
    listened on.
    """
    try:
        server = _Server(host, port, ring)
    except OSError as error:
        what = f"cannot be listened on: {error.strerror or error}"
        raise StudioError(Problem(f"{host}:{port}", what, "Choose another address or port")) from None
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: str, port: int, ring: Callable[[], None]) -> None:
        super().__init__((host, port), _Call)
        self.ring = ring

    def handle_error(self, *_: object) -> None:
        """Say nothing: a call that breaks off concerns nobody."""


class _Call(BaseHTTPRequestHandler):
    server: _Server
    timeout = 5.0

    def do_POST(self) -> None:
        """Ring, and answer at once: Label Studio lets an annotator wait for it."""
        length = self.headers.get("Content-Length", "")
        self.rfile.read(min(int(length), _LONGEST) if length.isdigit() else 0)
        self.server.ring()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
