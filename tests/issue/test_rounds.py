"""Articles that are set on guessed pages stand, in the end, where they would have stood."""

from __future__ import annotations

from pathlib import Path

from issue_kit import make

from nashr.processes.pool import InProcessPool

TEXT = "Words of a sample paragraph, which take up some room on a page. " * 12


def test_guesses_that_were_wrong_are_set_again(project: Path, tmp_path: Path) -> None:
    for slug, paragraphs in (("b", 12), ("c", 1)):
        (project / f"manuscript/{slug}").mkdir()
        text = "\n\n".join([f"---\ntitle: {slug}\n---", *[TEXT] * paragraphs])
        (project / f"manuscript/{slug}/article.md").write_text(f"{text}\n")
    (project / "manuscript/issues").mkdir()
    issue = "number: 1\nyear: 2026\narticles-begin: right\nsections:\n  - articles: [b, c, a]\n"
    (project / "manuscript/issues/2026-1.yaml").write_text(issue)
    here = make(project, tmp_path / "here", "2026-1")
    there = make(project, tmp_path / "there", "2026-1", workers=InProcessPool())
    assert here.folios == there.folios
    (_, last), (first, _), _ = here.folios.values()
    assert last > 1  # the guess was one page
    assert first in (last + 1, last + 2)
    products = {one.path: one.sha256 for one in here.products}
    assert products == {one.path: one.sha256 for one in there.products}
