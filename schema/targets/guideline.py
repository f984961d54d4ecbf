"""The annotators' guideline as HTML, derived from the event classes: the page shows it behind "Instructions"."""

from collections.abc import Iterator
from html import escape

from risalah.schema.event import Event, label
from risalah.schema.ontology import ATTRIBUTION, Ontology
from risalah.schema.targets.labelling import NO_EVENT, REALIS_CHOICES, hotkeys

_STYLE = """
.guideline { font-size: 14px; line-height: 1.45; }
.guideline h3 { margin: 18px 0 4px; font-weight: 600; }
.guideline p { margin: 0 0 6px; }
.guideline td { vertical-align: top; padding: 2px 12px 2px 0; }
.guideline kbd { border: 1px solid #bbb; border-radius: 4px; padding: 0 4px; font-size: 12px; white-space: nowrap; }
"""
_CORRECTIONS = (
    (
        "Add a mention: its role, its event's number, then drag over the words.",
        "Menambah sebutan: tekan perannya dan nomor peristiwanya, lalu sapu kata-katanya.",
    ),
    (
        "Move a mention to another event: click it, then switch one number off and the other on.",
        "Memindahkan sebutan ke peristiwa lain: klik, lalu matikan nomor lama dan nyalakan nomor baru.",
    ),
    (
        "Change a role: click the mention, then switch one role off and the other on.",
        "Mengganti peran: klik sebutannya, lalu matikan peran lama dan nyalakan peran baru.",
    ),
    (
        "Correct a value: click the mention, press {enter}, write the name or the date in place of what stands there. "
        "Dates may be short: 4 is the 4th nearest to the day of publication, 4/9 is 4 September, -1 the day before.",
        "Membetulkan nilai baku: klik sebutannya, tekan {enter}, ganti isinya dengan nama atau tanggal yang benar. "
        "Tanggal boleh disingkat: 4 berarti tanggal 4 terdekat dari hari terbit, 4/9 berarti 4 September, -1 berarti "
        "sehari sebelum terbit.",
    ),
    (
        "Correct a boundary: click the mention and drag its edge.",
        "Membetulkan batas: klik sebutannya, lalu geser tepinya.",
    ),
    (
        "Change whether it took place: click any of its triggers, choose again.",
        "Mengubah status kejadian: klik salah satu pemicunya, pilih lagi.",
    ),
    (
        "Delete a false event with all its regions: click any of its triggers, press {no_event}.",
        "Menghapus peristiwa yang keliru beserta semua sebutannya: klik salah satu pemicunya, tekan {no_event}.",
    ),
    (
        "Split an event: give the trigger and the time of the second one another number. Who took part stays with both "
        "until you say otherwise.",
        "Memecah peristiwa: beri nomor lain kepada pemicu dan waktu peristiwa kedua. Pesertanya tetap milik keduanya "
        "selama tidak Anda ubah.",
    ),
    (
        "Merge two events: click a trigger of one, press {relate}, click a trigger of the other.",
        "Menggabung dua peristiwa: klik pemicu yang satu, tekan {relate}, klik pemicu yang lain.",
    ),
    (
        "Add an event that was missed: type, a new number, drag over the word that tells it; then its mentions.",
        "Menambah peristiwa yang terlewat: tekan jenisnya dan nomor baru, sapu kata pemicunya; lalu sebutannya.",
    ),
    (
        "All is right: submit.",
        "Sudah benar semua: kirim.",
    ),
)  # fmt: skip

_REALIS = {
    "actual": "It took place, or goes on. / Sudah atau sedang terjadi.",
    "planned": "It is to come. / Akan terjadi.",
    "denied": "It did not or will not take place. / Tidak atau tidak akan terjadi.",
    "hypothetical": "It is only thought of. / Baru diandaikan.",
    NO_EVENT: "None of the types: it goes, with all its regions. / Bukan peristiwa: hilang beserta semua sebutannya.",
}


def guideline(ontology: Ontology) -> str:
    """Return how to correct a page, and what each type and role means, in English and Indonesian, as HTML."""
    keys = {name: f"<kbd>{escape(key)}</kbd>" for name, key in hotkeys(ontology).items()}
    held = {"enter": "<kbd>Enter</kbd>", "relate": "<kbd>alt+r</kbd>", "no_event": keys[NO_EVENT]}
    told = "".join(
        f"<tr><td>{english.format(**held)}</td><td>{indonesian.format(**held)}</td></tr>"
        for english, indonesian in _CORRECTIONS
    )
    realis = "".join(_rows({choice: _REALIS[choice] for choice in REALIS_CHOICES}, keys))
    types = "".join("".join(_type(event, keys)) for event in ontology)
    return (
        f'<style>{_STYLE}</style><div class="guideline"><h3>How to correct / Cara membetulkan</h3>'
        f"<table>{told}</table><h3>Did it take place? / Terjadikah?</h3>{realis}{types}</div>"
    )


def _type(event: type[Event], keys: dict[str, str]) -> Iterator[str]:
    yield f"<h3>{_keyed(event.label(), keys)}</h3>"
    for paragraph in event.guideline().split("\n\n"):
        yield f"<p>{escape(paragraph)}</p>"
    roles = {role.label: role.description for role in event.roles()}
    yield from _rows(roles | {label(ATTRIBUTION): "Who says so. / Siapa yang mengatakannya."}, keys)


def _rows(told: dict[str, str], keys: dict[str, str]) -> Iterator[str]:
    yield "<table>"
    for name, description in told.items():
        yield f"<tr><td>{_keyed(name, keys)}</td><td>{escape(description)}</td></tr>"
    yield "</table>"


def _keyed(name: str, keys: dict[str, str]) -> str:
    """Return a label with its key; the last labels of very many have none."""
    return f"{escape(name)} {keys.get(name, '')}"
