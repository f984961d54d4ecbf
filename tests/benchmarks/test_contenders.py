import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import child, corpus, lexicon
from benchmarks.contenders import CONTENDERS, Contender
from risalah.cli.main import app


@pytest.fixture
def lines() -> list[bytes]:
    return list(corpus.lines("varied", 20_000))


@pytest.mark.filterwarnings("ignore")  # peers warn of what is theirs
@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda contender: contender.module)
def test_a_contender_yields_one_line_for_each_article(
    contender: Contender, lines: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not contender.installed:
        pytest.skip(f"{contender.needs} is not installed: pip install {contender.needs}")
    if contender.needs in ("spacy", "skweak"):
        # The sixteen thousand exceptions of spaCy's Indonesian tokenizer take it more than a second to load.
        spacy = pytest.importorskip("spacy")
        monkeypatch.setattr(spacy, "blank", lambda _, blank=spacy.blank: blank("xx"))
    given = lines[:1] if contender.at_most else lines
    told = list(contender.prepare()(given))
    assert len(told) == len(given)
    assert all(line.endswith(b"\n") for line in told)
    for article, answer in zip(map(json.loads, given), map(json.loads, told), strict=True):
        doc_id, *found = answer.values() if isinstance(answer, dict) else answer
        assert doc_id == article["id"]
        assert any(found)


def test_risalah_is_measured_on_what_the_command_prints(lines: list[bytes], tmp_path: Path) -> None:
    (risalah,) = (contender for contender in CONTENDERS if contender.module == "risalah")
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b"".join(lines))
    printed = CliRunner().invoke(app, ["annotate", str(path), "--format", "jsonl"])
    assert printed.stdout_bytes == b"".join(risalah.prepare()(lines))


def test_a_slow_contender_is_measured_on_the_first_articles() -> None:
    lines = [b"1234567890\n"] * 5
    assert child.portion(lines, None) == lines
    assert child.portion(lines, 12) == lines[:2]


def test_all_look_for_the_same_words() -> None:
    words, names = set(lexicon.words()), lexicon.names()
    assert {"Vladimir Putin", "Jakarta", "bertemu", "Rabu", "rabu", "menteri luar negeri"} & words
    assert {name for found in names.values() for name in found} < words
    assert "Prabowo Subianto" in names["people"]
