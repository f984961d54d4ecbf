"""Models: what learns from reviewed documents to pre-annotate others, alone or by correcting rules."""

from risalah.annotate.models.model import Model
from risalah.annotate.models.profile import Origin, Profile
from risalah.annotate.models.training import Settings, train
from risalah.annotate.models.trial import Lesson, Trial, gains, trial

__all__ = ["Lesson", "Model", "Origin", "Profile", "Settings", "Trial", "gains", "train", "trial"]
