"""How far annotators agree, with each other and with the pre-annotations, and in what they do not."""

from risalah.annotate.agreement.agreement import Agreement, agree
from risalah.annotate.agreement.judged import Judged, judged
from risalah.annotate.agreement.krippendorff import alpha
from risalah.annotate.agreement.writing import write

__all__ = ["Agreement", "Judged", "agree", "alpha", "judged", "write"]
