"""Both kinds of API key, on a real server."""

import httpx
import pytest

from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.server.local import LocalServer, State
from risalah.schema.errors import StudioError


@pytest.fixture(scope="module")
def access_token(local_server: LocalServer) -> str:
    """Make a personal access token; the server allows a person one."""
    state = local_server.state()
    assert state
    headers = {"Authorization": f"Token {state.token}"}
    with httpx.Client(base_url=state.url, headers=headers, timeout=30) as admin:
        admin.post("/api/jwt/settings", json={"api_tokens_enabled": True, "legacy_api_tokens_enabled": True})
        return str(admin.post("/api/token/").raise_for_status().json()["token"])


def test_a_legacy_token_is_accepted(studio: Studio) -> None:
    assert studio.version().startswith("1.")


def test_a_personal_access_token_is_accepted(label_studio: State, access_token: str) -> None:
    with Studio(Credentials(label_studio.url, access_token)) as studio:
        assert studio.version().startswith("1.")
        assert list(studio.projects()) is not None


def test_a_personal_access_token_that_is_none_of_the_servers_is_told(label_studio: State, access_token: str) -> None:
    foreign = Credentials(label_studio.url, access_token[:-4] + "AAAA")
    with Studio(foreign) as studio, pytest.raises(StudioError, match=r"a personal access token .* Make a new one"):
        studio.version()


def test_a_legacy_token_where_these_are_not_allowed_is_told(
    label_studio: State, owner: httpx.Client, access_token: str, studio: Studio
) -> None:
    both = {"api_tokens_enabled": True, "legacy_api_tokens_enabled": True}
    owner.post("/api/jwt/settings", json=both | {"legacy_api_tokens_enabled": False}).raise_for_status()
    try:
        with pytest.raises(StudioError, match="legacy token authentication has been disabled"):
            studio.version()
    finally:
        with httpx.Client(base_url=label_studio.url, timeout=30) as client:
            access = client.post("/api/token/refresh/", json={"refresh": access_token}).json()["access"]
            bearer = {"Authorization": f"Bearer {access}"}
            client.post("/api/jwt/settings", json=both, headers=bearer).raise_for_status()
    assert studio.version()
