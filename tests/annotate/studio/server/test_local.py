"""The local Label Studio: what it lets in, and what it keeps."""

import os
import stat
from pathlib import Path

import httpx
import psutil
import pytest

from risalah.annotate.studio.server.client import Credentials, Studio
from risalah.annotate.studio.server.local import LocalServer, State
from risalah.schema.errors import StudioError


def test_it_listens_on_the_loopback_interface_alone(label_studio: State) -> None:
    processes = [psutil.Process(label_studio.pid), *psutil.Process(label_studio.pid).children(recursive=True)]
    listening = {
        connection.laddr.ip
        for process in processes
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}


def test_its_secrets_are_readable_by_their_owner_alone(local_server: LocalServer) -> None:
    assert stat.S_IMODE((local_server.folder / "server.json").stat().st_mode) == 0o600


def test_its_secrets_are_not_on_the_command_line(label_studio: State) -> None:
    command = " ".join(psutil.Process(label_studio.pid).cmdline())
    assert label_studio.token not in command
    assert label_studio.password not in command
    assert label_studio.secret_key not in command


def test_its_secrets_are_in_no_log_and_in_no_commit(local_server: LocalServer, label_studio: State) -> None:
    log = local_server.log.read_text(encoding="utf-8")
    assert not [
        secret for secret in (label_studio.token, label_studio.password, label_studio.secret_key) if secret in log
    ]
    assert (local_server.folder / ".gitignore").read_text() == "*\n"


def test_nobody_can_sign_up(label_studio: State) -> None:
    form = {"email": "guest@example.org", "password": "12345678x"}
    assert httpx.post(f"{label_studio.url}/user/signup/", data=form, timeout=30).status_code == 403


def test_it_tells_no_analytics(label_studio: State) -> None:
    page = httpx.get(f"{label_studio.url}/user/login/", timeout=30).text
    assert "sentry.io" not in page
    assert "collect_analytics: true" not in page.lower()


def test_it_answers_to_its_key_and_to_no_other(label_studio: State, studio: Studio) -> None:
    assert studio.version()
    wrong = Credentials(label_studio.url, "0" * 40)
    with (
        Studio(wrong) as stranger,
        pytest.raises(StudioError, match="does not accept LABEL_STUDIO_API_KEY, a legacy token") as refused,
    ):
        stranger.version()
    assert wrong.api_key not in str(refused.value)


def test_a_key_is_never_shown() -> None:
    assert "secret" not in repr(Credentials("http://127.0.0.1:1", "secret"))


def test_a_server_that_is_not_there_is_told_with_what_to_do() -> None:
    told = r"cannot be reached .* Start the local one with `risalah studio`"
    with Studio(Credentials("http://127.0.0.1:9", "key")) as studio, pytest.raises(StudioError, match=told):
        studio.version()


def test_one_that_was_never_started_does_not_run(tmp_path: Path) -> None:
    assert LocalServer(tmp_path).running() is None
    assert LocalServer(tmp_path).stop() is False


def test_one_that_ends_at_once_is_told_with_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "bin" / "label-studio"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho no space left on device\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr("risalah.annotate.studio.server.local._executable", lambda: str(broken))
    with pytest.raises(StudioError, match="no space left on device"):
        LocalServer(tmp_path / "studio").start()


def test_what_it_does_not_find_it_says_how_to_get(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(StudioError, match=r"pip install 'risalah\[studio\]'"):
        LocalServer(tmp_path).start()


def test_another_process_under_its_number_is_not_taken_for_it(tmp_path: Path) -> None:
    server = LocalServer(tmp_path)
    state = State(port=9, password="p", token="t", secret_key="s", pid=os.getpid())
    (tmp_path / "server.json").write_text(state.model_dump_json())
    assert server.running() is None
