"""What is wrong with a workspace and its Label Studio, in plain words, and what mends it."""

from risalah.annotate.studio.doctor.doctor import CHECKS, code, examine
from risalah.annotate.studio.doctor.finding import Finding, State

__all__ = ["CHECKS", "Finding", "State", "code", "examine"]
