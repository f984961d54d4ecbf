"""The page docs/benchmarks.md."""

from collections.abc import Sequence

from benchmarks import machine
from benchmarks.contenders import CONTENDERS
from benchmarks.tables import Table
from risalah.annotate.rules import Ruleset

_PAGE = """\
# How fast Risalah is

This page is written by `python -m benchmarks`, in one run, on one core. Other people may have used the machine
meanwhile: each figure is the best of {repeats} runs, taken in turn. Take the ratios, not the absolutes.

{machine} Risalah's rules: `{ruleset}`. Corpora of {size} MB of JSONL each.

{tables}

## What each finds

A fast answer to a smaller question is no contest:

{finds}

## Notes

- Each run is a process of its own on one core, without more threads. What is timed is lines of JSON in, lines of JSON
  out, in memory: decoding, work, encoding. Loading is not timed, and before the clock starts a few articles go through.
  The clock is the processor's; only where the whole command is timed it is the one on the wall.
- Peak memory counts the corpus too, all of which is held while a contender is timed; the command does not hold it.
- Peers are used as their documentation advises for speed: `nlp.pipe` on a blank pipeline with nothing in it that is not
  needed, phrases instead of token patterns, gazetteers as tries, one language for dateparser. All of them decode and
  encode with msgspec.
- The lexicon is Risalah's own for all. spaCy's tokenizer remembers tokens it has seen, so it is quicker where words
  come again.
- `limit` knows the words as they are written, with a space on either side of those in lower case; it is the least work
  for one pass over the text, not something of use.
- The corpora are made from the sample articles in `seeds/` and from sentences of our own (`benchmarks/corpus.py`,
  `benchmarks/filler.py`), the same in every run. They measure speed, and say nothing about quality.
- “Slowest run” is how much slower the slowest of a contender's runs was than its best: how quiet the machine was.

## Run it

```
make benchmark                     # installs the peers beside Risalah, and writes this page: a quarter of an hour
python -m benchmarks --quick       # a minute; only prints
python -m benchmarks --size 100    # corpora of 100 MB
```

A peer that is not installed is listed as such.
"""


def page(tables: Sequence[Table], size: int, repeats: int) -> str:
    """Return the page that tells of a run."""
    return _PAGE.format(
        repeats=repeats,
        size=size,
        machine=machine.description(),
        ruleset=Ruleset.load().version,
        tables="\n\n".join(table.markdown() for table in tables),
        finds="\n".join(f"- {contender.name}: {contender.tells}." for contender in CONTENDERS),
    )
