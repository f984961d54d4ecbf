"""A model that reads, on an encoder so small that it learns in seconds; without the extra `train` these are skipped."""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.models.question import Question
from risalah.schema.errors import ModelError

if TYPE_CHECKING:
    from risalah.annotate.models.neural import Neural

Asked = tuple[str, list[Question], list[bool]]

NAMES = ["Bagus", "Citra", "Dewi", "Eko", "Fajar", "Gita", "Hendra", "Indah"]
SENTENCES = [
    "+[{0}] *[bertemu] para petani di Karawang, kata -[{1}].",
    "Menurut -[{1}], +[{0}] *[bertemu] para nelayan di Cilacap.",
    "-[{1}] membenarkan kabar itu. Kemarin +[{0}] *[bertemu] para guru di Malang.",
]
"""*: tells a meeting; +: who is a participant in it; -: who is not."""


def asked(sentence: str) -> Asked:
    """Return a text and whether those that its marks are about took part in its meeting."""
    text, spans = "", []
    for before, sign, said in re.findall(r"(.*?)(?:([*+-])\[(.+?)\]|$)", sentence):
        text += before
        spans.append((sign, (len(text), len(text) + len(said))))
        text += said
    trigger = next(span for sign, span in spans if sign == "*")
    told = [(sign, span) for sign, span in spans if sign in {"+", "-"}]
    questions = [Question("argument", "meeting.participant", trigger, span, []) for _, span in told]
    return text, questions, [sign == "+" for sign, _ in told]


