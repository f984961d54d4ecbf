"""Where the nodes of a network stand: those that are tied near each other, all others apart.

The forces are those of Jacomy et al., "ForceAtlas2, a Continuous Graph Layout Algorithm",
PLoS ONE 9(6) (2014): nodes of many ties push others away harder, which leaves room
around them, and all are drawn to the middle, which keeps parts without a tie in view.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

STEPS = 500
GRAVITY = 1.5
SPREAD = 200
"""Steps in which names that cover each other are moved apart."""
LETTER, LINE = 0.0085, 0.05
"""Width of a letter and height of a line, where the drawing is 1 wide and 1 high."""
_GOLDEN_ANGLE = 2.399963
"""Radians; nodes that are laid out by it never stand on each other."""

Points = npt.NDArray[np.float64]


def layout(names: Sequence[str], ties: Sequence[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """Return the place of each node, both coordinates between 0 and 1, given ties of two nodes and their strength.

    A name stands around its node and covers no other, where there is room. The same
    network always has the same layout.
    """
    one, other, strength = (np.array(column) for column in zip(*ties, strict=True))
    at = _forced(_spiral(len(names)), one, other, np.sqrt(strength / strength.max()))
    at = _scaled(at)
    for _ in range(SPREAD):
        at = _scaled(at + _uncovered(at, np.array([len(name) * LETTER for name in names])))
    return [(float(x), float(y)) for x, y in np.round(at, 3)]


def _forced(
    at: Points, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64], pull: npt.NDArray[np.float64]
) -> Points:
    """Return where forces between nodes move them."""
    mass = 1.0 + np.bincount(np.concatenate([one, other]), minlength=len(at))[:, None]
    for heat in np.linspace(1.0, 0.01, STEPS):
        between = at[:, None, :] - at[None, :, :]
        squared = np.maximum((between**2).sum(axis=2, keepdims=True), 1e-4)
        force = (between / squared * mass[None]).sum(axis=1) * mass - GRAVITY * mass * at
        drawn = (at[one] - at[other]) * (1 + 9 * pull[:, None])
        np.add.at(force, one, -drawn)
        np.add.at(force, other, drawn)
        size = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        at = at + force / size * np.minimum(size / mass, heat)
    return at


def _uncovered(at: Points, widths: npt.NDArray[np.float64]) -> Points:
    """Return how to move names that cover each other: by half of what they share, the shorter way."""
    between = at[:, None, :] - at[None, :, :]
    room = np.stack([(widths[:, None] + widths[None, :]) / 2, np.full((len(at), len(at)), LINE)], axis=2)
    shared = np.maximum(room - np.abs(between), 0)
    covering = (shared > 0).all(axis=2) & ~np.eye(len(at), dtype=bool)
    ways = np.where(
        between == 0, np.sign(np.arange(len(at))[:, None] - np.arange(len(at)))[:, :, None], np.sign(between)
    )
    shorter = shared == shared.min(axis=2, keepdims=True)
    moved: Points = np.where(covering[:, :, None] & shorter, ways * shared / 4, 0).sum(axis=1)
    return moved


def _spiral(count: int) -> Points:
    turns = np.arange(count)
    radius = np.sqrt(turns + 0.5)
    return np.stack([radius * np.cos(turns * _GOLDEN_ANGLE), radius * np.sin(turns * _GOLDEN_ANGLE)], axis=1)


def _scaled(at: Points) -> Points:
    low, high = at.min(axis=0), at.max(axis=0)
    scaled: Points = (at - low) / np.maximum(high - low, 1e-9)
    return scaled
