"""`risalah annotate --output`: a corpus, by whatever shares out the work."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from risalah.annotate.corpus import Corpus
from risalah.storage import place_at

ROOT = Path(__file__).parents[2]
ARTICLES = "".join(
    json.dumps({"id": f"berita-{number}", "text": "Presiden Prabowo Subianto bertemu Xi Jinping di Beijing."}) + "\n"
    for number in range(3)
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (path := tmp_path / "articles.jsonl").write_text(ARTICLES)
    return path


def test_it_says_what_was_made_and_where(risalah: Callable, articles: Path, tmp_path: Path) -> None:
    done = risalah("annotate", articles, "--output", "corpus")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("3 documents of 0.0 MB with 3 events, 3 of them now, ")
    assert done.stdout.endswith("a second and worker; 0 rejected. See corpus\n")
    assert Corpus.open(tmp_path / "corpus").manifest.documents == 3
    again = risalah("annotate", articles, "--output", "corpus")
    assert again.stdout == "3 documents of 0.0 MB with 3 events, none of them now; 0 rejected. See corpus\n"


def test_dask_tells_where_to_look_and_makes_the_same(risalah: Callable, articles: Path) -> None:
    here = json.loads(risalah("annotate", articles, "--output", "here", "--json").stdout)
    done = risalah("annotate", articles, "--output", "there", "--engine", "dask", "--jobs", "2", "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("Dask shares the work out among 2 workers: http://127.0.0.1:")
    there = json.loads(done.stdout)
    assert there["content_sha256"] == here["content_sha256"]
    assert (there["documents"], there["new"], there["shards"], there["failed"]) == (3, 3, 1, [])


@pytest.mark.parametrize("engine", [("--jobs", "2"), ("--jobs", "2", "--engine", "dask")], ids=["jobs", "dask"])
def test_all_of_it_is_the_same_in_an_object_store(
    bucket: str, risalah: Callable, articles: Path, tmp_path: Path, engine: tuple[str, ...]
) -> None:
    def told(given: str, place: str, *engine: str) -> list[dict]:
        commands = (
            ("annotate", given, "--output", place, *engine),
            ("links", "corpus", place, *engine),
            ("sample", place, "--count", "2", "--output", "chosen.jsonl"),
        )
        done = [risalah(*command, "--json") for command in commands]
        assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
        made, linked, sampled = (json.loads(one.stdout) for one in done)
        chosen = (tmp_path / "chosen.jsonl").read_text()
        return [made["content_sha256"], linked["content_sha256"], sampled, chosen]

    place_at(f"{bucket}/berita").write(articles.name, articles.read_bytes())
    there, here = told(f"{bucket}/berita", f"{bucket}/korpus", *engine), told(str(articles), "korpus")
    assert there == here


def test_what_is_left_out_is_told(risalah: Callable, articles: Path) -> None:
    articles.write_text(ARTICLES + "bukan json\n")
    done = risalah("annotate", articles, "tiada", "--output", "corpus")
    assert done.returncode == 1
    assert "not read: " in done.stderr
    assert "tiada: names no file to read: a corpus is read from .jsonl and .parquet. Check the path" in done.stderr
    assert "1 rejected" in done.stdout
    assert risalah("annotate", articles, "--output", "corpus").returncode == 0
    assert risalah("annotate", articles, "--output", "corpus", "--strict").returncode == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--engine", "dask"], "what is printed is not shared out: add --output PLACE"),
        (["--scheduler", "tcp://10.0.0.5:8786"], "add --output PLACE"),
        (["--scheduler", "tcp://10.0.0.5:8786", "--output", "corpus"], "only Dask has one: add --engine dask"),
        (["--output", "s4://arsip"], "is neither a folder nor one of az, gs, s3"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    risalah: Callable, articles: Path, options: list[str], told: str
) -> None:
    done = risalah("annotate", articles, *options)
    assert done.returncode != 0
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_the_docs_do_what_they_say(risalah: Callable, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    (commands,), (code,) = (
        re.findall(rf"^```{kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) for kind in ("bash", "python")
    )
    (tmp_path / "news").mkdir()
    pl.DataFrame([json.loads(line) for line in ARTICLES.splitlines()]).write_parquet(tmp_path / "news" / "a.parquet")
    for command in commands.replace("--jobs 8", "--jobs 2").splitlines():
        done = risalah(*shlex.split(command)[1:])
        assert done.returncode == 0, done.stderr
    assert len((tmp_path / "tolabel.jsonl").read_text().splitlines()) == 1  # the others are the same text
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "3\n", done.stderr
