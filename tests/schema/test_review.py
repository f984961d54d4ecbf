"""Reviews: an annotation with what is known of its making."""

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from risalah.schema import Annotation, Source
from risalah.schema.review import Review

ANNOTATION = Annotation(
    doc_id="doc-1", text_sha256="0" * 64, source=Source(kind="person", version="annotator-1"), events=[]
)
SUBMITTED = datetime.datetime(2025, 9, 4, 8, 30, tzinfo=datetime.UTC)
REVIEW: dict[str, Any] = {
    "annotation": ANNOTATION,
    "status": "reviewed",
    "annotator": "annotator-1",
    "submitted": SUBMITTED,
}


@pytest.mark.parametrize("seconds", [None, 0.0, 73.4])
def test_a_review_is_the_same_after_json(seconds: float | None) -> None:
    review = Review(**REVIEW, seconds=seconds, prior=Source(kind="rules", version="id-1"))
    assert Review.model_validate_json(review.model_dump_json()) == review


@pytest.mark.parametrize(
    "fault",
    [{"status": "draft"}, {"status": "skipped"}, {"seconds": -1}, {"submitted": "kemarin"}, {"annotator": None}],
)
def test_what_is_no_review_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=next(iter(fault))):
        Review(**REVIEW | fault)


def test_a_time_of_submission_without_time_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="submitted"):
        Review(**REVIEW | {"submitted": SUBMITTED.replace(tzinfo=None)})
