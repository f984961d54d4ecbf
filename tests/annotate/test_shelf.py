"""A shelf is a dictionary."""

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from risalah.annotate.shelf import PAGE, Shelf


class Held(msgspec.Struct, frozen=True):
    name: str
    when: datetime.datetime | None = None


ACTIONS = st.lists(st.tuples(st.sampled_from(["set", "pop", "get"]), st.integers(0, 300), st.text()))


@given(ACTIONS)
def test_it_holds_what_a_dictionary_holds_in_the_order_of_its_numbers(
    actions: list[tuple[str, int, str]],
) -> None:
    shelf, plain = Shelf(int, str), dict[int, str]()
    for action, key, value in actions:
        if action == "set":
            shelf[key] = plain[key] = value
        elif action == "pop":
            assert shelf.pop(key, None) == plain.pop(key, None)
        else:
            assert shelf.get(key) == plain.get(key)
        assert (key in shelf) == (key in plain)
    assert list(shelf.items()) == sorted(plain.items())
    assert len(shelf) == len(plain)


def test_keys_and_values_are_what_they_were() -> None:
    noon = datetime.datetime(2025, 3, 1, 12, tzinfo=datetime.UTC)
    shelf = Shelf(tuple[str, int], Held)
    shelf["berita", 7] = Held("Maumere", noon)
    assert dict(shelf) == {("berita", 7): Held("Maumere", noon)}


def test_what_is_not_there_is_a_key_error() -> None:
    shelf = Shelf(str, int)
    with pytest.raises(KeyError, match="Ende"):
        shelf["Ende"]
    with pytest.raises(KeyError, match="Ende"):
        del shelf["Ende"]


def test_it_can_be_changed_while_it_is_gone_through() -> None:
    count = 2 * PAGE + 1
    shelf = Shelf(int, int)
    shelf.update((key, key) for key in range(count))
    for key in shelf:
        if key % 2:
            del shelf[key]
        else:
            shelf[key] = -key
    assert dict(shelf) == {key: -key for key in range(0, count, 2)}
