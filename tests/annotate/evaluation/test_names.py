"""Whether two names are of the same one."""

import pytest

from risalah.annotate.evaluation.names import is_named


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Vladimir Putin", ["Vladimir Putin"]),
        ("Putin", ["Vladimir Putin"]),
        ("Vladimir Putin", ["Putin"]),
        ("Presiden Putin", ["Putin"]),
        ("Presiden Rusia Putin", ["Putin"]),
        ("KIM JONG-UN", ["Kim Jong Un"]),
        ("Jokowi", ["Joko Widodo", "Jokowi"]),
        ("Menteri Luar Negeri", ["menteri luar negeri"]),
        ("Presiden", ["Wakil Presiden"]),
    ],
)
def test_names_of_the_same_one(name: str, names: list[str]) -> None:
    assert is_named(name, names)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Kim Jong Un", ["Kim Yo Jong"]),
        ("Presiden", ["Presiden Putin"]),
        ("Menteri Luar Negeri AS", ["Menteri Luar Negeri Rusia"]),
        ("Putin", []),
        ("?", ["?"]),
        ("", ["Putin"]),
    ],
)
def test_names_of_others(name: str, names: list[str]) -> None:
    assert not is_named(name, names)
