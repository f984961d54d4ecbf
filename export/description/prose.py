"""What a release says of itself in sentences, in more than one of its files."""

from risalah.export.description.about import About

TABLES = {
    "documents": "The articles, one row each, also those that tell no event.",
    "records": "One row for each event as one article tells it, with the values of its roles.",
    "arguments": "One row for each participant, place, time and the like of a record.",
    "mentions": "Where the text says so: one row for each mention of an argument, and for each trigger.",
    "events": "One row for each real-world event, with what all its records say of it.",
    "negatives": "What was pre-annotated and deleted by a person: hard negatives for training.",
    "nested": "The records once more, with everything about each in one row.",
}

MADE = (
    "Rules or a model pre-annotated each article, or nothing did; people corrected that in Label Studio. Where several "
    "annotated one article, what was decided between them counts before what is marked as a standard, this before what "
    "most of them say alike, and that before what the most trusted of them submitted last. A release holds what "
    "counts, and says of every row how far it is confirmed."
)

USES = "It is for training and evaluating event extraction, and for studying who met whom as the news tell it."


def limits(of: About) -> list[str]:
    """Return what a release is known to lack; empty where nothing is."""
    manifest = of.manifest
    absent = [name for name, count in of.type_counts.items() if not count]
    unlicensed = of.licences.get(None, 0)
    told = {
        f"No record is of these types: {', '.join(absent)}.": len(absent),
        f"{of.unreviewed} of the documents were read by no person; what they tell is no label.": of.unreviewed,
        f"{manifest.leaks} events or groups of nearly the same texts have documents in several splits, because they "
        "were found to be one after these had been published.": manifest.leaks,
        f"{of.undecided} events are told otherwise by another annotator, and nobody has decided between the two.": (
            of.undecided
        ),
        f"Of {unlicensed} documents nobody said under which licence they are.": unlicensed,
        **{f"{count} documents are not in it: {reason}.": count for reason, count in of.left_out.items()},
    }
    return [sentence for sentence, count in told.items() if count]
