"""The neural kind of model: a cross-encoder, which reads each question together with the passage that it is about."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer
from transformers.utils import logging

from risalah.annotate.models.marking import passage, words
from risalah.annotate.models.question import Question, Span
from risalah.schema import Problem
from risalah.schema.errors import ModelError

LENGTH: Final = 128
"""Tokens that a model reads at once, of question and passage together; it takes as much longer as there are more."""
BATCH: Final = 32
"""Questions that are read at once."""
BINARY: Final = "multi_label_classification"
"""What transformers calls it where each answer is yes or no: the loss is binary cross-entropy."""
_NOTHING_ELSE: Final[dict[str, Any]] = {"trust_remote_code": False, "local_files_only": True}
"""Neither code nor anything from elsewhere is read with a folder."""

Input = tuple[str, str]
"""What is asked in words, and the passage."""


@dataclass(frozen=True, slots=True)
class Neural:
    """An encoder of transformers that learnt to answer questions: a `Scorer`."""

    model: Any
    """Any that transformers has for classifying sequences, with one output: the log-odds of yes."""
    tokenizer: Any
    """One that tells where its tokens stand in the text; its `model_max_length` is what the model reads at once."""

    @classmethod
    def read(cls, folder: Path) -> "Neural":
        """Read what `write` wrote to a folder: nothing is fetched and no code that stands in it is run.

        Raises ModelError where the folder does not hold such a model.
        """
        neural, missing = opened(folder)
        if missing:
            raise ModelError(Problem(str(folder), f"holds no trained model: its weights lack {missing[0]}"))
        neural.model.to(torch.accelerator.current_accelerator() or "cpu")
        return neural

    def write(self, folder: Path) -> None:
        """Write weights as safetensors and all else as JSON; raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        with _quietly():
            self.model.save_pretrained(folder)
            self.tokenizer.save_pretrained(folder)

    def scores(self, text: str, questions: Sequence[Question]) -> list[float]:
        """Return for each question about a text the log-odds of yes, not calibrated."""
        inputs = self.inputs(text, questions)
        scores = [0.0] * len(inputs)
        # Those of like length are read together: they need the least padding.
        order = sorted(range(len(inputs)), key=lambda at: len(inputs[at][1]))
        with torch.inference_mode():
            for start in range(0, len(order), BATCH):
                batch = order[start : start + BATCH]
                logits = self.model(**self.encoded([inputs[at] for at in batch]).to(self.model.device)).logits
                for at, score in zip(batch, logits[:, 0].tolist(), strict=True):
                    scores[at] = score
        return scores

    def inputs(self, text: str, questions: Sequence[Question]) -> list[Input]:
        """Return what is read to answer questions about a text."""
        whole = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        tokens = whole["offset_mapping"]
        return [(words(question), self._passage(text, tokens, question)) for question in questions]

    def encoded(self, inputs: Sequence[Input]) -> Any:
        """Return inputs as the tensors of one batch."""
        asked, passages = zip(*inputs, strict=True)
        return self.tokenizer(
            list(asked), list(passages), truncation="only_second", padding=True, return_tensors="pt", verbose=False
        )

    def _passage(self, text: str, tokens: Sequence[Span], question: Question) -> str:
        """Return the longest passage that can be read as a whole, beside its markers and what is asked."""
        room = self.tokenizer.model_max_length
        while True:
            told = passage(text, tokens, question, room)
            length = len(self.tokenizer(words(question), told, verbose=False)["input_ids"])
            too_many = length - self.tokenizer.model_max_length
            if too_many <= 0 or room <= 0:
                return told
            room = max(0, room - too_many)


def opened(folder: Path, *, untrained: bool = False) -> tuple[Neural, list[str]]:
    """Return the encoder in a folder, with one output, and the weights for it that the folder lacks.

    An encoder may be `untrained` for questions: what it has learnt to output is then given up. Raises ModelError where
    there is none, where its weights are a pickle, and where it needs code of its own or cannot be used for questions.
    """
    _require_files(folder)
    try:
        with _quietly():
            tokenizer = AutoTokenizer.from_pretrained(folder, **_NOTHING_ELSE)
            config = AutoConfig.from_pretrained(folder, num_labels=1, problem_type=BINARY, **_NOTHING_ELSE)
            model, loaded = AutoModelForSequenceClassification.from_pretrained(
                folder,
                config=config,
                use_safetensors=True,
                attn_implementation="eager",  # else config.json may name compiled code on the hub
                dtype=torch.float32,
                ignore_mismatched_sizes=untrained,
                output_loading_info=True,
                **_NOTHING_ELSE,
            )
    except Exception as error:  # transformers raises all kinds where it cannot read something
        raise ModelError(Problem(str(folder), f"cannot be read as an encoder: {reason(error)}")) from None
    if not tokenizer.is_fast or tokenizer.pad_token is None or len(tokenizer) <= len(tokenizer.all_special_tokens):
        what = "has no tokenizer that tells where its tokens stand in the text and that can fill up a batch"
        raise ModelError(Problem(str(folder), what, "Take an encoder that comes with a tokenizer.json, as BERT does"))
    tokenizer.model_max_length = min(tokenizer.model_max_length, _positions(model.config))
    return Neural(model, tokenizer), sorted(loaded["missing_keys"])


def reason(error: Exception) -> str:
    """Return what an error of a library says, in its first line."""
    return str(error).strip().partition("\n")[0].rstrip(".: ") or type(error).__name__


def _require_files(folder: Path) -> None:
    if not (folder / "config.json").is_file():
        raise ModelError(Problem(str(folder), "holds no encoder: it lacks config.json"))
    if not any(folder.glob("*.safetensors")):
        what = "holds no weights as safetensors, and a pickle, as pytorch_model.bin is, can run code when it is read"
        remedy = "Take an encoder with model.safetensors, or, where you trust this one, load it with transformers"
        raise ModelError(Problem(str(folder), what, f"{remedy} and save it again: save_pretrained writes safetensors"))


def _positions(config: Any) -> int:
    """Return how many tokens are read at once: no more than the encoder has positions for."""
    own = getattr(config, "max_position_embeddings", None)
    # Two fewer than it says, since those of RoBERTa and its kin begin at 2. Not all encoders have a limit.
    return min(LENGTH, own - 2) if isinstance(own, int) and own > 2 else LENGTH


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep transformers from drawing bars and from warning of what is meant to be so."""
    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
