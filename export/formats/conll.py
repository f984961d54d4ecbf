"""Columns, as in the shared tasks of CoNLL: a token a line, an empty line after each sentence.

After Tjong Kim Sang and De Meulder, "Introduction to the CoNLL-2003 Shared Task" (2003),
with B- on every first token, offsets, and the comment line of CoNLL-U
(universaldependencies.org/format.html) where an article begins.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path

from risalah.export.formats.bio import bio, label_limits, labelled
from risalah.export.formats.example import Example
from risalah.export.formats.reasons import CROSSES, WITHOUT_SPACE
from risalah.export.formats.segments import sentences, tokens

_NEW = "# newdoc id = "


class Conll:
    """Token, start, end and label, with tabs between them."""

    name = "conll"
    description = "columns: token, start, end, BIO label"
    suffix = ".conll"
    limits = label_limits(CROSSES, texts=[WITHOUT_SPACE])

    def write(self, examples: Iterable[Example], path: Path) -> None:
        """Write the tokens of every sentence."""
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for example in examples:
                file.write(f"{_NEW}{example.doc_id}\n")
                file.writelines(_lines(example))

    def read(self, path: Path) -> Iterator[Example]:
        """Yield what the columns hold."""
        with path.open(encoding="utf-8", newline="\n") as file:
            doc_id = ""
            for begins, lines in groupby(file, lambda line: line.startswith(_NEW)):
                if begins:
                    *without_tokens, doc_id = (line.removeprefix(_NEW).rstrip("\n") for line in lines)
                    yield from (Example(empty, "") for empty in without_tokens)
                else:
                    yield _example(doc_id, lines)


def _lines(example: Example) -> Iterator[str]:
    for sentence in sentences(example.text):
        inside = [span for span in tokens(example.text) if sentence.start <= span.start and span.end <= sentence.end]
        for span, label in zip(inside, bio(example, inside), strict=True):
            yield f"{example.text[slice(*span)]}\t{span.start}\t{span.end}\t{label}\n"
        yield "\n"


def _example(doc_id: str, lines: Iterable[str]) -> Example:
    of_sentences = (
        [line.rstrip("\n").split("\t") for line in sentence]
        for empty, sentence in groupby(lines, lambda line: line == "\n")
        if not empty
    )
    events = chain.from_iterable(
        labelled([(int(start), int(end)) for _, start, end, _ in rows], [label for *_, label in rows])
        for rows in of_sentences
    )
    return Example(doc_id, "", tuple(events))
