"""Pulling again and again: polling finds whatever changed, a webhook only makes it look earlier."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from risalah.annotate.studio.server.client import Studio
from risalah.annotate.studio.sync import project as projects
from risalah.annotate.studio.sync.pull import Pull, pull
from risalah.annotate.workspace import Workspace
from risalah.schema.errors import StudioError

EVERY = 30.0
"""Seconds between two pulls where nothing wakes it."""
AT_ONCE = 1.0
"""Seconds from the beginning of one pull to the next, at least, however often it is woken."""
LONGEST_PAUSE = 60.0
"""Seconds between two tries at a server that does not answer, at most."""
FULL_SECONDS = 24 * 60 * 60.0
"""How often everything is fetched again, whatever the server says of its changes."""


class Bell:
    """Wakes the one who waits for it. May be rung by any thread, and within a signal handler."""

    def __init__(self) -> None:
        """Hang the bell; nobody waits yet."""
        self._rings: SimpleQueue[None] = SimpleQueue()  # unlike an Event it may be set while its owner waits for it
        self.stopped = False

    def ring(self) -> None:
        """Wake who waits, or who will wait next."""
        self._rings.put(None)

    def stop(self) -> None:
        """Wake who waits, for good."""
        self.stopped = True
        self.ring()

    def rest(self, least: float, most: float) -> None:
        """Wait `most` seconds, or until it rings, but then `least` seconds in all; once it is stopped, not at all."""
        began = time.monotonic()
        rung = self._rang(most)
        while rung and not self.stopped and (left := began + least - time.monotonic()) > 0:
            self._rang(left)
        while not self._rings.empty():
            self._rings.get()

    def _rang(self, seconds: float) -> bool:
        try:
            self._rings.get(timeout=max(seconds, 0))
        except Empty:
            return False
        return True


def watch(
    workspace: Workspace,
    studio: Studio,
    bell: Bell,
    *,
    every: float = EVERY,
    hook: str | None = None,
    on_pull: Callable[[Pull], None] = lambda _: None,
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """Pull every so many seconds, and whenever the bell rings, until it is stopped; then end after the current chunk.

    `hook` is an address that rings the bell: while this runs, the server calls it when
    something changes. `on_pull` gets each pull that brought something; `tell` a sentence
    when the server does not answer or refuses, once, and when it is back. Raises
    WorkspaceError and SchemaError as `pull` does, but no StudioError.
    """
    watcher = _Watcher(workspace, studio, bell, hook, on_pull, tell)
    try:
        while not bell.stopped:
            began = time.monotonic()
            pause = watcher.look(every)
            bell.rest(AT_ONCE - (time.monotonic() - began), pause)
    finally:
        watcher.unhook()


class _Stopped(Exception):  # noqa: N818
    """Ends a pull after the chunk it has just written."""


@dataclass
class _Watcher:
    """What is remembered from one pull to the next."""

    workspace: Workspace
    studio: Studio
    bell: Bell
    hook: str | None
    on_pull: Callable[[Pull], None]
    tell: Callable[[str], None]
    hooks: dict[int, list[int]] = field(default_factory=dict)
    """The webhooks of each project that call the hook."""
    full_at: float = field(default_factory=lambda: time.monotonic() + FULL_SECONDS)
    fetched: int = 0
    """Tasks fetched since a pull last succeeded."""
    failures: int = 0
    """Pulls that failed since one last succeeded, and what was told of them."""
    told: set[str] = field(default_factory=set)

    def look(self, every: float) -> float:
        """Pull once, and return how many seconds to wait for the next."""
        full = time.monotonic() >= self.full_at
        try:
            done = pull(self.workspace, self.studio, full=full, advance=self._advance)
        except _Stopped:
            return 0.0
        except StudioError as error:
            return self._failed(str(error))
        if full:
            self.full_at = time.monotonic() + FULL_SECONDS
        self._succeeded(done)
        self._hook_up()
        return every

    def unhook(self) -> None:
        """Remove the webhooks."""
        try:
            for hook in [hook for hooks in self.hooks.values() for hook in hooks]:
                self.studio.delete_hook(hook)
        except StudioError as error:
            self.tell(f"The webhook is left there, and the next watch takes it: {error}")

    def _advance(self, count: int) -> None:
        self.fetched += count
        if self.bell.stopped:
            raise _Stopped

    def _failed(self, why: str) -> float:
        if why not in self.told:
            self.told.add(why)
            self.tell(why)
        self.failures += 1
        return min(2.0**self.failures / 2, LONGEST_PAUSE)

    def _succeeded(self, done: Pull) -> None:
        if self.failures:
            self.tell(f"{self.studio.url} answers again")
        self.failures = 0
        self.told.clear()
        done.changed, self.fetched = self.fetched, 0  # with what a pull fetched that failed after it
        if done.changed or done.deleted:
            self.on_pull(done)

    def _hook_up(self) -> None:
        """Have every project call the hook; one that a killed watch has left is taken over."""
        if not self.hook:
            return
        try:
            for project in projects.found(self.workspace, self.studio):
                if project.number not in self.hooks:
                    known = [hook for hook, url in self.studio.hooks(project.number) if url == self.hook]
                    self.hooks[project.number] = known or [self.studio.create_hook(project.number, self.hook)]
        except StudioError as error:
            self.tell(f"Goes on without webhooks: {error}")
            self.hook = None
