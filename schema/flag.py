"""What in a text does not add up."""

from typing import Literal

from risalah.schema.mention import Mention
from risalah.schema.model import Model


class Flag(Model):
    """A doubt about what the text itself says, for a person to look at: nothing is corrected for it."""

    code: Literal["office", "weekday", "date"]
    """What is in doubt.

    office: somebody is told in an office that was another's at that time.
    weekday: the weekday and the date of a time expression do not go together.
    date: the text tells two different days for one event.
    """
    mention: Mention
    """Where the text says it."""
    why: str
    """One sentence on what it contradicts."""
