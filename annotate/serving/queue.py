"""A job that others ask for, more often than it can be done."""

from collections.abc import Callable
from threading import Lock, Thread

from risalah.schema import RisalahError


class Queue:
    """Runs one job in a thread, never twice at once: however often it is asked for meanwhile, it runs once more."""

    def __init__(
        self,
        job: Callable[[], None],
        end: Callable[[], None] = lambda: None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Name the job, which may raise, and what makes it end early; `tell` gets why it failed. Nothing runs yet."""
        self._job, self._end, self._tell = job, end, tell
        self._lock = Lock()
        self._closed = False
        self._worker = Thread()
        self.running = False
        self.waiting = False
        """Whether it runs again when it is done."""
        self.failure: str | None = None
        """Why the last run failed; null where it did not."""

    def ask(self) -> None:
        """Have the job run from its beginning, now or when it is done; after `close` nothing happens."""
        with self._lock:
            self.waiting = not self._closed
            if self.waiting and not self.running:
                self.running = True
                self._worker = Thread(target=self._work, daemon=True)
                self._worker.start()

    def close(self) -> None:
        """End the job that runs, and wait until it has ended; none runs after it."""
        with self._lock:
            self._closed, self.waiting = True, False
            worker = self._worker if self.running else None
        if worker:
            self._end()
            worker.join()

    def _work(self) -> None:
        while self._next():
            self._run()

    def _next(self) -> bool:
        with self._lock:
            self.running, self.waiting = self.waiting, False
            return self.running

    def _run(self) -> None:
        try:
            self._job()
        except Exception as error:  # told to whoever asks; the next run may do better
            foreseen = isinstance(error, RisalahError | OSError)
            self.failure = str(error) if foreseen else f"{type(error).__name__}: {error}"
            self._tell(self.failure)
        else:
            self.failure = None
