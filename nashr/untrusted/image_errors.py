"""The exception for an image that cannot be shown."""

from __future__ import annotations

from nashr.messages import Message


class ImageError(Exception):
    """An image that cannot be shown: a diagnostic code, a clause on what is wrong, and a hint
    where another one helps than that of the code.
    """

    def __init__(self, code: str, clause: Message, hint: Message | None = None) -> None:
        super().__init__(clause)
        self.code = code
        self.clause = clause
        self.hint = hint
