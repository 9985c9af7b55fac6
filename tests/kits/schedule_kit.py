"""Which tests of a run with pytest-xdist go to a worker together, and which begin first.

pytest-xdist gives out the tests that are in no group one by one. So each worker made for itself
what the tests of a file share, and the process that gives them out looked, at the end of each test,
through all that its worker had done before.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import Any

import pytest
from xdist.scheduler import LoadGroupScheduling

#: So many tests of a file go to a worker at most.
TOGETHER = 16
#: Where tests take longest. What begins last should end soon, or the other workers wait for it.
LONGEST = ("tests/typesetting/", "tests/issue/", "tests/hostile/", "tests/conformance/")


class FilesAndGroups(LoadGroupScheduling):
    """Groups first, which were made for what is costly, then the files of ``LONGEST``. Then those
    with few tests before those with many, since their tests take longer.
    """

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        super().__init__(config, log)
        self._parts: dict[str, str] = {}
        self._seen: Counter[str] = Counter()
        self._groups: set[str] = set()

    def schedule(self) -> None:
        is_first = self.collection is None
        super().schedule()
        if is_first:
            self.workqueue = OrderedDict(sorted(self.workqueue.items(), key=self._turn))

    def _turn(self, unit: tuple[str, dict[str, bool]]) -> tuple[int, int]:
        name, tests = unit
        if name in self._groups:
            return 0, -len(tests)
        return (1, 0) if name.startswith(LONGEST) else (2, len(tests))

    def _split_scope(self, nodeid: str) -> str:
        """The name of the group, or of the part of a file, that a test goes with."""
        if nodeid not in self._parts:
            name = super()._split_scope(nodeid)
            if name == nodeid:
                file = nodeid.partition("::")[0]
                name = f"{file} {self._seen[file] // TOGETHER}"
                self._seen[file] += 1
            else:
                self._groups.add(name)
            self._parts[nodeid] = name
        return self._parts[nodeid]
