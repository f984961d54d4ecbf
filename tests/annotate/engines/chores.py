"""What engines are given to do: in a module that their workers can import."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from risalah.schema import Problem, RisalahError


@dataclass(frozen=True)
class Job:
    """Write a file, after something that goes wrong or takes long."""

    folder: Path
    name: str
    trouble: str = ""


def do(job: Job) -> None:
    tried = job.folder / f"{job.name}.tried"
    match job.trouble:
        case "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        case "deadly once" if not tried.exists():
            tried.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case "foreseen":
            raise RisalahError(Problem("berita-1", "is no document"))
        case "unforeseen":
            raise KeyError("judul")
    (job.folder / job.name).write_text(str(os.getpid()))
