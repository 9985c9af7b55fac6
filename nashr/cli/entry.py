"""Where the program starts: ``build.py`` and the command ``nashr`` call ``run``.

Python raises KeyboardInterrupt wherever Ctrl-C finds it, and shows a traceback where nobody catches
it, as during imports. Nothing is open yet while the command line is imported: until a command runs
(see ``signals.as_interrupts``), Ctrl-C ends the process as it ends any other program, silently.
"""

from __future__ import annotations

from nashr.cli import interrupts

interrupts.let_end()

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    from typing import NoReturn


def run() -> NoReturn:
    """Run the command line of this process, and end the process with the exit code."""
    from nashr.cli import main

    main.run()
