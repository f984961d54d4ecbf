"""A login is told as browsers and Label Studio tell it."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.auth import _basic_auth_str

from risalah.annotate.serving.login import Login

WORDS = st.text(st.characters(max_codepoint=255), min_size=1)
LOGIN = Login("kurator", "rahasia")


@given(WORDS.filter(lambda user: ":" not in user), WORDS)
def test_label_studio_is_understood(user: str, password: str) -> None:
    assert Login(user, password).is_told(_basic_auth_str(user, password))


@given(st.text(min_size=1).filter(str.isprintable), st.text(min_size=1).filter(str.isprintable))
def test_its_own_header_tells_it(user: str, password: str) -> None:
    login = Login(user, password)
    assert login.is_told(login.header)
    assert not login.is_told(Login(user, password + "1").header)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic",
        "Basic ",
        "Basic %%%",
        "Basic é",
        "Bearer " + LOGIN.header.partition(" ")[2],
        "Basic " + b64encode(b"kurator").decode(),
        "Basic " + b64encode(b"kurator:").decode(),
        "Basic " + b64encode(b"Kurator:rahasia").decode(),
        "Basic " + b64encode(b"kurator:rahasia ").decode(),
    ],
)
def test_anything_else_does_not(header: str) -> None:
    assert not LOGIN.is_told(header)


def test_the_password_is_not_shown() -> None:
    assert "rahasia" not in repr(LOGIN)
