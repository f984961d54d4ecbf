"""Whoever is killed, the corpus is what it would have been."""

from benchmarks.interruptions import stormed


def test_a_corpus_survives_workers_clients_and_schedulers() -> None:
    tally = stormed(1, 1, s3=False)
    assert {*tally} == {
        *(f"{engine}: {killed}" for engine in ("jobs", "dask") for killed in ("a worker", "the client")),
        "dask: the scheduler",
        "seconds",
    }
