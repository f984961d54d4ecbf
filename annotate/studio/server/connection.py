"""The connection to a Label Studio: its two kinds of key, time-outs, retries, and what goes wrong in a sentence."""

import json
from collections.abc import Generator
from typing import Any, NamedTuple

import httpx
import msgspec
from httpx_retries import Retry, RetryTransport

from risalah.schema import Problem
from risalah.schema.errors import StudioError

TIMEOUT = 60.0
"""Seconds to wait for an answer."""
RETRIES = 5
"""How often a request that changes nothing is sent again, with ever longer waits: half a minute in all."""

_OTHER_KEY = {
    "legacy token": "Take a personal access token from Account & Settings, or have legacy tokens enabled there",
    "personal access token": "Make a new one in Account & Settings: this one is revoked, expired or of another server",
}
"""What to do where a kind of key is refused."""


class Credentials(NamedTuple):
    """Where a Label Studio is, and a key to it: a legacy token or a personal access token."""

    url: str
    api_key: str

    @property
    def kind(self) -> str:
        """Which of the two the key is: a personal access token is a JWT, three parts with dots between."""
        return "personal access token" if self.api_key.count(".") == 2 else "legacy token"

    def __repr__(self) -> str:
        return f"Credentials(url={self.url!r}, api_key=...)"


class Connection:
    """Sends requests to one server. Every method raises StudioError where it cannot be reached or refuses."""

    def __init__(self, credentials: Credentials, retries: int = RETRIES) -> None:
        """Prepare to speak to the server; nothing is sent yet."""
        self.url = credentials.url.rstrip("/")
        self.key = credentials.kind
        legacy = self.key == "legacy token"
        self._http = httpx.Client(
            base_url=self.url,
            auth=_Legacy(credentials.api_key) if legacy else _Personal(self.url, credentials.api_key),
            timeout=TIMEOUT,
            transport=RetryTransport(retry=Retry(total=retries, backoff_factor=0.5, allowed_methods=["GET"])),
            follow_redirects=True,
        )

    def close(self) -> None:
        """End the connection."""
        self._http.close()

    def get(self, path: str, **parameters: Any) -> Any:
        """Return what is answered, as plain data. Sent again where no answer comes."""
        return self._read(self._send("GET", path, params=parameters))

    def date(self) -> str | None:
        """Return the server's clock as it gives it with every answer, null where it gives none."""
        told = self._send("GET", "/health").headers.get("date")
        return str(told) if told else None

    def change(self, method: str, path: str, data: Any = None, **parameters: Any) -> Any:
        """Return what is answered, null for nothing. Sent once: a request without answer may have been carried out."""
        content = None if data is None else msgspec.json.encode(data)
        answer = self._send(
            method, path, params=parameters, content=content, headers={"content-type": "application/json"}
        )
        return self._read(answer) if answer.content else None

    def _read(self, answer: httpx.Response) -> Any:
        try:
            return msgspec.json.decode(answer.content)
        except msgspec.DecodeError:
            raise StudioError(
                Problem(self.url, "answers, but not as a Label Studio does", "Correct LABEL_STUDIO_URL")
            ) from None

    def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, path, **request)
        except httpx.TimeoutException:
            what = f"did not answer within {TIMEOUT:.0f} s"
            raise StudioError(Problem(self.url, what, "Run the command again: it goes on where it stopped")) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            what = f"cannot be reached ({type(error).__name__})"
            raise StudioError(
                Problem(self.url, what, "Start the local one with `risalah studio`, or correct LABEL_STUDIO_URL")
            ) from None
        if answer.is_error:
            raise StudioError(self._refusal(answer))
        return answer

    def _refusal(self, answer: httpx.Response) -> Problem:
        said = _said(answer)
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            what = f"does not accept LABEL_STUDIO_API_KEY, a {self.key} ({answer.status_code}): {said}"
            return Problem(self.url, what, _OTHER_KEY[self.key])
        return Problem(self.url, f"refuses ({answer.status_code}): {said}")


def _said(answer: httpx.Response) -> str:
    """Return the server's own words, without headers: these hold a session's cookie."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    told = body if isinstance(body, dict) else {}
    said = told.get("validation_errors") or told.get("detail") or body or answer.reason_phrase
    return json.dumps(said, ensure_ascii=False)[:300]


class _Legacy(httpx.Auth):
    """A token that is sent as it is."""

    def __init__(self, api_key: str) -> None:
        self._header = f"Token {api_key}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        request.headers["authorization"] = self._header
        yield request


class _Personal(httpx.Auth):
    """A token that buys access for some minutes at a time."""

    requires_response_body = True

    def __init__(self, url: str, api_key: str) -> None:
        self._refresh = httpx.Request("POST", f"{url}/api/token/refresh", json={"refresh": api_key})
        self._access = ""

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        if self._access:
            request.headers["authorization"] = f"Bearer {self._access}"
            answer = yield request
            if answer.status_code != httpx.codes.UNAUTHORIZED:
                return
        bought = yield self._refresh
        if bought.is_success:
            self._access = str(bought.json()["access"])
            request.headers["authorization"] = f"Bearer {self._access}"
        yield request
