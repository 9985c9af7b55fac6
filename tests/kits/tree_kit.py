"""Trees of files as a stranger may lay them out: pipes, devices, links, sparse files."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import strategies as st

from nashr.project import safe_files

NAMES = st.sampled_from(["a", "b", "c", "ü", ".x", "long" * 50])
_KINDS = st.sampled_from(["file", "folder", "pipe", "sparse", "out", "up", "loop", "zero", "shut"])
TREES = st.lists(st.tuples(st.lists(NAMES, min_size=1, max_size=4), _KINDS), max_size=12)


def make_tree(root: Path, tree: list[tuple[list[str], str]]) -> None:
    """Put what ``TREES`` says below a folder, as far as each is possible where it is to be."""
    for names, kind in tree:
        path = root.joinpath(*names)
        above = os.path.realpath(path.parent)
        if not safe_files.is_below(above, str(root)) or os.path.lexists(path):
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            match kind:
                case "file":
                    path.write_bytes(b"text")
                case "folder":
                    path.mkdir()
                case "pipe":
                    os.mkfifo(path)
                case "sparse":
                    with path.open("xb") as file:
                        file.truncate(1 << 42)
                case "shut":
                    path.mkdir(mode=0o000)
                case _:
                    targets = {"out": str(Path(__file__)), "up": "..", "loop": path.name}
                    path.symlink_to(targets.get(kind, "/dev/zero"))
        except OSError:  # something else stands in the way
            continue
