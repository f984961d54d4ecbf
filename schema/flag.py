"""What in a text does not add up, or is in dispute."""

from typing import Literal

from risalah.schema.mention import Mention
from risalah.schema.model import Model


class Flag(Model):
    """A doubt for a person to look at, about what the text itself says or what was found in it."""

    code: Literal["office", "weekday", "date", "model"]
    """What is in doubt.

    office: somebody is told in an office that was another's at that time.
    weekday: the weekday and the date of a time expression do not go together.
    date: the text tells two different days for one event.
    model: rules find something here and a model does not, or the other way round.
    """
    mention: Mention
    """Where the text says it."""
    why: str
    """One sentence on what it contradicts."""
