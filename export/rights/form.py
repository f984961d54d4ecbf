"""How much of the documents' text a release holds."""

from typing import Literal

TextForm = Literal["full", "standoff"]
"""full: all of it. standoff: none of it, and offsets, hashes and addresses in its place."""
