"""The client asks the registries alone, within limits of time and size, and keeps their answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from registry_kit import Answer, Registries, ask_without_proxies, serving, squeezed

from nashr.project.cache import Cache
from nashr.registries.client import Client, NotFound, RegistryError, Unreachable
from nashr.registries.services import SERVICES, origin


@pytest.fixture
def registries(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registries]:
    ask_without_proxies(monkeypatch)
    with serving() as found:
        yield found


def ask(registries: Registries, path: str, cache: Path | None = None, **more: float) -> bytes:
    with Client(registries.services.origins, Cache(cache), **more) as client:  # type: ignore[arg-type]
        return client.get(f"{registries.base}{path}", "application/json")


def test_an_answer(registries: Registries) -> None:
    registries.answer("/x", Answer(b"{}"))
    assert ask(registries, "/x") == b"{}"
    assert registries.asked == [("/x", "application/json")]


def test_an_answer_is_kept_until_it_is_asked_for_anew(
    registries: Registries, tmp_path: Path
) -> None:
    registries.answer("/x", Answer(b"1"), Answer(b"2"))
    assert [ask(registries, "/x", tmp_path) for _ in range(3)] == [b"1"] * 3
    with Client(registries.services.origins, Cache(tmp_path), refresh=True) as client:
        assert client.get(f"{registries.base}/x", "application/json") == b"2"
    assert len(registries.asked) == 2


def test_a_refusal_is_not_kept(registries: Registries, tmp_path: Path) -> None:
    registries.answer("/x", Answer(b"", 404), Answer(b"1"))
    with pytest.raises(NotFound):
        ask(registries, "/x", tmp_path)
    assert ask(registries, "/x", tmp_path) == b"1"


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "http://127.0.0.1:1/",
        "http://localhost:{port}/x",
        "https://127.0.0.1:{port}/x",
        "http://user:pass@127.0.0.1:{port}/y",
        "file:///etc/hostname",
        "//example.org/x",
        "http://[::1",
        "",
    ],
)
def test_a_redirect_leads_to_no_other_host(registries: Registries, target: str) -> None:
    headers = {"Location": target.format(port=registries.port)}
    registries.answer("/x", Answer(b"", 302, headers))
    with pytest.raises(RegistryError):
        ask(registries, "/x")
    assert {path for path, _ in registries.asked} == {"/x"}


def test_redirects_end(registries: Registries) -> None:
    registries.answer("/x", Answer(b"", 302, {"Location": "/x"}))
    with pytest.raises(RegistryError, match="from one address to the next"):
        ask(registries, "/x")
    assert len(registries.asked) < 10


@pytest.mark.parametrize(
    "answer",
    [lambda: Answer(b" " * 6_000_000), lambda: squeezed(200_000_000)],
    ids=["as it is", "squeezed"],
)
def test_an_answer_has_a_largest_size(registries: Registries, answer: Callable[[], Answer]) -> None:
    registries.answer("/x", answer())
    with pytest.raises(RegistryError, match="more than 5 MB"):
        ask(registries, "/x")


@pytest.mark.parametrize(
    ("answer", "limits"),
    [
        (Answer(b"{}", late=3), {"timeout": 0.2}),
        (Answer(b"{}" * 100, slow=3), {"timeout": 0.2}),
        (Answer(b"x" * 200_000, slow=0.5), {"timeout": 2.0, "deadline": 0.2}),
    ],
    ids=["no answer", "half an answer", "a slow one"],
)
def test_an_answer_has_a_longest_time(
    registries: Registries, answer: Answer, limits: dict[str, float]
) -> None:
    registries.answer("/x", answer)
    started = time.monotonic()
    with pytest.raises(Unreachable):
        ask(registries, "/x", **limits)
    assert time.monotonic() - started < 2.5


def test_a_busy_registry_is_asked_once_more(registries: Registries) -> None:
    registries.answer("/x", Answer(b"", 429, {"Retry-After": "0"}), Answer(b"{}"))
    assert ask(registries, "/x") == b"{}"
    registries.answer("/x", Answer(b"", 503, {"Retry-After": "0"}))
    with pytest.raises(Unreachable, match="busy"):
        ask(registries, "/x")


def test_nobody_there() -> None:
    base = "http://127.0.0.1:9"
    with Client(frozenset({f"{base}"}), Cache(None)) as client, pytest.raises(Unreachable):
        client.get(f"{base}/x", "application/json")


def test_the_registries_are_those_of_the_docs() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "security.md").read_text("utf-8")
    hosts = {one.split("://")[1].rsplit(":", 1)[0] for one in SERVICES.origins}
    assert all(f"`{host}`" in docs for host in hosts)
    assert all(one.startswith("https://") for one in SERVICES.origins)


def test_origins() -> None:
    assert origin("https://doi.org/10.5555/1") == "https://doi.org:443"
    assert origin("https://doi.org:444/") == "https://doi.org:444"
    assert origin("https://doi.org@example.org/") == ""
    assert origin("https://example.org:x/") == ""
    assert origin("doi.org") == ""
