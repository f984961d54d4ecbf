"""Which country an actor or a place belongs to."""

from collections.abc import Mapping
from typing import Any

from risalah.annotate.offices import Offices, offices
from risalah.annotate.rules.pack import load_pack, pack_files
from risalah.annotate.workspace import Workspace


class Countries:
    """ISO 3166-1 alpha-3 codes by what a workspace's language calls countries, and by who held office in one."""

    def __init__(self, names: Mapping[str, str], table: Offices) -> None:
        """Take the codes by country name, and the table of offices."""
        self._names = names
        self._table = table

    def __call__(self, kind: str, value: str) -> str | None:
        """Return the code of a filler; null where it is none of a country's, or of several."""
        if kind == "person":
            codes = self._table.countries_of(value)
            return min(codes) if len(codes) == 1 else None
        return self._names.get(value)


def countries(workspace: Workspace) -> Countries:
    """Return the countries as the workspace's language names them; raises RuleError where its pack is wrong."""
    config = workspace.config
    pack = load_pack(pack_files(config.language, workspace.packs), (), workspace.ontology)
    named: dict[str, Any] = pack.places.countries
    return Countries({name: code for code, names in named.items() for name in names}, offices())
