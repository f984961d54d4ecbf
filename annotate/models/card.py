"""The card of a model: README.md of its folder."""

from collections.abc import Iterable, Iterator
from typing import Any

from risalah.annotate.models.profile import Profile

Figures = dict[str, Any]
_MEASURES = ("event", "trigger", "participant", "place", "time")


def card(profile: Profile, figures: Figures) -> str:
    """Return the card of a model, by what is known of it and its metrics. The same model gives the same."""
    parts = [
        f"# Model {profile.sort}-{profile.digest}",
        " ".join(_what_it_is(profile)),
        "```\n" + "\n".join(_use()) + "\n```",
        "## How good it is",
        *_quality(figures),
        "## How far its confidence can be trusted",
        *_reliability(figures["reliability"]),
        "## How it was made",
        _table(("what", "value"), _making(profile)),
        "## Limits",
        _LIMITS,
    ]
    return "\n\n".join(parts) + "\n"


_LIMITS = (
    "It finds events of the types that it was trained for, in articles like those that it was trained on: by other "
    "publishers, of other years or about other matters it may do worse, and its confidence is then not to be trusted. "
    "It knows no word as a trigger that the rules' language pack does not know. What it tells is a suggestion for "
    "people who review it."
)


def _what_it_is(profile: Profile) -> Iterator[str]:
    yield (
        "A model that finds events in news articles by correcting what rules tell: it drops what it holds unlikely, "
        "adds what rules miss, and joins what is one event."
        if profile.corrects
        else "A model that finds events in news articles among the words that rules read, without what rules tell."
    )
    yield (
        "It is linear in features of words, mentions and rules: `weights.json` holds all that it learnt."
        if profile.encoder is None
        else f"It is a cross-encoder, trained from `{profile.encoder}`; its weights are safetensors."
    )
    yield f"It tells {', '.join(profile.types)}."


def _use() -> Iterator[str]:
    yield "risalah annotate --model FOLDER articles/"
    yield "risalah push --model FOLDER articles/"
    yield "risalah serve --model FOLDER"


def _quality(figures: Figures) -> Iterator[str]:
    if not figures["documents"]:
        yield "The release has no documents for testing: nothing is known."
        return
    yield (
        f"On the {figures['documents']} documents of the release's test split, which it had no part in, beside the "
        "rules alone. Each gain is a difference, with the 95 % interval in which it would lie had other documents been "
        "drawn; where that holds 0, the gain may be chance."
    )
    yield _table(("F1", "rules", "model", "gain", "95 % interval"), _measures(figures))
    rules, model = figures["rules"]["effort"], figures["model"]["effort"]
    yield (
        f"To correct what the rules tell {rules['total']} regions have to be touched, and {model['total']} to correct "
        f"what the model tells; from nothing it would be {rules['from_nothing']}."
    )


def _measures(figures: Figures) -> Iterator[tuple[str, ...]]:
    for name in _MEASURES:
        rules, model = (figures[who]["measures"][name]["f1"] for who in ("rules", "model"))
        yield name, f"{rules:.3f}", f"{model:.3f}", *_gain(figures["gains"][name])
    saved = (figures[who]["effort"]["saved"] for who in ("rules", "model"))
    shares = ("-" if share is None else f"{share:.3f}" for share in saved)
    yield "work saved", *shares, *_gain(figures["gains"]["effort"])


def _gain(estimate: Figures) -> tuple[str, str]:
    if estimate["value"] is None:
        return "-", "-"
    interval = "-" if estimate["low"] is None else f"{estimate['low']:+.3f} to {estimate['high']:+.3f}"
    return f"{estimate['value']:+.3f}", interval


def _reliability(reliability: Figures) -> Iterator[str]:
    region, record = reliability["region"], reliability["record"]
    if not region["count"]:
        yield "It told nothing on them: nothing is known."
        return
    yield (
        "Of what it told with so much confidence, this share was right on the test documents. On average confidence is "
        f"off by {region['error']:.3f} for regions and {record['error']:.3f} for records."
    )
    yield _table(
        ("confidence", "regions", "right", "records", "right"),
        (
            (f"{one['from']:.1f} to {one['to']:.1f}", *_bin(one), *_bin(other))
            for one, other in zip(region["bins"], record["bins"], strict=True)
            if one["count"] or other["count"]
        ),
    )


def _bin(one: Figures) -> tuple[str, str]:
    return str(one["count"]), f"{one['right']:.2f}" if one["count"] else "-"


def _making(profile: Profile) -> Iterator[tuple[str, str]]:
    if profile.origin:
        yield "release", profile.origin.version
        yield "hash of its content", f"`{profile.origin.content_sha256}`"
    yield "documents", ", ".join(f"{count} {split}" for split, count in profile.documents.items())
    yield "rules", f"`{profile.rules}`"
    yield "schema", profile.schema_version
    yield "seed", str(profile.seed)
    if profile.strength is not None:
        yield "strength, picked by validation", f"{profile.strength:g}"
    yield "least confidence of what rules tell", f"{profile.keep:g}"
    yield "least confidence of anything else", f"{profile.add:g}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [*head]
    lines = [cells, ["---"] * len(cells), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
