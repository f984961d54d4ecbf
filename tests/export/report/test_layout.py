"""Where the nodes of a network stand."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from risalah.export.report.layout import LETTER, LINE, layout

NAMES = ["Retno Marsudi", "Wang Yi", "Sergei Lavrov", "Anwar Ibrahim", "Kim Jong Un", "Vladimir Putin"]
TIES = st.sets(st.sampled_from([*combinations(range(6), 2)]), min_size=1)


@settings(max_examples=10)
@given(TIES)
def test_no_name_covers_another_and_all_are_in_view(ties: set[tuple[int, int]]) -> None:
    at = layout(NAMES, [(*tie, 1.0) for tie in sorted(ties)])
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in at)
    for one, other in combinations(range(6), 2):
        wide = (len(NAMES[one]) + len(NAMES[other])) / 2 * LETTER
        across, along = (abs(a - b) for a, b in zip(at[one], at[other], strict=True))
        assert across > 0.9 * wide or along > 0.9 * LINE


def test_those_that_are_tied_stand_near_each_other() -> None:
    at = layout(NAMES, [(0, 1, 5.0), (1, 2, 5.0), (0, 2, 5.0), (3, 4, 5.0), (4, 5, 5.0), (3, 5, 5.0), (2, 3, 1.0)])

    def apart(one: int, other: int) -> float:
        return sum((a - b) ** 2 for a, b in zip(at[one], at[other], strict=True))

    assert max(apart(0, 1), apart(4, 5)) < min(apart(0, 4), apart(1, 5))


def test_the_same_network_has_the_same_layout() -> None:
    ties = [(0, 1, 2.0), (1, 2, 1.0)]
    assert layout(NAMES[:3], ties) == layout(NAMES[:3], ties)
