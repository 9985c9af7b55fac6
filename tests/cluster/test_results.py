"""A worker that lies: other types, another article, paths that lead out, an answer without end."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from typing import Any

import pytest

from nashr.cluster import results
from nashr.diagnostics import Diagnostic, Outcome, Span
from nashr.model import Artifact
from nashr.pipeline.article import ArticleResult, Provenance
from nashr.project.workspace import Trace

_TRACE = Trace({}, {}, (), {})
_MADE = Provenance({"html": "key"}, (), {}, {}, {}, {"article": "a"}, _TRACE, {})
_PAGE = Artifact("a.html", b"text", "text/html")
SOUND = ArticleResult(
    (Diagnostic("value-sample", Span("a.md", 1), "A sample."),),
    {"html": Outcome((_PAGE,))},
    _MADE,
)


def read(result: Any, limit: int = 100_000) -> ArticleResult:
    return results.read(pickle.dumps(result), "a", ("html",), limit)


def test_a_sound_result_is_taken() -> None:
    assert read(SOUND) == SOUND


class _Evil:
    def __reduce__(self) -> Any:
        return os.system, ("true",)


@pytest.mark.parametrize(
    "lie",
    [
        None,
        "text",
        _Evil(),
        replace(SOUND, findings=(_Evil(),)),
        replace(SOUND, findings=("text",)),
        replace(SOUND, provenance=replace(_MADE, conditions={"article": "b"})),
        replace(SOUND, provenance=replace(_MADE, keys={})),
        replace(SOUND, outputs={"pdf": Outcome((_PAGE,))}),
        replace(SOUND, outputs={"html": Outcome(("text",))}),
        *(
            replace(SOUND, outputs={"html": Outcome((replace(_PAGE, name=name),))})
            for name in ("../b/b.html", "/etc/hosts", "", "a/../../b", "a\\b", "a\0")
        ),
        replace(SOUND, outputs={"html": Outcome((replace(_PAGE, data=b"x" * 200_000),))}),
    ],
)
def test_a_lie_is_refused(lie: Any) -> None:
    with pytest.raises(results.Refused):
        read(lie)


@pytest.mark.parametrize("data", [b"", b"\x80", b"text", "text", None, b"\x80\x05]\x94."])
def test_what_is_no_result_is_refused(data: Any) -> None:
    with pytest.raises(results.Refused):
        results.read(data, "a", ("html",), 1000)
