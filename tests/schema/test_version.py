"""A change of the schema is a decision, not an accident."""

from risalah.schema.version import SCHEMA_VERSION, schema_fingerprint

PINNED = ("1.4.0", "f7d5514336eff3a5a9538e081bd19c52da1aa6e2cba87b65d0d0fdd24e74aa89")

DECIDE = f"""
What records may hold has changed, so decide what that means to data that people already have:

  - data written before no longer reads, or means something else: a new major SCHEMA_VERSION (schema/version.py);
  - data written before still reads, and there is more to say: a new minor SCHEMA_VERSION;
  - you did not mean to change it: undo what did.

Say under *Schema* in CHANGELOG.md what changed and what to do with older data. Then pin the new pair here:

  PINNED = ("<the new SCHEMA_VERSION>", "{schema_fingerprint()}")
"""


def test_the_schema_is_the_one_its_version_names() -> None:
    version, fingerprint = PINNED
    assert schema_fingerprint() == fingerprint, DECIDE
    assert version == SCHEMA_VERSION, "SCHEMA_VERSION changed and the schema did not: pin it here if that is meant"
