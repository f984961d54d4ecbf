"""Releases in an object store: claimed, uploaded, and there from the moment that the manifest is."""

import datetime
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.store import ObjectStore as Objects
from obstore.store import from_url

from risalah.export import Release
from risalah.export.store import objects, opened, release_at
from risalah.export.store.claim import ABANDONED, CLAIM, Claim
from risalah.export.verify import verify
from risalah.schema.errors import ReleaseError, StorageError
from risalah.schema.truth import Truth

Publish = Callable[..., Release]


@pytest.fixture
def there(bucket: str) -> Objects:
    """Speak to the object store past everything of ours."""
    return from_url(bucket, client_options={"allow_http": True})


@pytest.fixture
def dead() -> int:
    """Return the number of a process that lives no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
        return process.pid


def paths(there: Objects) -> set[str]:
    return {found["path"] for page in obstore.list(there) for found in page}


def claim(there: Objects, **said: Any) -> None:
    obstore.put(there, CLAIM, Claim(**{"version": "1.0.0", **said}).model_dump_json().encode())


def test_it_holds_what_the_manifest_names_and_nothing_else(
    publish: Publish, truth: list[Truth], bucket: str, there: Objects
) -> None:
    done = publish(truth, to=bucket)
    assert done.address == f"{bucket}/1.0.0"
    assert paths(there) == {"1.0.0/manifest.json", *(f"1.0.0/{path}" for path in done.manifest.files)}
    assert opened(bucket).versions() == ["1.0.0"]
    assert opened(bucket).manifest("1.0.0") == done.manifest
    assert verify(done.address) == []


def test_it_is_the_same_release_as_in_a_folder(publish: Publish, truth: list[Truth], bucket: str) -> None:
    assert publish(truth, to=bucket).manifest == publish(truth).manifest


def test_the_next_one_starts_from_it(publish: Publish, truth: list[Truth], bucket: str) -> None:
    publish(truth[:2], to=bucket)
    assert not publish(truth[:2], to=bucket).new
    second = publish(truth, to=bucket).manifest
    assert (second.version, second.previous, second.reason) == ("1.1.0", "1.0.0", "rows were only added")
    assert opened(bucket).versions() == ["1.0.0", "1.1.0"]


def test_it_has_no_folder(publish: Publish, truth: list[Truth], bucket: str) -> None:
    with pytest.raises(ReleaseError, match="lies in an object store and has no folder"):
        _ = publish(truth, to=bucket).folder


def test_what_has_no_manifest_is_no_version(publish: Publish, truth: list[Truth], bucket: str, there: Objects) -> None:
    publish(truth, to=bucket)
    obstore.delete(there, "1.0.0/manifest.json")
    assert opened(bucket).versions() == []
    with pytest.raises(ReleaseError, match="is no release: it has no manifest"):
        opened(bucket).manifest("1.0.0")


def test_a_file_that_is_not_what_the_manifest_says_is_never_read(
    publish: Publish, truth: list[Truth], bucket: str, there: Objects
) -> None:
    publish(truth[:2], to=bucket)
    obstore.put(there, "1.0.0/data/records/train.parquet", b"PAR1")
    with pytest.raises(ReleaseError, match=r"records/train\.parquet: is not what manifest\.json says"):
        publish(truth, to=bucket)


def test_a_file_that_the_manifest_does_not_name_is_not_read(
    publish: Publish, truth: list[Truth], bucket: str, there: Objects
) -> None:
    done = publish(truth[:2], to=bucket)
    obstore.put(there, "1.0.0/data/records/train_00001.parquet", b"PAR1")
    assert publish(truth, to=bucket).manifest.version == "1.1.0"
    assert [problem.where for problem in verify(done.address)] == ["data/records/train_00001.parquet"]


# Who died, and who is at it


def test_while_somebody_publishes_nobody_else_does(
    publish: Publish, truth: list[Truth], bucket: str, there: Objects
) -> None:
    claim(there, version="1.1.0")
    told = r"process \d+ on \S+ is publishing 1\.1\.0 since .* UTC\. Run the command again when that is done, or 20 min"
    with pytest.raises(ReleaseError, match=told):
        publish(truth, to=bucket)
    assert paths(there) == {CLAIM}


def test_what_a_dead_process_left_is_taken_over(
    publish: Publish, truth: list[Truth], bucket: str, there: Objects, dead: int
) -> None:
    claim(there, version="1.1.0", process=dead)
    for path in ("1.0.0/data/records/train.parquet", "1.0.0/data/records/train_00007.parquet", "1.1.0/README.md"):
        obstore.put(there, path, b"setengah jadi")
    done = publish(truth, to=bucket)
    assert verify(done.address) == []
    assert paths(there) == {"1.0.0/manifest.json", *(f"1.0.0/{path}" for path in done.manifest.files)}


@pytest.mark.parametrize(("age", "taken_over"), [(ABANDONED / 2, False), (ABANDONED * 2, True)])
def test_another_machines_claim_is_taken_over_when_nothing_was_written_for_long(
    age: datetime.timedelta, taken_over: bool
) -> None:
    """Also of a process whose number somebody has on this machine."""
    written = datetime.datetime.now(datetime.UTC) - age
    assert Claim(version="1.0.0", machine="tempat lain").is_abandoned(written) == taken_over


def test_a_claim_that_lives_here_is_not_abandoned_and_a_dead_ones_is(dead: int) -> None:
    now = datetime.datetime.now(datetime.UTC)
    assert not Claim(version="1.0.0").is_abandoned(now)
    assert Claim(version="1.0.0", process=dead).is_abandoned(now)


def test_a_claim_that_does_not_read_is_told(publish: Publish, truth: list[Truth], bucket: str, there: Objects) -> None:
    obstore.put(there, CLAIM, b"{}")
    with pytest.raises(ReleaseError, match="does not read: another version of Risalah may be publishing"):
        publish(truth, to=bucket)


def test_of_two_that_take_over_one_does(bucket: str, there: Objects, dead: int) -> None:
    claim(there, process=dead)
    store = objects.ObjectStore(bucket)
    found, _ = store._holder()
    claim(there, process=dead)
    assert not store._bucket.replace(CLAIM, b"{}", found)


def test_whose_claim_was_taken_over_publishes_nothing(
    publish: Publish, truth: list[Truth], bucket: str, there: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It slept too long."""
    write = objects.ObjectStore._write

    def write_and_sleep(self: objects.ObjectStore, built: Path, version: str, path: str) -> None:
        claim(there, machine="tempat lain")
        write(self, built, version, path)

    monkeypatch.setattr(objects.ObjectStore, "_write", write_and_sleep)
    with pytest.raises(ReleaseError, match="another release was published meanwhile"):
        publish(truth, to=bucket)
    assert opened(bucket).versions() == []
    assert json.loads(bytes(obstore.get(there, CLAIM).bytes()))["machine"] == "tempat lain"


