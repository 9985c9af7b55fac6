"""The products of an issue and of its articles in it, as its manifest lists them."""

from __future__ import annotations

from collections.abc import Iterator

from nashr.issue.load import issue_names
from nashr.issue.products import PRODUCTS
from nashr.outputs.table import outputs
from nashr.pipeline.manifest import Manifest, published
from nashr.project.workspace import MANIFEST, PROOF_MANIFEST, Workspace


def issue_products(
    workspace: Workspace, name: str, proof: bool | None = None
) -> Iterator[tuple[str, str]]:
    """The products of an issue that was made, of a ``proof``, the final ones or both: the output of
    articles that each is like, and its path below ``output/``.
    """
    suffixes = {output.name: output.suffix for output in outputs()}
    like = {row.name: row.like for row in PRODUCTS if row.like}
    for manifest in _manifests(workspace, name, proof):
        for path, listed in manifest.products.items():
            output = like.get(listed.format, listed.format)
            suffix = suffixes.get(output, "\0")
            if listed.format in like:  # the cover is like a print file, and has a name of its own
                suffix = suffix[suffix.rfind(".") :]
            # What an output has beside its file, such as the pictures of JATS, nobody judges.
            if path.endswith(suffix):
                yield output, f"{name}/{path}"


def made_issues(workspace: Workspace) -> dict[str, frozenset[str]]:
    """The issues that were made, each with its articles."""
    found = {}
    for name in issue_names(workspace):
        manifests = list(_manifests(workspace, name, None))
        if manifests:
            rows = (row for one in manifests for row in one.contents.get("articles", ()))
            found[name] = frozenset(str(row.get("article")) for row in rows)
    return found


def _manifests(workspace: Workspace, name: str, proof: bool | None) -> Iterator[Manifest]:
    files = {False: (MANIFEST,), True: (PROOF_MANIFEST,), None: (MANIFEST, PROOF_MANIFEST)}
    for file in files[proof]:
        found = published(workspace, name, file)
        if found is not None and "issue" in found.contents:
            yield found
