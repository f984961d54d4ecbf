"""A worker that ends when its parent is gone."""

import os
import time
from threading import Thread

_SECONDS = 0.5
"""Between two looks."""


def end_with_parent() -> None:
    """Have this process end soon after the one that started it."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_SECONDS)
        os._exit(1)

    Thread(target=watch, daemon=True).start()