def test_who_fails_on_the_way_leaves_no_claim_and_the_next_one_succeeds(
    publish: Publish, truth: list[Truth], bucket: str, there: Objects
) -> None:
    def full(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objects.ObjectStore, "_read_back", full)
        obstore.put(there, "1.0.0/README.md", b"")
        with pytest.raises(KeyboardInterrupt):
            publish(truth, to=bucket)
    assert CLAIM not in paths(there)
    assert opened(bucket).versions() == []
    assert verify(publish(truth, to=bucket).address) == []


def test_an_answer_that_got_lost_is_no_conflict(bucket: str) -> None:
    store = objects.ObjectStore(bucket)
    assert store._bucket.create("1.0.0/README.md", b"# Kartu")
    assert store._bucket.create("1.0.0/README.md", b"# Kartu")
    assert not store._bucket.create("1.0.0/README.md", b"# Lain")


# Addresses and errors


def test_an_error_says_why_and_tells_no_secret(publish: Publish, truth: list[Truth], bucket: str) -> None:
    with pytest.raises(StorageError) as raised:
        publish(truth, to="s3://tiada/rilis")
    assert str(raised.value).startswith("s3://tiada/rilis: the object store refuses: 404 Not Found, NoSuchBucket. See")
    assert "rahasia" not in str(raised.value)


def test_a_login_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(StorageError, match="would end up in logs") as raised:
        opened("s3://kunci:sandi@arsip/rilis?token=sandi")
    assert "sandi" not in str(raised.value)


@pytest.mark.parametrize("address", ["http://arsip/rilis", "s4://arsip", "file:///arsip"])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(StorageError, match="is neither a folder nor one of az, gs, s3"):
        opened(address)


def test_azure_says_what_the_environment_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT_NAME", raising=False)
    with pytest.raises(StorageError, match="the object store refuses: Account must be specified"):
        opened("az://arsip/rilis")


def test_without_obstore_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(StorageError, match=r"needs the package obstore\. Run `pip install 'risalah\[objects\]'`"):
        opened("s3://arsip/rilis")


def test_a_folder_needs_no_obstore(tmp_path: Path) -> None:
    program = "import sys; from risalah.export import release; assert 'obstore' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
    assert opened(tmp_path / "releases").versions() == []


@pytest.mark.parametrize("end", ["", "/"])
def test_the_address_of_a_release_is_its_stores_and_its_version(bucket: str, tmp_path: Path, end: str) -> None:
    for releases in (bucket, str(tmp_path)):
        store, version = release_at(f"{releases}/1.0.0{end}")
        assert (store.address, version) == (releases, "1.0.0")
