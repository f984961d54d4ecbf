"""The examples of every shipped pack: each mark is found, and nothing beside them."""

from functools import cache

import pytest

from risalah.annotate.rules import Ruleset
from risalah.annotate.rules.examples import Example, failures, read_examples
from risalah.annotate.rules.pack import pack_folder, shipped
from risalah.schema import CORE

load = cache(Ruleset.load)


EXAMPLES = [(language, example) for language in shipped() for example in read_examples(pack_folder(language), CORE)]


@pytest.mark.parametrize(("language", "example"), EXAMPLES, ids=lambda given: getattr(given, "text", given))
def test_example(language: str, example: Example) -> None:
    rules = load(language)
    assert rules.annotate(example.document).problems(example.document) == []
    assert list(failures(rules, [example])) == []
