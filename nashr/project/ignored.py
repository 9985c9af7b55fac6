"""Files that lie in a folder of sources and are none: those of desktops and of editors."""

from __future__ import annotations

import os
import re

#: Hidden files (``.DS_Store``), what desktops write (``Thumbs.db``), and what editors write beside
#: the file that is edited: swap files, backups, trials, locks (Word's begin with ``~$``).
_IGNORED = re.compile(
    r"\.|~\$|Thumbs\.db\Z|desktop\.ini\Z|#.*#\Z|.*~\Z"
    r"|.*\.(?:sw[a-z]|tmp|temp|bak|part|crswap)\Z|4913\Z",
    re.IGNORECASE | re.DOTALL,
)


def is_ignored(path: str) -> bool:
    """Whether a path, relative to the folder of sources, is or lies in something to be ignored."""
    return any(_IGNORED.match(part) for part in path.replace(os.sep, "/").split("/"))
