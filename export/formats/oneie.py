"""OneIE's input, one line for each sentence.

Fields after GAIA-IE/oneie, oneie/data.py. `pieces` and `token_lens` depend on the model that is
trained: here every token is one piece, until its own tokenizer has cut them. `token_offsets`, which
OneIE does not read, are where the tokens stand in the article.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from risalah.export.formats.example import Example, Span
from risalah.export.formats.lines import Row, read_lines, write_lines
from risalah.export.formats.reasons import (
    CROSSES,
    EVENT_LOST,
    MISALIGNED,
    NO_PLACE,
    ONE_TRIGGER,
    OTHER_SENTENCE,
    SEPARATE,
    WITHOUT_SPACE,
    Limits,
    Reason,
    limits,
)
from risalah.export.formats.textee import mentions, read_events
from risalah.export.formats.windows import Window, by_sentence


def sentence_limits(*of_triggers: Reason) -> Limits:
    """Return the limits of a format that tells events within sentences."""
    return limits(
        events=[CROSSES, MISALIGNED, *of_triggers],
        arguments=[EVENT_LOST, CROSSES, MISALIGNED, OTHER_SENTENCE],
        fillers=[EVENT_LOST, SEPARATE, CROSSES, MISALIGNED, OTHER_SENTENCE],
        texts=[WITHOUT_SPACE],
        realis=[NO_PLACE],
        coreference=[ONE_TRIGGER],
        values=[NO_PLACE],
    )


class OneIE:
    """Sentences with entity mentions and event mentions."""

    name = "oneie"
    description = "OneIE: a line for each sentence, with entity and event mentions"
    suffix = ".oneie.json"
    limits = sentence_limits()

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write a line for each sentence."""
        write_lines((row for example in examples for row in _rows(example)), path)

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the sentences hold, article by article."""
        for doc_id, rows in groupby(read_lines(path), itemgetter("doc_id")):
            events = (event for row in rows for event in read_events(row, [Span(*at) for at in row["token_offsets"]]))
            yield Example(doc_id, "", tuple(events))


def _rows(example: Example) -> Iterator[Row]:
    for number, sentence in enumerate(by_sentence(example)):
        yield _row(example.doc_id, f"{example.doc_id}-{number}", sentence)


def _row(doc_id: str, name: str, sentence: Window) -> Row:
    told = mentions(sentence, name)
    for entity in told["entity_mentions"]:
        entity["mention_type"] = "UNK"
    return {
        "doc_id": doc_id,
        "sent_id": name,
        **told,
        "relation_mentions": [],
        "pieces": told["tokens"],
        "token_lens": [1] * len(told["tokens"]),
        "token_offsets": [[*span] for span in sentence.tokens],
        "sentence": sentence.text[sentence.tokens[0].start : sentence.tokens[-1].end],
    }
