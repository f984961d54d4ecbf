"""Which annotation of each document counts."""

from collections.abc import Callable

import pytest

from risalah.export import LeftOut, truth
from risalah.schema import Annotation, Document

SENTENCE = "[Sri Mulyani|1.participant=Sri Mulyani:person] [menelepon|1.call:actual] tadi."

# Each review as day, who submitted it; then the day of the one that counts, or why none does.
CASES = {
    "the only one": ([(1, "reviewed")], 1),
    "the last one": ([(1, "reviewed"), (3, "reviewed"), (2, "reviewed")], 3),
    "a person's before a program's that came later": ([(1, "reviewed"), (2, "unreviewed")], 1),
    "a program's never": ([(1, "unreviewed")], "no person has reviewed it"),
    "nothing": ([], "nothing was submitted for it"),
}
WITH_UNREVIEWED = CASES | {
    "a program's where there is no other": ([(1, "unreviewed"), (2, "unreviewed")], 2),
    "a program's never": ([(1, "unreviewed")], 1),
}


def counted(marked: Callable, review: Callable, submitted: list[tuple[int, str]], *, unreviewed: bool) -> int | str:
    document, annotation = marked(SENTENCE)
    reviews = [review(annotation, day, status) for day, status in submitted]
    chosen, left_out = truth([document], {document.id: reviews}, unreviewed=unreviewed)
    assert len(chosen) + len(left_out) == 1
    return left_out[0].reason if left_out else chosen[0][1].submitted.day


@pytest.mark.parametrize(("submitted", "counts"), CASES.values(), ids=CASES)
def test_what_a_person_submitted_last_counts(
    marked: Callable, review: Callable, submitted: list[tuple[int, str]], counts: int | str
) -> None:
    assert counted(marked, review, submitted, unreviewed=False) == counts


@pytest.mark.parametrize(("submitted", "counts"), WITH_UNREVIEWED.values(), ids=WITH_UNREVIEWED)
def test_what_a_program_submitted_counts_where_it_is_asked_for_and_no_person_did(
    marked: Callable, review: Callable, submitted: list[tuple[int, str]], counts: int | str
) -> None:
    assert counted(marked, review, submitted, unreviewed=True) == counts


def test_an_annotation_of_another_text_does_not_count(marked: Callable, review: Callable) -> None:
    document, annotation = marked(SENTENCE)
    corrected = Document(id=document.id, text=document.text.replace("tadi", "tadi pagi"))
    _, left_out = truth([corrected], {document.id: [review(annotation)]}, unreviewed=True)
    assert left_out == [LeftOut("doc-1", "its text has changed since it was annotated")]


def test_an_earlier_annotation_of_the_text_as_it_is_counts_before_a_later_one_of_another(
    marked: Callable, review: Callable
) -> None:
    document, annotation = marked(SENTENCE)
    other = annotation.model_copy(update={"text_sha256": "0" * 64})
    [(_, chosen)], _ = truth([document], {document.id: [review(annotation, 1), review(other, 2)]})
    assert chosen.annotation == annotation


def test_an_annotation_without_events_counts(marked: Callable, review: Callable) -> None:
    document, annotation = marked("Rupiah menguat tipis pada penutupan pasar.")
    assert truth([document], {document.id: [review(annotation)]})[0] == [(document, review(annotation))]


def test_documents_come_by_id_and_none_is_lost(marked: Callable, review: Callable) -> None:
    made: dict[str, tuple[Document, Annotation]] = {name: marked(SENTENCE, name) for name in ("c", "a", "d", "b")}
    reviews = {name: [review(made[name][1])] for name in ("c", "a")}
    chosen, left_out = truth((document for document, _ in made.values()), reviews)
    assert [document.id for document, _ in chosen] == ["a", "c"]
    assert [entry.doc_id for entry in left_out] == ["b", "d"]


def test_what_could_not_be_taken_says_why(marked: Callable) -> None:
    document, _ = marked(SENTENCE)
    _, left_out = truth([document], {}, untaken={document.id: "it was skipped"})
    assert left_out == [LeftOut("doc-1", "it was skipped")]
