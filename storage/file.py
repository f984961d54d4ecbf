"""What can be checked of a file."""

from risalah.schema.model import Model


class File(Model):
    """A file as it was when it was written."""

    sha256: str
    bytes: int
