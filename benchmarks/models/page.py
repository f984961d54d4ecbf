"""What docs/models.md tells of a run, below its heading "Does it pay?"."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final, get_args

from benchmarks import ROOT, machine
from benchmarks.models.measured import Measured
from benchmarks.models.validation import FOLDS, Validation, pooled
from benchmarks.tables import figure
from risalah.annotate.agreement.bootstrap import Estimate
from risalah.annotate.models.plot import COLUMNS, COMPARED, cells, compared, gain, markdown
from risalah.annotate.models.points import Gain, Order, Point, pays_from
from risalah.annotate.models.reliability import as_dict
from risalah.annotate.models.trial import EFFORT, gains
from risalah.annotate.rules import ruleset

PAGE: Final = ROOT / "docs" / "models.md"
CHART: Final = PAGE.with_suffix(".svg")
_MEASURES: Final = {"participant": "participant F1", EFFORT: "work saved"}

_RELIABILITY: Final = ("confidence", "regions", "right", "records", "right")
_SPEEDS: Final = ("corpus", "MB", "rules, s", "rules and model, s", "speed of both to that of rules")

_FIGURES = """\

From here on this page is written by `python -m benchmarks.models`, in one run. {machine} With scikit-learn {sklearn}.
Rules: `{rules}`, {compiled}.

A gain is how much better rules and model together are than rules alone on the same documents, with the 95 % interval
in which it would lie had other documents been drawn; where that holds 0, the gain may be chance. The work saved is that
of `risalah evaluate`: the share of the regions to be marked from nothing that a pre-annotation spares.

### On real news, with few documents

{real}

### On synthetic documents, by how many

{learnt:,} documents made by `benchmarks/synthetic` were taken as reviewed, every tenth of them to choose the model by,
and each model was tried on {tested} others. They are the sample articles of `seeds/` told of other people, places and
dates, and stories of our own, among ordinary news. **The documents to test on are made from the same templates as those
to learn from: these figures show that a model learns what people correct, and how fast, not that it would do as well on
other news.** For that run `risalah learning-curve` on your own release.

![The work saved and participant F1, by how many documents were reviewed](models.svg)

From so many reviewed documents on rules and model together are better than rules alone, the whole interval of the gain
being above 0:

{pays}

All that was measured:

{curve}

- *random*: documents as they come. *uncertain*: in rounds, each time those of the highest priority, as `risalah push`
  orders them, by the model that was trained so far; the first round is that of the random order.
- *model alone* finds events by itself among the words that rules read, without what rules tell.
- *to correct*: regions to touch in all {tested} documents; to mark them from nothing it would be {from_nothing:,}.

### Can its confidence be trusted?

Of what the model of all {learnt:,} documents told with so much confidence, this share was right on the {tested} others.
On average its confidence is off by {region_error} for regions and {record_error} for records.

{reliability}

### How long does it take?

`risalah train` on a release of {learnt:,} synthetic documents took {training} s and {peak} MB: the whole process, with
its test on the test split. Predicting, on one core:

{speeds}

These are seconds of the processor, the best of three runs in turn, without reading and writing files. Others may have
used the machine meanwhile: take the ratios, not the absolutes. The dense corpus tells an event in every sentence.

### Run it

```
python -m benchmarks.models            # some minutes; writes this part of the page
python -m benchmarks.models --quick    # a minute; only prints
```
"""
_REAL = """\
{documents} Indonesian articles that two annotators labelled, cross-validated in {folds} folds, those that tell one
event in the same one: each time about {learnt} documents to learn from, {chosen} to choose by and {chosen} to test on.
With so few it matters which fall together, so the folds were drawn {times}:

{drawn}

All together, each document with its counts of every time:

{pooled}

{verdict}"""
_WAIT = """
With so few documents a model is no gain over the rules: where figures are the same on both sides, no model was ahead by
more than chance explains on the documents to choose by, and all did as the rules do. From how many on it would be one,
if they were like the synthetic documents, is said below; go by the gain in the `README.md` of your own model."""
_ABSENT = (
    "Not measured in this run: the articles with gold are not in the repository, and `../shared/dev` was not there."
)


def figures(done: Measured) -> str:
    """Return the part of the page that tells of a run."""
    size, reliability = done.size, as_dict(done.reliability.held)
    return _FIGURES.format(
        machine=machine.description(),
        sklearn=version("scikit-learn"),
        rules=done.rules,
        compiled="compiled" if ruleset.__file__.endswith(".so") else "interpreted",
        real=_real(done.validations) if done.validations else _ABSENT,
        learnt=size.learnt,
        tested=size.tested,
        pays=markdown(("order", *_MEASURES.values()), _pays(done.points)),
        curve=markdown(COLUMNS, map(cells, done.points)),
        from_nothing=done.reliability.effort.from_nothing,
        region_error=reliability["region"]["error"],
        record_error=reliability["record"]["error"],
        reliability=markdown(_RELIABILITY, _reliable(reliability)),
        training=figure(done.training.seconds),
        peak=figure(done.training.peak / 1e6),
        speeds=markdown(_SPEEDS, _speeds(done.speeds)),
    )


def _real(validations: Sequence[Validation]) -> str:
    together = pooled(validations)
    documents = len(together.rules.efforts)
    drawn = [gains(one.model, one.rules) for one in validations]
    return _REAL.format(
        documents=documents,
        folds=FOLDS,
        learnt=documents * (FOLDS - 2) // FOLDS,
        chosen=documents // FOLDS,
        times=f"{len(validations)} times" if len(validations) > 1 else "once",
        drawn=markdown(
            ("folds drawn by", *(f"gain in {name}" for name in _MEASURES.values())),
            ((f"seed {seed}", *(gain(Gain.of(told[name])) for name in _MEASURES)) for seed, told in enumerate(drawn)),
        ),
        pooled=markdown(COMPARED, compared(together.rules, together.model)),
        verdict="\n".join(_verdict(gains(together.model, together.rules))),
    )


def _verdict(told: Mapping[str, Estimate]) -> Iterator[str]:
    for measure, name in _MEASURES.items():
        low, high = told[measure].low or 0.0, told[measure].high or 0.0
        better = "better than" if low > 0 else "worse than" if high < 0 else "not shown to be better or worse than"
        yield f"- In {name} rules and model together are **{better}** rules alone."
    if any((told[measure].low or 0.0) <= 0 for measure in _MEASURES):
        yield _WAIT


def _pays(points: Sequence[Point]) -> Iterator[tuple[str, ...]]:
    for order in get_args(Order):
        since = (pays_from(points, order, measure) for measure in _MEASURES)
        yield order, *("with none of these" if many is None else f"{many:,}" for many in since)


def _reliable(reliability: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for region, record in zip(reliability["region"]["bins"], reliability["record"]["bins"], strict=True):
        if region["count"] or record["count"]:
            shares = (f"{one['count']:,} {_right(one)}".split() for one in (region, record))
            yield f"{region['from']:.1f} to {region['to']:.1f}", *(cell for some in shares for cell in some)


def _right(told: dict[str, Any]) -> str:
    return f"{told['right']:.2f}" if told["count"] else "-"


def _speeds(speeds: Mapping[str, tuple[int, dict[str, float]]]) -> Iterator[tuple[str, ...]]:
    for what, (size, took) in speeds.items():
        rules, model = took["rules"], took["model"]
        yield what, figure(size / 1e6), figure(rules), figure(model), f"{rules / model:.2f}"
