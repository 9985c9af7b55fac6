"""Fonts that are made ready once for the layouts of a process.

For each layout WeasyPrint writes the fonts of its document into a new folder, has Fontconfig read
them and Pango open them: a quarter of the time for a page. The tests set a thousand small documents
in the same few fonts. ``tests/typesetting/test_kept_fonts.py`` holds the files that they give
against those that are made with fonts of their own.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import Any

#: So many sets of fonts are kept, those that were asked for last.
KEPT = 8


@cache
def keep_fonts(folder: Path) -> None:
    """Have all layouts of this process, and of those that it forks, use what fonts the layouts
    before them have made ready, where the rules and the bytes of their fonts are the same. The
    files of a set are in the folder, since those of a layout are removed at its end.
    """
    from weasyprint.text import fonts
    from weasyprint.urls import fetch

    kept: OrderedDict[bytes, Any] = OrderedDict()

    class Made(fonts.FontConfiguration):  # type: ignore[misc]
        """A set of fonts. Its folder is removed by the process that made it."""

        def __init__(self) -> None:
            super().__init__()
            self.maker = os.getpid()
            self._folder = Path(tempfile.mkdtemp(prefix="fonts-", dir=folder))

        def __del__(self) -> None:
            if os.getpid() == self.maker:
                super().__del__()

    def made(faces: list[tuple[Any, Any]]) -> Made:
        one = Made()
        for rule, fetcher in faces:
            one.add_font_face(rule, fetcher)
        return one

    def digest_of(faces: list[tuple[Any, Any]]) -> bytes | None:
        """What tells one set from another; ``None`` where a font is not to be had."""
        digest = hashlib.sha256()
        for rule, fetcher in faces:
            digest.update(repr(rule).encode())
            for kind, url in rule["src"]:
                if url is None or kind == "internal":
                    continue
                try:
                    with fetch(fetcher, url) as response:
                        digest.update(hashlib.sha256(response.read()).digest())
                except Exception:  # noqa: BLE001 - it is told where the font is asked for
                    return None
        return digest.digest()

    class Kept(fonts.FontConfiguration):  # type: ignore[misc]
        """The fonts of one layout: those of an earlier one, as soon as the first is asked for."""

        def __init__(self) -> None:
            self._faces: list[tuple[Any, Any]] = []
            self._set: Made | None = None
            self.strut_layouts: dict[Any, Any] = {}
            self.font_features: dict[Any, Any] = {}

        def add_font_face(self, rule_descriptors: Any, url_fetcher: Any) -> None:
            if self._set is not None:  # a rule that comes late is for this layout alone
                self._set = made(self._faces)
                self._set.add_font_face(rule_descriptors, url_fetcher)
            self._faces.append((rule_descriptors, url_fetcher))

        @property
        def set(self) -> Made:
            if self._set is None:
                digest = digest_of(self._faces)
                found = None if digest is None else kept.get(digest)
                self._set = found or made(self._faces)
                if digest is not None:
                    kept[digest] = self._set
                    kept.move_to_end(digest)
                    while len(kept) > KEPT:
                        kept.popitem(last=False)
            return self._set

        _config = property(lambda self: self.set._config)
        font_map = property(lambda self: self.set.font_map)

    fonts.FontConfiguration = Kept
