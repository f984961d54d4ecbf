"""What an article's own lines say of it."""

from risalah.schema.mention import Mention
from risalah.schema.model import Model


class Article(Model):
    """What stands around an article's text: none of it tells events. Null where the article does not say it."""

    publisher: Mention | None = None
    """Who published it, as its dateline says."""
    place: Mention | None = None
    """Where it was written, as its dateline says."""
    author: Mention | None = None
    """Who wrote it, as its byline says."""
    rights: Mention | None = None
    """Its legal notice."""

    def mentions(self) -> list[tuple[str, Mention]]:
        """Return every mention with the name of its field."""
        told = {name: getattr(self, name) for name in type(self).model_fields}
        return [(name, mention) for name, mention in told.items() if mention]
