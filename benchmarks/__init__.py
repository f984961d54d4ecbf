"""Speed, side by side with peers: `python -m benchmarks` from the root of the repository."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
