"""A name and password, as HTTP Basic authentication sends them (RFC 7617)."""

import secrets
from base64 import b64decode, b64encode
from typing import NamedTuple


class Login(NamedTuple):
    """What one must know to be answered."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"Login(user={self.user!r}, password=...)"

    @property
    def header(self) -> str:
        """The Authorization header that tells it."""
        return f"Basic {b64encode(self._spelled).decode()}"

    def is_told(self, header: str) -> bool:
        """Tell whether an Authorization header tells it, in UTF-8 or, as Label Studio does, in Latin-1."""
        kind, _, said = header.partition(" ")
        try:
            told = b64decode(said, validate=True)
        except ValueError:
            return False
        spelled = (told, told.decode("latin-1").encode())
        return kind.lower() == "basic" and any(secrets.compare_digest(one, self._spelled) for one in spelled)

    @property
    def _spelled(self) -> bytes:
        return ":".join(self).encode()
