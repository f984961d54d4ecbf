"""Articles that are nearly the same text."""

from collections.abc import Callable

from risalah.annotate.linking import linked
from risalah.annotate.linking.duplicates import Sketches, shingles

NEWS = """\
Menteri Luar Negeri menerima duta besar negara sahabat di Gedung Pancasila, Jakarta, pada Senin pagi. Keduanya
membicarakan perlindungan pekerja migran, perdagangan hasil laut, dan rencana penerbangan langsung antara kedua ibu
kota. Seusai pertemuan, juru bicara kementerian mengatakan bahwa rancangan perjanjian akan dibahas lagi bulan depan."""
OTHER = """\
Hujan lebat yang turun sejak Minggu malam membuat tujuh kelurahan di Semarang terendam. Petugas mengungsikan warga ke
balai kota dan dua sekolah, sementara pompa tambahan didatangkan dari Surabaya. Air diperkirakan surut lusa."""


def groups(**texts: str) -> dict[str, str]:
    sketches = Sketches()
    for doc_id, text in texts.items():
        sketches.add(doc_id, text)
    return sketches.groups()


def test_an_edited_reprint_is_grouped_with_the_first() -> None:
    reprint = NEWS.replace("Senin pagi", "Senin (4/8)").replace("mengatakan", "menyebut") + " (ant)"
    assert groups(c=OTHER, b=NEWS, a=reprint) == {"a": "a", "b": "a", "c": "c"}


def test_the_order_does_not_matter() -> None:
    assert groups(a=NEWS, b=NEWS, c=OTHER) == groups(c=OTHER, b=NEWS, a=NEWS) == {"a": "a", "b": "a", "c": "c"}


def test_an_article_with_much_of_another_is_none_of_its_reprints() -> None:
    assert groups(a=NEWS, b=NEWS[: len(NEWS) * 9 // 10] + OTHER)["b"] == "b"


def test_nothing_and_short_texts_have_groups_too() -> None:
    assert groups() == {}
    assert groups(a="Ya.", b="ya", c="Tidak.") == {"a": "a", "b": "a", "c": "c"}


def test_shingles_are_three_words() -> None:
    assert shingles("Satu, dua TIGA empat") == {"satu dua tiga", "dua tiga empat"}


def test_records_of_nearly_the_same_text_match_more_easily(tell: Callable) -> None:
    told = "[Prabowo|1.visitor=Prabowo Subianto:person] [tiba|1.visit:actual] di [bandara|1.destination=bandara]. "
    alone = [tell(told + text, doc_id) for doc_id, text in (("doc-1", NEWS), ("doc-2", OTHER))]
    reprint = [tell(told + NEWS, "doc-1"), tell(told + NEWS + " (ant)", "doc-2")]
    assert linked(alone).events == [["doc-1#1"], ["doc-2#1"]]
    assert linked(reprint).events == [["doc-1#1", "doc-2#1"]]
    assert linked(reprint).groups == {"doc-1": "doc-1", "doc-2": "doc-1"}