DOCUMENTS = [
    asked(sentence.format(*pair)) for sentence, pair in product(SENTENCES, product(NAMES, NAMES)) if pair[0] != pair[1]
]
LEARNT, HELD_OUT = DOCUMENTS[::3], DOCUMENTS[1::3]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """What is so small is not shared out: threads would wait for each other, where others want the cores too."""
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'risalah[train]'")
    pytest.importorskip("transformers", reason="transformers is not installed: pip install 'risalah[train]'")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory, one_thread: None) -> Path:
    """Make an encoder that knows the words of these sentences and has learnt nothing."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast, set_seed

    folder = tmp_path_factory.mktemp("encoder")
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    words = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=400, special_tokens=special, show_progress=False)
    words.train_from_iterator([*(text for text, _, _ in LEARNT), "argument: meeting participant @ * # ^ ..."], trainer)
    words.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    PreTrainedTokenizerFast(
        tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    ).save_pretrained(folder)
    set_seed(1)
    small = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=words.get_vocab_size(), **small)).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def neural(encoder: Path) -> "Neural":
    """Train one for as long as it needs to learn."""
    from risalah.annotate.models.fine_tuning import fit

    return fit(LEARNT, encoder=str(encoder), seed=7, epochs=12, rate=3e-3)


def trained(encoder: Path, seed: int) -> "Neural":
    from risalah.annotate.models.fine_tuning import fit

    return fit(LEARNT[:10], encoder=str(encoder), seed=seed, epochs=1)


def test_it_learns_who_took_part_from_the_words_around(neural: "Neural") -> None:
    answers = [
        (score > 0) == answer
        for text, questions, answers in HELD_OUT
        for score, answer in zip(neural.scores(text, questions), answers, strict=True)
    ]
    assert sum(answers) / len(answers) > 0.95


def test_the_same_seed_gives_the_same_model_and_another_another(encoder: Path) -> None:
    text, questions, _ = HELD_OUT[0]
    scores = [trained(encoder, seed).scores(text, questions) for seed in (1, 1, 2)]
    assert scores[0] == scores[1] != scores[2]


def test_it_tells_how_many_questions_it_went_through_and_prints_nothing(
    encoder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from risalah.annotate.models.fine_tuning import fit

    done: list[int] = []
    fit(LEARNT[:10], encoder=str(encoder), seed=1, epochs=2, advance=done.append)
    assert sum(done) == 2 * sum(len(questions) for _, questions, _ in LEARNT[:10])
    assert capfd.readouterr() == ("", "")


def test_what_is_written_is_read_again(neural: "Neural", tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from risalah.annotate.models.neural import Neural

    neural.write(tmp_path / "model")
    again = Neural.read(tmp_path / "model")
    files = {path.name for path in (tmp_path / "model").iterdir()}
    assert files == {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"}
    assert capfd.readouterr() == ("", "")
    for text, questions, _ in HELD_OUT[:5]:
        assert again.scores(text, questions) == pytest.approx(neural.scores(text, questions), abs=1e-5)


def test_a_score_does_not_depend_on_what_else_is_asked(neural: "Neural") -> None:
    text = " ".join(text for text, _, _ in HELD_OUT[:20])
    trigger = re.search("bertemu", text).span()
    questions = [
        Question("argument", "meeting.participant", trigger, name.span(), [])
        for name in re.finditer("|".join(NAMES), text)
    ]
    alone = [neural.scores(text, [question])[0] for question in questions]
    assert len(questions) > 32
    assert neural.scores(text, questions) == pytest.approx(alone, abs=1e-5)
    assert neural.scores(text, []) == []


@given(st.text(st.characters(codec="utf-8", exclude_characters="@#"), max_size=300), st.integers(0, 300))
def test_in_a_long_document_of_any_characters_no_marker_is_lost(neural: "Neural", between: str, times: int) -> None:
    text = f"Gita bertemu 👩🏽‍🌾.{between}{' Panen raya dimulai.' * times} Itu kata Fajar."
    question = Question("argument", "meeting.participant", (5, 12), (len(text) - 6, len(text) - 1), [])
    (read,) = neural.inputs(text, [question])
    tokens = neural.encoded([read])["input_ids"][0]
    assert tokens.tolist() == neural.tokenizer(*read)["input_ids"], "nothing had to be cut off"
    assert "Gita @ * meeting * bertemu @ 👩🏽‍🌾" in read[1]
    assert read[1].endswith("# ^ participant ^ Fajar #.")
    assert (" ... " in read[1]) == (" ... " in between) or times


def test_an_encoder_without_safetensors_is_refused(encoder: Path, tmp_path: Path) -> None:
    import torch

    from risalah.annotate.models.neural import Neural

    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((encoder / name).read_bytes())
    torch.save({}, tmp_path / "pytorch_model.bin")
    for use in (Neural.read, lambda folder: trained(folder, 1)):
        with pytest.raises(
            ModelError, match=r"no weights as safetensors, and a pickle.* can run code .*Take an encoder"
        ):
            use(tmp_path)
    (tmp_path / "other.safetensors").touch()
    with pytest.raises(ModelError, match=r"no file named model\.safetensors"):
        Neural.read(tmp_path)


def test_no_code_of_a_folder_is_run(neural: "Neural", tmp_path: Path) -> None:
    from risalah.annotate.models.neural import Neural

    neural.write(tmp_path)
    ran = tmp_path / "ran"
    (tmp_path / "own.py").write_text(f"open({str(ran)!r}, 'w')\nfrom transformers import BertConfig as Own\n")
    told = json.loads((tmp_path / "config.json").read_text())
    own = {"auto_map": {"AutoConfig": "own.Own"}}
    (tmp_path / "config.json").write_text(json.dumps(told | own | {"_attn_implementation": "someone/some-kernel"}))
    Neural.read(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps(told | own | {"model_type": "own"}))
    with pytest.raises(ModelError, match="custom code"):
        Neural.read(tmp_path)
    assert not ran.exists()


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("config.json", None, "holds no encoder: it lacks config.json"),
        ("config.json", "{", "not a valid JSON file"),
        ("config.json", "[]", "cannot be read as an encoder"),
        ("model.safetensors", "", "cannot be read as an encoder"),
        ("tokenizer.json", "{", "cannot be read as an encoder"),
    ],
)
def test_a_folder_that_is_damaged_is_told_in_a_sentence(
    neural: "Neural", tmp_path: Path, file: str, content: str | None, said: str
) -> None:
    from risalah.annotate.models.neural import Neural

    neural.write(tmp_path)
    (tmp_path / file).unlink() if content is None else (tmp_path / file).write_text(content)
    with pytest.raises(ModelError, match=said):
        Neural.read(tmp_path)


def test_an_encoder_is_no_model_until_it_is_trained(encoder: Path) -> None:
    from risalah.annotate.models.neural import Neural

    with pytest.raises(ModelError, match="holds no trained model: its weights lack classifier"):
        Neural.read(encoder)


def test_an_encoder_without_words_is_refused(encoder: Path, tmp_path: Path) -> None:
    for name in ("config.json", "model.safetensors"):
        (tmp_path / name).write_bytes((encoder / name).read_bytes())
    with pytest.raises(ModelError, match="has no tokenizer that tells where its tokens stand"):
        trained(tmp_path, 1)


def test_an_encoder_that_is_nowhere_is_told_in_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"no/such/encoder: is no folder, and cannot be fetched: .*Give the folder"):
        trained(Path("no/such/encoder"), 1)


def test_where_nothing_is_asked_there_is_nothing_to_learn(encoder: Path) -> None:
    from risalah.annotate.models.fine_tuning import fit

    with pytest.raises(ModelError, match="nothing to learn"):
        fit([("Gita bertemu Fajar.", [], [])], encoder=str(encoder), seed=1)
