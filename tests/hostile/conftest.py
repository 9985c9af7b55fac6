"""Each batch of hostile articles is built once, in the worker that tests it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.register_assert_rewrite("hostile_kit", "lost_kit")

from hostile_kit import Batch, Built, build  # noqa: E402 - after what lets it tell of its findings


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Batch], Built]:
    """The batch, built; what a failed build raised is raised again for each of its cases."""
    done: dict[str, Built | BaseException] = {}

    def give(batch: Batch) -> Built:
        if batch.name not in done:
            try:
                done[batch.name] = build(tmp_path_factory.mktemp("hostile"), batch.cases)
            except (AssertionError, Exception) as error:  # noqa: BLE001 - raised again below
                done[batch.name] = error
        found = done[batch.name]
        if isinstance(found, BaseException):
            raise found
        return found

    return give
