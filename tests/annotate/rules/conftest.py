"""What the tests of the rules share: whether something takes time in proportion to the text."""

import gc
import time
from collections.abc import Callable

import pytest

Act = Callable[[str], object]


def seconds(act: Act, text: str) -> float:
    """How long this process itself takes for the text, whatever others do meanwhile.

    The garbage collector, which goes over all that the tests before have left too, is no part of it.
    """
    gc.disable()
    try:
        started = time.process_time()
        act(text)
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.fixture(scope="session")
def is_linear() -> Callable[[Act, Callable[[int], str], int], bool]:
    """Tell whether four times the text takes less than eight times the time; once in a while noise makes it more."""

    def tell(act: Act, text: Callable[[int], str], length: int) -> bool:
        for _ in range(3):
            few, many = text(length), text(4 * length)
            if seconds(act, many) < 8 * min(seconds(act, few), seconds(act, few)) + 0.02:
                return True
        return False

    return tell
