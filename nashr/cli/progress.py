"""The progress of a build, shown while it runs; and what was finished of one that was stopped.

On a terminal each article that a process works on has a line that is drawn again and again; those
that are finished scroll by above. In a log, an article is a line when it is finished. Progress goes
to the terminal or to standard error; the result on standard output is the same without it.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import TYPE_CHECKING

from nashr.cli import terminal
from nashr.messages import Message, plural, translate
from nashr.wording import visible

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from rich.console import RenderableType
    from rich.live import Live

    from nashr.diagnostics import Diagnostic
    from nashr.pipeline.build import ArticleReport

#: How many articles are named where a build was stopped, and how many have a line at a time.
_NAMED = 10
_LINES = 12
#: Variables that continuous integration sets, where a terminal is a log that nobody watches.
_CI = ("CI", "GITHUB_ACTIONS")


#: What the pages of an article are doing; the longest of the steps that are shown.
SETTING = Message("setting the pages")


class Progress:
    """Counts what is finished, and shows nothing: for builds whose result is JSON."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.built: list[str] = []
        self.unchanged = 0
        self.faulty = 0

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def at(self, slug: str, doing: str) -> None:
        """A process works on the article now; ``doing`` is the step."""

    def done(self, report: ArticleReport) -> None:
        """The article is finished, or is unchanged."""
        if not report.products:
            self.faulty += 1
        elif report.unchanged:
            self.unchanged += 1
        else:
            self.built.append(report.slug)

    def show(self, diagnostic: Diagnostic) -> None:
        """Show a finding without breaking the lines of the progress."""
        terminal.show(diagnostic)

    @property
    def finished(self) -> int:
        return len(self.built) + self.unchanged + self.faulty

    def so_far(self) -> str:
        """What was finished, in a sentence with a space after it; empty where nothing was."""
        if not self.finished:
            return ""
        parts = [Message("{n} of {total}", n=len(self.built), total=self.total)]
        if self.unchanged:
            parts.append(Message("{n} unchanged", n=self.unchanged))
        if self.faulty:
            parts.append(Message("{n} with errors", n=self.faulty))
        names: tuple[str, ...] = tuple(map(visible, self.built[:_NAMED])) or (Message("none"),)
        numbers = "; ".join(map(translate, parts))
        message = Message("Built before: {names} ({numbers}).", names=names, numbers=numbers)
        if (more := len(self.built) - _NAMED) > 0:
            message = Message(
                "Built before: {names} and {n} more ({numbers}).",
                names=names,
                n=more,
                numbers=numbers,
            )
        return f"{translate(message)} "


class Lines(Progress):
    """A line for each article that is finished, where there are several to be built."""

    def done(self, report: ArticleReport) -> None:
        super().done(report)
        if not report.unchanged and self.total - self.unchanged > 1:
            count = Message("{n} of {total}", n=self.finished, total=self.total)
            terminal.say(f"[{translate(count)}] {line(report)}")


class Screen(Progress):
    """Lines on a terminal.

    A thread draws them, so that the seconds pass. It starts with the first article: all processes
    are forked before, since a process with threads cannot be forked safely.
    """

    def __init__(self, total: int, stream: TextIO) -> None:
        super().__init__(total)
        self._stream = stream
        self._live: Live | None = None
        #: The step and the start of each article at work. Replaced and never changed, because the
        #: thread reads it.
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
        self._live = self._live or self._start()
        self._live.refresh()

    def done(self, report: ArticleReport) -> None:
        super().done(report)
        self._at_work = {slug: at for slug, at in self._at_work.items() if slug != report.slug}
        if self._live is not None:
            if self.total > 1:
                self._live.console.print(line(report))
            self._live.refresh()

    def show(self, diagnostic: Diagnostic) -> None:
        same = self._stream is sys.stdout
        terminal.show(diagnostic, self._live.console if self._live and same else None)

    def _start(self) -> Live:
        from rich.console import Console
        from rich.live import Live

        live = Live(
            console=Console(file=self._stream, markup=False, highlight=False),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=sys.stderr.isatty(),
            get_renderable=self._rows,
        )
        live.start()
        return live

    def _rows(self) -> RenderableType:
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        rows = Table.grid(padding=(0, 2))
        rows.add_column(no_wrap=True, overflow="ellipsis")
        rows.add_column(no_wrap=True, min_width=len(translate(SETTING)))
        rows.add_column(no_wrap=True, justify="right")
        at_work = list(self._at_work.items())
        now = time.monotonic()
        for slug, (doing, since) in at_work[:_LINES]:
            rows.add_row(Text(visible(slug), "bold"), translate(doing), f"{now - since:.0f} s")
        below = []
        if len(at_work) > _LINES:
            below.append(Message("and {n} more", n=len(at_work) - _LINES))
        if self.total > 1:
            count = plural("{done} of {n} article", "{done} of {n} articles", self.total)
            below.append(count.having(done=self.finished))
        return Group(rows, *map(translate, below))


def line(report: ArticleReport) -> str:
    """What became of an article: its outputs, its pages, and how long it took."""
    article = visible(report.slug)
    if not report.products:
        return translate(Message("{article}: not built, it has errors", article=article))
    formats = ", ".join(dict.fromkeys(product.format for product in report.products))
    pages = max(product.pages or 0 for product in report.products)
    products = (
        f"{formats}; {translate(plural('{n} page', '{n} pages', pages))}" if pages else formats
    )
    message = Message(
        "{article}: built in {seconds:.1f} s ({products})",
        article=article,
        seconds=report.seconds,
        products=products,
    )
    return translate(message)


def progress_display(total: int, *, silent: bool) -> Progress:
    """The progress of a build of so many articles: drawn on a terminal, lines in a log, or, where
    it is ``silent``, only counted.
    """
    if silent:
        return Progress(total)
    stream = _terminal()
    return Screen(total, stream) if stream is not None else Lines(total)


def _terminal() -> TextIO | None:
    """The terminal on which lines may be drawn again and again, if there is one.

    Where the result goes into a file, it is that of standard error. It is none where the result
    goes into a pipe, whose reader may print on the same terminal.
    """
    if os.environ.get("TERM") == "dumb" or any(map(os.environ.get, _CI)):
        return None
    if sys.stdout.isatty():
        return sys.stdout
    return sys.stderr if sys.stderr.isatty() and _is_file_or_device(sys.stdout) else None


def _is_file_or_device(stream: TextIO) -> bool:
    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) or stat.S_ISCHR(mode)
