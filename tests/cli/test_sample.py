"""`risalah sample`."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from risalah.annotate.annotator import Making
from risalah.annotate.corpus.annotation import annotate_corpus
from risalah.annotate.engines.in_process import InProcess
from risalah.annotate.reading import read
from risalah.schema import Document

ROOT = Path(__file__).parents[2]
MET = "Presiden Prabowo Subianto bertemu Perdana Menteri Malaysia Anwar Ibrahim di Jakarta."
CALLED = "Presiden Prabowo Subianto menelepon Perdana Menteri Malaysia Anwar Ibrahim pada Senin."
HARVESTS = ("padi di Subang", "cabai di Garut", "kopi di Toraja", "salak di Sleman", "tebu di Kediri", "lada di Muntok")


def news(harvest: str) -> str:
    return " ".join(f"Mereka {done} {harvest}." for done in ("menanam", "memanen", "mengangkut", "menjual"))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder with five articles that tell events, and one that tells none."""
    rows = [
        {
            "id": f"berita-{number}",
            "text": f"{MET if number < 4 else CALLED if number == 4 else ''} {news(harvest)}",
            "published": f"2025-0{1 + number}-03",
            "publisher": "Kabar" if number < 3 else None,
        }
        for number, harvest in enumerate(HARVESTS)
    ]
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2025.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


@pytest.fixture
def corpus(articles: Path, tmp_path: Path) -> Path:
    annotate_corpus([str(articles)], tmp_path / "corpus", Making(tmp_path / "none", None, None), InProcess())
    return tmp_path / "corpus"


def test_what_is_chosen_can_be_pushed(risalah: Callable, corpus: Path, tmp_path: Path) -> None:
    done = risalah("sample", corpus, "--count", "3", "--empty", "0.3", "--output", "tolabel.jsonl", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["asked"], told["chosen"], told["near_duplicates"], told["known"]) == (3, 3, 0, 0)
    assert told["candidates"] == {"meeting": 4, "call": 1, "no event": 1}
    assert told["types"] == {"call": 1, "meeting": 1, "no event": 1}
    assert told["years"] == {"2025": 3}
    chosen = [*read([tmp_path / "tolabel.jsonl"])]
    assert all(isinstance(document, Document) for document in chosen)
    assert [document.id for document in chosen] == [row["doc_id"] for row in told["documents"]]
    assert chosen[-1].text.strip() == news(HARVESTS[-1])


def test_documents_are_printed_and_the_rest_is_told(risalah: Callable, corpus: Path) -> None:
    done = risalah("sample", corpus, "--count", "9", "--type", "call", "--since", "2025-04-01")
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["berita-4", "berita-5"]
    assert "2 documents instead of 9: there are no more such, among 2 candidates" in done.stderr
    assert re.search(r"call\s*│\s*1\s*│\s*1\b", done.stderr)


def test_nothing_to_choose_is_told(risalah: Callable, corpus: Path) -> None:
    done = risalah("sample", corpus, "--until", "2020-12-31")
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 documents instead of 500" in done.stderr


def test_what_is_no_corpus_is_told(risalah: Callable, articles: Path) -> None:
    done = risalah("sample", articles)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"risalah: {articles}: is no corpus")


def test_json_has_a_place_of_its_own(risalah: Callable, corpus: Path) -> None:
    done = risalah("sample", corpus, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "add --output" in done.stderr


def test_the_docs_do_what_they_say(
    risalah: Callable,
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = (ROOT / "docs" / "sample.md").read_text(encoding="utf-8")
    for line in re.search(r"```bash\n(.*?)```", page, re.DOTALL)[1].strip().splitlines():
        assert risalah(*line.split()[1:]).returncode == 0
    assert (tmp_path / "tolabel.jsonl").read_text().count("\n") == 6
    monkeypatch.chdir(tmp_path)
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], {})
    assert capsys.readouterr().out.startswith("berita-0 None\n")
