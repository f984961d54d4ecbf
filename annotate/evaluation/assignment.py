"""Who goes with whom so that all together are most alike."""

from collections.abc import Mapping, Sequence


def best_total(likeness: Mapping[tuple[int, int], float]) -> float:
    """Return the greatest sum of likenesses in which no row and no column is used twice.

    What is not told is 0; none is negative. By the Hungarian method (Kuhn 1955) as Jonker
    and Volgenant shorten it (1987, "A shortest augmenting path algorithm for dense and
    sparse linear assignment problems"): O(n^3) for n rows or columns, whichever are fewer.
    """
    rows, columns = (sorted({cell[side] for cell in likeness}) for side in (0, 1))
    if len(rows) > len(columns):
        return best_total({(column, row): alike for (row, column), alike in likeness.items()})
    costs = [[-likeness.get((row, column), 0.0) for column in columns] for row in rows]
    return -sum(costs[row][column] for column, row in _assigned(costs).items())


def _assigned(costs: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return the row of each column that has one, at the least cost; there are at least as many columns as rows."""
    row_prices, column_prices = [0.0] * len(costs), [0.0] * len(costs[0])
    row_of: dict[int, int] = {}
    for start in range(len(costs)):
        column, before = _shortest_path(costs, start, row_prices, column_prices, row_of)
        while (previous := before[column]) is not None:
            row_of[column] = row_of[previous]
            column = previous
        row_of[column] = start
    return row_of


def _shortest_path(
    costs: Sequence[Sequence[float]],
    start: int,
    row_prices: list[float],
    column_prices: list[float],
    row_of: Mapping[int, int],
) -> tuple[int, list[int | None]]:
    """Return the free column that a row reaches at the least cost, and for each column the one it is reached from.

    Raises the prices on the way, so that no cost is below the prices of its row and column.
    """
    free = set(range(len(column_prices)))
    least = [float("inf")] * len(column_prices)
    before: list[int | None] = [None] * len(column_prices)
    row: int = start
    reached: int | None = None
    while True:
        for column in free:
            cost = costs[row][column] - row_prices[row] - column_prices[column]
            if cost < least[column]:
                least[column], before[column] = cost, reached
        nearest = min(free, key=lambda column: (least[column], column))
        rise = least[nearest]
        row_prices[start] += rise
        for column in range(len(least)):
            if column in free:
                least[column] -= rise
            else:
                row_prices[row_of[column]] += rise
                column_prices[column] -= rise
        if nearest not in row_of:
            return nearest, before
        free.remove(nearest)
        row, reached = row_of[nearest], nearest
