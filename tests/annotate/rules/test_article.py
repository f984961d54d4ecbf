"""What stands around the story tells of the article, and tells no events."""

import pytest

from risalah.annotate.rules import Ruleset
from risalah.schema import Document

RULES = Ruleset.load()
STORY = "Sugiono bertemu Wang Yi di Beijing."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Jakarta (ANTARA) - {STORY}", {"place": "Jakarta", "publisher": "ANTARA"}),
        (f"Surabaya, CNN Indonesia -- {STORY}", {"place": "Surabaya", "publisher": "CNN Indonesia"}),
        (f"KORANDESA.COM — {STORY}", {"publisher": "KORANDESA.COM"}),
        (f"KoranDesa.co.id, Makassar - {STORY}", {"place": "Makassar", "publisher": "KoranDesa.co.id"}),
        (f"Padang - {STORY}", {"place": "Padang"}),
        (f"KIEV, Warta Dunia -- {STORY}", {"place": "KIEV", "publisher": "Warta Dunia"}),
        (f"WASHINGTON, D.C. (AP) — {STORY}", {"place": "WASHINGTON, D.C", "publisher": "AP"}),
        (f"Retno - {STORY}", {}),
        (f"Penulis: Ratna Dewi\n{STORY}", {"author": "Ratna Dewi"}),
        (f"{STORY}\nPewarta:\nBagas Wijaya", {"author": "Bagas Wijaya"}),
        (f"{STORY}\nHak cipta Koran Desa 2024", {"rights": "Hak cipta Koran Desa 2024"}),
        (STORY, {}),
    ],
)
def test_an_articles_own_lines(text: str, told: dict[str, str]) -> None:
    document = Document(id="test", text=text)
    annotation = RULES.annotate(document)
    assert annotation.problems(document) == []
    article = annotation.article
    assert {name: mention.text for name, mention in (article.mentions() if article else [])} == told
    assert [event.type for event in annotation.events] == ["meeting"]


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: Prabowo Subianto bertemu Anwar Ibrahim di Putrajaya",
        "Foto: Prabowo Subianto bertemu Anwar Ibrahim di Putrajaya",
        "Prabowo Subianto bertemu Anwar Ibrahim di Putrajaya. (Foto: Biro Pers)",
        "Hak cipta: Prabowo Subianto bertemu Anwar Ibrahim di Putrajaya",
        "Baca juga:\nPrabowo Subianto bertemu Anwar Ibrahim di Putrajaya",
    ],
)
def test_no_event_is_told_there(line: str) -> None:
    assert RULES.annotate(Document(id="test", text=f"Cuaca cerah sepanjang hari.\n{line}\n")).events == []


def test_the_dateline_is_no_place_of_the_event() -> None:
    text = "Jakarta (ANTARA) - Sugiono bertemu Wang Yi, Senin."
    [event] = RULES.annotate(Document(id="test", text=text)).events
    assert event.roles.fillers().get("place", []) == []
