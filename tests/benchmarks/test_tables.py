"""What is measured goes into pages."""

from pathlib import Path

from benchmarks.tables import put


def test_a_section_is_replaced_and_the_others_stay(tmp_path: Path) -> None:
    (page := tmp_path / "halaman.md").write_text("# Judul\n\n## Satu\n\nlama\n\n### Rinci\n\n## Dua\n\ntetap\n")
    put(page, "Satu", "baru")
    assert page.read_text() == "# Judul\n\n## Satu\n\nbaru\n\n## Dua\n\ntetap\n"
    put(page, "Dua", "baru juga")
    assert page.read_text() == "# Judul\n\n## Satu\n\nbaru\n\n## Dua\n\nbaru juga\n"
