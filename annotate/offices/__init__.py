"""Who held which office when: a table of facts that rules of every language look into."""

import csv
import datetime
import functools
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("holders.csv")
_CODE = 3
"""Letters of a country's code; organizations in the table have longer or shorter acronyms."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in an office, from a day to a day."""

    of: str
    """A country's ISO 3166-1 alpha-3 code, or an organization's acronym."""
    office: str
    name: str
    """The canonical name."""
    names: tuple[str, ...]
    """Other spellings and short forms."""
    start: str
    """ISO date, month or year; empty where it is not known."""
    end: str
    """Likewise; empty while in office when the row was checked."""

    def held(self, day: datetime.date) -> bool:
        """Say whether the office was theirs on a day, as far as the table's dates are exact."""
        date = day.isoformat()
        return self.start <= date and (not self.end or date[: len(self.end)] <= self.end)


class Offices:
    """The table by name and by office."""

    def __init__(self, holders: list[Holder]) -> None:
        self.holders = holders
        self._by_office: dict[tuple[str, str], list[Holder]] = {}
        self._by_name: dict[str, list[Holder]] = {}
        for holder in holders:
            self._by_office.setdefault((holder.of, holder.office), []).append(holder)
            for name in (holder.name, *holder.names):
                self._by_name.setdefault(name, []).append(holder)

    def holder(self, of: str, office: str, day: datetime.date) -> Holder | None:
        """Return who held the office on a day; null where the table does not tell, or tells of several."""
        held = [holder for holder in self._by_office.get((of, office), []) if holder.held(day)]
        return held[0] if len(held) == 1 else None

    def of_person(self, name: str) -> list[Holder]:
        """Return every office that somebody of this name held."""
        return self._by_name.get(name, [])

    def countries_of(self, name: str) -> frozenset[str]:
        """Return the ISO 3166-1 alpha-3 codes of the countries in which somebody of this name held an office."""
        return frozenset(holder.of for holder in self.of_person(name) if len(holder.of) == _CODE)


@functools.cache
def offices() -> Offices:
    """Return the table that comes with the package."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return Offices([_holder(row) for row in csv.DictReader(file)])


def _holder(row: dict[str, str]) -> Holder:
    names = tuple(row["names"].split("|")) if row["names"] else ()
    return Holder(row["of"], row["office"], row["name"], names, row["from"], row["to"])
