"""The records of registries that the project has in ``bibliography/records/``, read offline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nashr.diagnostics import Diagnostic, Outcome
from nashr.model import Reference
from nashr.project.workspace import Workspace
from nashr.records import replace
from nashr.references.records import (
    RECORDS,
    Record,
    as_reference,
    doi_of_key,
    read_record,
    record_path,
)
from nashr.references.retractions import Notices, read_table


def load_store(workspace: Workspace) -> Outcome[dict[tuple[str, str], Record]]:
    """All records, by scheme and identifier."""
    found: dict[tuple[str, str], Record] = {}
    listed = workspace.names(RECORDS)
    wrong: list[Diagnostic] = [*listed.diagnostics]
    for name in listed.value:
        if name.lower().endswith(".json"):
            read = load_record(workspace, f"{RECORDS}/{name}")
            wrong += read.diagnostics
            if read.value is not None:
                found[read.value.scheme, read.value.identifier] = read.value
    return Outcome(found, tuple(wrong))


def load_record(workspace: Workspace, path: str) -> Outcome[Record | None]:
    """The record of one file."""
    source = workspace.read_text(path)
    if source.value is None:
        return Outcome(None, source.diagnostics)
    return read_record(source.value)


def stored(workspace: Workspace, scheme: str, identifier: str) -> Outcome[Record | None]:
    """The record of a work; None where there is none."""
    path = record_path(scheme, identifier)
    return load_record(workspace, path) if workspace.exists(path) else Outcome(None)


def by_doi(
    workspace: Workspace, keys: Iterable[str], references: Mapping[str, Reference]
) -> Outcome[dict[str, Reference]]:
    """The works that are cited by their DOIs, by these keys: the entry of the bibliography that has
    the DOI, or else the record of the store. What is wrong in a record is about the key.
    """
    wanted = {key: doi for key in keys if key not in references and (doi := doi_of_key(key))}
    if not wanted:
        return Outcome({})
    entries = {str(one.item.get("DOI", "")).lower(): one for one in references.values()}
    found: dict[str, Reference] = {}
    wrong: list[Diagnostic] = []
    for key, doi in wanted.items():
        if doi in entries:
            found[key] = entries[doi]
            continue
        read = stored(workspace, "doi", doi)
        wrong += (replace(finding, entry=key) for finding in read.diagnostics)
        if read.value is not None:
            reference = as_reference(read.value, f"doi:{doi}")
            found[key] = found[reference.key] = reference
    return Outcome(found, tuple(wrong))


def load_tables(workspace: Workspace) -> Outcome[tuple[Notices, ...]]:
    """The tables of retractions."""
    found: list[Notices] = []
    wrong: list[Diagnostic] = []
    for name in workspace.names(RECORDS).value:
        if name.lower().endswith(".csv"):
            path = f"{RECORDS}/{name}"
            data = workspace.read_bytes(path)
            wrong += data.diagnostics
            table = read_table(path, data.value) if data.value is not None else None
            if table is not None:
                found.append(table.value)
                wrong += table.diagnostics
    return Outcome(tuple(found), tuple(wrong))
