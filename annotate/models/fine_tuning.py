"""Training of the neural kind of model: an encoder is tuned to answer questions by transformers' own trainer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import torch
from huggingface_hub import snapshot_download
from transformers import PrinterCallback, Trainer, TrainingArguments, set_seed

from risalah.annotate.models.neural import Input, Neural, opened, reason
from risalah.annotate.models.question import Question
from risalah.schema import Problem
from risalah.schema.errors import ModelError

BATCH: Final = 16
"""Questions from which each step learns; with more, a large encoder needs more memory than a laptop has."""
WARMUP: Final = 0.1
"""The share of the steps in which the learning rate rises from 0, after which it falls to 0 again."""
FETCHED: Final = ["*.json", "*.txt", "*.model", "*.safetensors"]
"""What is fetched of an encoder: neither pickles nor code."""

Example = tuple[Input, float]
"""What is read, and 1 where the answer is yes, else 0."""


def fit(
    asked: Sequence[tuple[str, Sequence[Question], Sequence[bool]]],
    *,
    encoder: str,
    seed: int,
    epochs: int = 3,
    rate: float = 5e-5,
    advance: Callable[[int], None] = lambda _: None,
) -> Neural:
    """Return a model that learnt from the answers to questions about texts: (text, its questions, their answers).

    `encoder` is a folder, or a name on the Hugging Face hub, from which it is then fetched. On one machine the same
    answers, encoder and seed give the same model. All questions are gone through as often as there are epochs, with
    a highest learning rate of `rate`; `advance` is called with the number of each batch. Raises ModelError
    where there is no such encoder, where it is not safe or cannot be used, and where nothing is asked.
    """
    set_seed(seed)  # what is put on top of the encoder begins with random weights
    neural, _ = opened(_folder(encoder), untrained=True)
    examples = [
        (input_, float(answer))
        for text, questions, answers in asked
        for input_, answer in zip(neural.inputs(text, questions), answers, strict=True)
    ]
    if not examples:
        raise ModelError(Problem("", "nothing is asked, so there is nothing to learn", "Train on more documents"))
    with TemporaryDirectory() as scratch:
        settings = {"output_dir": scratch, "seed": seed, "num_train_epochs": epochs, "learning_rate": rate}
        _trainer(neural, examples, advance, settings).train()
    neural.model.eval()
    return neural


def _folder(encoder: str) -> Path:
    if Path(encoder).is_dir():
        return Path(encoder)
    try:
        return Path(snapshot_download(encoder, allow_patterns=FETCHED, ignore_patterns="*/*"))
    except (OSError, ValueError) as error:
        remedy = "Give the folder of an encoder, or the name of one on the hub"
        raise ModelError(Problem(encoder, f"is no folder, and cannot be fetched: {reason(error)}", remedy)) from None


def _trainer(
    neural: Neural, examples: Sequence[Example], advance: Callable[[int], None], settings: dict[str, Any]
) -> Trainer:
    def collated(batch: Sequence[Example]) -> dict[str, Any]:
        advance(len(batch))
        inputs, answers = zip(*batch, strict=True)
        return {**neural.encoded(inputs), "labels": torch.tensor(answers)[:, None]}

    arguments = TrainingArguments(
        full_determinism=True,
        per_device_train_batch_size=BATCH,
        warmup_steps=WARMUP,
        remove_unused_columns=False,  # the examples are no table
        dataloader_pin_memory=torch.accelerator.is_available(),
        save_strategy="no",
        logging_strategy="no",
        report_to="none",
        disable_tqdm=True,
        **settings,
    )
    trainer = Trainer(neural.model, arguments, data_collator=collated, train_dataset=examples)
    trainer.remove_callback(PrinterCallback)
    return trainer
