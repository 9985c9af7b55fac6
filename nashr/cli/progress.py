"""How a build goes on, told while it does; and what was finished of one that is broken off.

On a terminal each article that somebody is at has a line that is drawn anew; those that are
finished scroll by above. Elsewhere, in a log, an article is a line when it is finished. All of this
is beside the result, and leaves it as it is.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import TYPE_CHECKING

from nashr.cli import terminal
from nashr.wording import counted, visible

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from rich.console import RenderableType
    from rich.live import Live

    from nashr.diagnostics import Diagnostic
    from nashr.pipeline.build import ArticleReport

#: How many articles are named where a build is broken off, and how many have a line at a time.
_NAMED = 10
_LINES = 12
#: Such variables tell that what looks like a terminal is the log of a machine.
_LOGS = ("CI", "GITHUB_ACTIONS")


class Progress:
    """Keeps count, and is silent: the result will say it, or is for other programs."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.built: list[str] = []
        self.stood = 0
        self.faulty = 0

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def at(self, slug: str, doing: str) -> None:
        """Somebody is at the article now."""

    def done(self, report: ArticleReport) -> None:
        """The article is finished, or stands unchanged."""
        if not report.products:
            self.faulty += 1
        elif report.stood:
            self.stood += 1
        else:
            self.built.append(report.slug)

    def show(self, diagnostic: Diagnostic) -> None:
        """Show what was found, beside whatever else is shown."""
        terminal.show(diagnostic)

    @property
    def finished(self) -> int:
        return len(self.built) + self.stood + self.faulty

    def so_far(self) -> str:
        """What was finished, in a sentence with a space after it; nothing, where that is all."""
        parts = [f"{len(self.built)} of {self.total}"]
        parts += [f"{self.stood} stood already"] if self.stood else []
        parts += [f"{self.faulty} with errors"] if self.faulty else []
        if not self.finished:
            return ""
        names = ", ".join(map(visible, self.built[:_NAMED])) or "none"
        more = len(self.built) - _NAMED
        return (
            f"Built before: {names}{f' and {more} more' if more > 0 else ''} ({'; '.join(parts)}). "
        )


class Lines(Progress):
    """A line for each article that is finished, where there are several to be built."""

    def done(self, report: ArticleReport) -> None:
        super().done(report)
        if not report.stood and self.total - self.stood > 1:
            terminal.say(f"[{self.finished} of {self.total}] {line(report)}")


class Screen(Progress):
    """Lines on a terminal.

    They are drawn by a thread too, so that the seconds pass; it begins with the first article, when
    all processes that this one splits off are there.
    """

    def __init__(self, total: int, stream: TextIO) -> None:
        super().__init__(total)
        self._stream = stream
        self._live: Live | None = None
        #: What is being done with each article, and since when it is at work. Never changed, only
        #: replaced: the thread reads it.
        self._at_work: dict[str, tuple[str, float]] = {}

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        live, self._live = self._live, None
        if live is not None:
            live.stop()

    def at(self, slug: str, doing: str) -> None:
        _, since = self._at_work.get(slug, ("", time.monotonic()))
        self._at_work = {**self._at_work, slug: (doing, since)}
        self._live = self._live or self._begun()
        self._live.refresh()

    def done(self, report: ArticleReport) -> None:
        super().done(report)
        self._at_work = {slug: at for slug, at in self._at_work.items() if slug != report.slug}
        if self._live is not None:
            if self.total > 1:
                self._live.console.print(line(report))
            self._live.refresh()

    def show(self, diagnostic: Diagnostic) -> None:
        ours = self._live is not None and self._stream is sys.stdout
        terminal.show(diagnostic, self._live.console if self._live and ours else None)

    def _begun(self) -> Live:
        from rich.console import Console
        from rich.live import Live

        live = Live(
            console=Console(file=self._stream, markup=False, highlight=False),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=sys.stderr.isatty(),
            get_renderable=self._picture,
        )
        live.start()
        return live

    def _picture(self) -> RenderableType:
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        rows = Table.grid(padding=(0, 2))
        rows.add_column(no_wrap=True, overflow="ellipsis")
        rows.add_column(no_wrap=True, min_width=len("setting the pages"))
        rows.add_column(no_wrap=True, justify="right")
        at_work = list(self._at_work.items())
        now = time.monotonic()
        for slug, (doing, since) in at_work[:_LINES]:
            rows.add_row(Text(visible(slug), "bold"), doing, f"{now - since:.0f} s")
        more = [f"and {len(at_work) - _LINES} more"] if len(at_work) > _LINES else []
        all_in_all = [f"{self.finished} of {self.total} articles"] if self.total > 1 else []
        return Group(rows, *more, *all_in_all)


def line(report: ArticleReport) -> str:
    """What became of an article: its outputs, its pages, and how long it took."""
    if not report.products:
        return f"{visible(report.slug)}: not built, it has errors"
    formats = ", ".join(dict.fromkeys(product.format for product in report.products))
    pages = max(product.pages or 0 for product in report.products)
    told = f"{formats}; {counted(pages, 'page')}" if pages else formats
    return f"{visible(report.slug)}: built in {report.seconds:.1f} s ({told})"


def progress(total: int, *, silent: bool) -> Progress:
    """Whatever suits the place where the build of so many articles is told of."""
    if silent:
        return Progress(total)
    stream = _screen()
    return Screen(total, stream) if stream is not None else Lines(total)


def _screen() -> TextIO | None:
    """The terminal on which lines may be drawn anew, if there is one.

    Where the result goes into a file, it is that of standard error. Not so with a pipe, which may
    lead to the same terminal.
    """
    if os.environ.get("TERM") == "dumb" or any(map(os.environ.get, _LOGS)):
        return None
    if sys.stdout.isatty():
        return sys.stdout
    return sys.stderr if sys.stderr.isatty() and _leads_away(sys.stdout) else None


def _leads_away(stream: TextIO) -> bool:
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) or stat.S_ISCHR(mode)
