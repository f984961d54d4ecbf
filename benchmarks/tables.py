"""Tables, on the screen and in the docs."""

from dataclasses import dataclass, field
from pathlib import Path

import rich.table


@dataclass
class Table:
    """What was measured."""

    title: str
    columns: tuple[str, ...]
    note: str = ""
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def markdown(self) -> str:
        """Return it as a section of a page."""
        head = [self.columns, ("---", *["--:"] * (len(self.columns) - 1))]
        lines = [f"| {' | '.join(cells)} |" for cells in (*head, *self.rows)]
        return "\n\n".join(part for part in (f"## {self.title}", self.note, "\n".join(lines)) if part)

    def rich(self) -> rich.table.Table:
        """Return it as the terminal shows it."""
        table = rich.table.Table(title=self.title, title_justify="left")
        for number, column in enumerate(self.columns):
            table.add_column(column, justify="right" if number else "left", no_wrap=not number)
        for row in self.rows:
            table.add_row(*row)
        return table


def figure(value: float) -> str:
    """Return a number with two significant digits or, from 10 on, as a whole number."""
    if value >= 10:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def put(page: Path, heading: str, told: str) -> None:
    """Write something below a heading of a page that has it, in place of what stands there until the next."""
    before, title, rest = page.read_text(encoding="utf-8").partition(f"## {heading}\n")
    _, after, others = rest.partition("\n## ")
    page.write_text(f"{before}{title}\n{told.strip()}\n{after}{others}", encoding="utf-8")
