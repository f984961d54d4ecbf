"""In which order people get the documents."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from risalah.annotate.review.priority import Priority, priority
from risalah.annotate.review.rules import rule_ledger, rule_reviews
from risalah.annotate.workspace import Workspace
from risalah.schema import Annotation
from risalah.schema.review import Review


class Order:
    """Sets priorities by what people did so far: reviews are read when the first is asked for."""

    def __init__(self, workspace: Workspace) -> None:
        """Name the workspace; nothing is read yet."""
        self._workspace = workspace

    def priority(self, annotation: Annotation) -> Priority:
        """Return how early people should see what a pre-annotation is of."""
        return priority(annotation, *self._experience)

    @cached_property
    def _experience(self) -> tuple[dict[str, float], Counter[str]]:
        """How often each rule was right, and how often each event type was reviewed."""
        types = Counter[str]()

        def counted() -> Iterator[tuple[Annotation, Review]]:
            for shown, review in rule_reviews(self._workspace):
                types.update(event.type for event in review.annotation.events)
                yield shown, review

        precision = {record.rule: record.expected for record in rule_ledger(counted())}
        return precision, types
