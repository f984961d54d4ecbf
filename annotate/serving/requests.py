"""Who may ask, and what a request may hold."""

import asyncio
import json
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from risalah.annotate.serving.login import Login

LARGEST = 100_000_000
"""Bytes of a request; Label Studio asks for the predictions of all chosen tasks in one."""
SLOWEST = 30.0
"""Seconds that a request may take to arrive."""


def guarded(app: ASGIApp, login: Login) -> ASGIApp:
    """Return an application that answers those alone who know the login."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        knows = scope["type"] != "http" or login.is_told(Request(scope).headers.get("authorization", ""))
        await (app if knows else _UNKNOWN)(scope, receive, send)

    return guard


_UNKNOWN = JSONResponse(
    {"error": "user and password are needed"}, HTTPStatus.UNAUTHORIZED, {"WWW-Authenticate": 'Basic realm="risalah"'}
)


async def content(request: Request) -> dict[str, Any]:
    """Return the JSON object that was sent; raises HTTPException for anything else, too much, or too slow.

    Only what says that it is JSON is read: a page of another site can have a browser send
    anything but that.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/json")
    try:
        async with asyncio.timeout(SLOWEST):
            sent = json.loads(await _body(request))
    except TimeoutError:
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, f"took longer than {SLOWEST:.0f} s to arrive") from None
    except (ValueError, RecursionError):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "is not JSON") from None
    if not isinstance(sent, dict):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "is no JSON object")
    return sent


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"is more than {LARGEST:,} bytes")
    return bytes(body)
