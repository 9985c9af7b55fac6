"""The table of outputs: one row each of name, suffix and the module that renders it.

An output gets an ``Edition`` (everything that it is made from, frozen) and the ``Engines`` that it
may call, and gives back artifacts. It reads and writes nothing itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from nashr.diagnostics import Outcome
from nashr.model import Artifact
from nashr.outputs.edition import Edition
from nashr.ports import Engines

Render = Callable[[Edition, Engines], Outcome["tuple[Artifact, ...]"]]


@dataclass(frozen=True, slots=True)
class Output:
    """A row of ``OUTPUTS``. The module is imported when the output is asked for."""

    name: str
    suffix: str
    module: str

    def render(self, edition: Edition, engines: Engines) -> Outcome[tuple[Artifact, ...]]:
        function: Render = importlib.import_module(self.module).render
        return function(edition, engines)


OUTPUTS: tuple[Output, ...] = (
    Output("pdf", ".pdf", "nashr.outputs.pdf.render"),
    Output("epub", ".epub", "nashr.outputs.epub.render"),
    Output("html", ".html", "nashr.outputs.html.render"),
    Output("jats", ".xml", "nashr.outputs.jats.render"),
)
