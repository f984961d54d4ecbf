"""The benchmark of linking."""

from pathlib import Path

import pytest

from benchmarks import linking


def test_a_few_records_are_linked_alike_by_any_number_of_partitions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "PARTITIONS", (1, 3))
    one, three = linking.table(300).rows
    assert one[3:] == three[3:]
    assert 50 < int(one[3]) < 300
