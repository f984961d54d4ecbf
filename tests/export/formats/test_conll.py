"""Columns."""

from collections.abc import Callable

from risalah.export.formats import Example, formats

COLUMNS = """\
# newdoc id = doc-1
Kim\t0\t3\tB-meeting.participant
tiba\t4\t8\tO
.\t8\t9\tO

Ia\t10\t12\tO
bertemu\t13\t20\tB-meeting
M\u0304ahina\t21\t28\tB-meeting.participant
🤝\t29\t30\tO

# newdoc id = doc-2
Pasar\t0\t5\tO
Senen\t6\t11\tO
sepi\t12\t16\tO
.\t16\t17\tO

"""


def test_a_token_a_line_and_an_empty_line_after_each_sentence(
    written: Callable, example: Callable, nothing: Example
) -> None:
    told = "[Kim|1.participant=Kim:person] tiba. Ia [bertemu|1.meeting:actual] [%s|1.participant=Mahina:person] 🤝"
    path = written("conll", example(told % "M\u0304ahina"), nothing)
    assert path.read_text(encoding="utf-8") == COLUMNS


def test_an_article_that_looks_like_columns_is_read_as_what_it_is(written: Callable) -> None:
    odd = Example("# newdoc id = x", "# newdoc id = y\n\n\tO\t#")
    assert [example.doc_id for example in formats()["conll"].read(written("conll", odd, odd))] == [odd.doc_id] * 2


def test_a_mention_over_two_sentences_is_lost(lost: Callable, example: Callable) -> None:
    told = example("[Kim|1.participant=Kim:person] [bertemu|1.meeting:actual] [warga. Desa|1.place=Desa] sepi.")
    assert lost("conll", told)["mentions"] == {"it crosses the end of a sentence": 1}
    assert lost("conll", told)["texts"] == {"the tokens are told without the space between them": 1}
    assert "mentions" not in lost("tokens", told)
