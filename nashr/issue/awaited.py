"""Products of articles that are still being made while those of the whole are begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from nashr.model import Artifact


class AwaitedProducts(Mapping[str, Artifact]):
    """The products of an article by output: those that are there, and others that are waited for
    when the first of them is asked for. ``wait`` gives these.
    """

    def __init__(
        self, known: Mapping[str, Artifact], wait: Callable[[], Mapping[str, Artifact]]
    ) -> None:
        self._known = known
        self._wait = wait

    @cached_property
    def _whole(self) -> Mapping[str, Artifact]:
        return {**self._known, **self._wait()}

    def __getitem__(self, output: str) -> Artifact:
        return self._known[output] if output in self._known else self._whole[output]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)
