"""``resolve``: ask the registries for works, store their records, add or fill entries.

The only command that uses the network.
"""

from __future__ import annotations

import os
from functools import partial

from nashr.cli import exit_codes, project, terminal
from nashr.cli.arguments import add_json, add_project
from nashr.messages import Message, reason_of, translate

TYPE_CHECKING = False  # importing typing itself takes a while
if TYPE_CHECKING:
    import argparse

    from nashr.pipeline.bib_additions import Addition
    from nashr.project.workspace import Workspace
    from nashr.references.records import Record
    from nashr.registries.client import Client


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "works",
        nargs="*",
        metavar="WORK",
        help=Message(
            "a DOI, ISBN, PMID, arXiv identifier, or an address with one of them; with --fill "
            "also the keys of entries, none for all"
        ),
    )
    parser.add_argument(
        "--fill", action="store_true", help=Message("fill in what entries that are there lack")
    )
    parser.add_argument(
        "--record", action="store_true", help=Message("store the record alone, without an entry")
    )
    parser.add_argument(
        "--into",
        metavar="FILE",
        help=Message("the .bib file for new entries (default: the journal's)"),
    )
    parser.add_argument(
        "--refresh", action="store_true", help=Message("ask again for what is stored already")
    )
    add_json(parser)
    add_project(parser)


def run(options: argparse.Namespace) -> int:
    if not options.works and not options.fill:
        terminal.say(
            Message("Name a work: a DOI, an ISBN, a PMID, an arXiv identifier or an address.")
        )
        return exit_codes.USAGE_ERROR
    workspace = project.open_workspace(options)
    wrong = project.usage_error(workspace, ())
    if wrong and not workspace.exists("manuscript/journal.yaml"):
        terminal.say(wrong)
        return exit_codes.USAGE_ERROR
    return project.run_with_packages(partial(_resolve, options, workspace))


def _resolve(options: argparse.Namespace, workspace: Workspace) -> int:
    from pathlib import Path

    from nashr.pipeline.bib_additions import Additions
    from nashr.pipeline.shared import read_journal_alone
    from nashr.project import ledger
    from nashr.project.cache import Cache
    from nashr.registries import services
    from nashr.registries.client import Client

    loaded = read_journal_alone(workspace)
    if loaded.value is None:
        for diagnostic in loaded.diagnostics:
            terminal.show(diagnostic)
        return exit_codes.AUTHOR_ERROR
    folder = ledger.cache_folder(os.environ)
    cache = Cache(Path(folder) if folder else None)
    registries = services.SERVICES
    done: list[Addition] = []
    with Client(registries.origins, cache, refresh=options.refresh) as client:
        additions = Additions(
            workspace,
            loaded.value,
            partial(_ask, client),
            into=options.into,
            refresh=options.refresh,
        )
        for addition in (
            additions.fill(options.works)
            if options.fill
            else additions.add(options.works, with_entries=not options.record)
        ):
            done.append(addition)
            if not options.json:
                told = filter(None, map(translate, (addition.sentence, addition.more or "")))
                (terminal.say if addition.failed else terminal.tell)(" ".join(told))
    if options.json:
        terminal.tell_json({"works": [addition.as_object() for addition in done]})
    if any(addition.failed == "machine" for addition in done):
        return exit_codes.MACHINE_ERROR
    failed = any(addition.failed for addition in done)
    return exit_codes.AUTHOR_ERROR if failed else exit_codes.SUCCESS


def _ask(client: Client, scheme: str, identifier: str) -> Record:
    from nashr.pipeline.bib_additions import NoRecord
    from nashr.registries import services
    from nashr.registries.client import RegistryError, Unreachable
    from nashr.registries.resolve import resolve

    try:
        return resolve(scheme, identifier, client, services.SERVICES)
    except RegistryError as error:
        raise NoRecord(reason_of(error), by_machine=isinstance(error, Unreachable)) from None
