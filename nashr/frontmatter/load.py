"""journal.yaml and an article's front matter, checked: every fault at once, each at its place.

``front_matter`` says which keys there are and what form their values have. What concerns several
keys together (an author's affiliation, the order of the dates) is checked here, on what the file
says, so that a fault elsewhere does not hide it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from nashr import identifiers
from nashr.diagnostics import Diagnostic, Outcome, Span, has_errors, nearest, sort_diagnostics
from nashr.frontmatter import schema
from nashr.frontmatter.new_manuscript import starter as starter
from nashr.model import (
    Affiliation,
    Article,
    Author,
    BuildLimits,
    Dates,
    Funding,
    Issn,
    Journal,
    LocalText,
    Manuscript,
    PageSize,
    Publisher,
    Source,
)
from nashr.untrusted import text as text_limits
from nashr.untrusted import yaml as untrusted_yaml
from nashr.untrusted.yaml import Located, Path

M = TypeVar("M", bound=schema.Keys)

_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_FRONT_MATTER_HINT = "Begin the file with a line of three hyphens, the keys, and such a line again."
#: The days in the order in which they must come.
_DAYS = ("received", "revised", "accepted", "published")


def preload() -> None:
    """Make ready what the first article would make ready."""
    schema.ArticleKeys.model_rebuild()


# --- the manuscript's two parts ------------------------------------------------------------


def split_manuscript(source: Source) -> Outcome[Manuscript | None]:
    """Front matter and body of an ``article.md``.

    None after ``front-matter-missing``, and for a text that ``intake`` refuses. With
    ``manuscript-empty`` the manuscript is given all the same, so that its front matter can be
    checked.
    """
    refusals = text_limits.refusals(source)
    if refusals:
        return Outcome(None, refusals)
    lines = source.text.split("\n")
    if lines[0].rstrip() != "---":
        message = "The manuscript does not begin with front matter."
        return _without_front_matter(source, message)
    ends = (n for n, line in enumerate(lines) if n and line.rstrip() in ("---", "..."))
    end = next(ends, None)
    if end is None:
        message = "The front matter that begins here has no line of three hyphens at its end."
        return _without_front_matter(source, message)
    body = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    manuscript = Manuscript(source, "\n".join(lines[1:end]) + "\n", body)
    odd = text_limits.forbidden_characters(Source(source.path, body))
    if _COMMENT.sub("", body).strip():
        return Outcome(manuscript, odd)
    at = Span(source.path, end + 1, 1)
    message = "The manuscript has no text after its front matter."
    hint = "Write the article below this line."
    return Outcome(manuscript, (*odd, Diagnostic("manuscript-empty", at, message, hint)))


def _without_front_matter(source: Source, message: str) -> Outcome[Manuscript | None]:
    at = Span(source.path, 1, 1)
    finding = Diagnostic("front-matter-missing", at, message, _FRONT_MATTER_HINT)
    return Outcome(None, (finding,))


# --- the journal and the article -----------------------------------------------------------


def load_journal(source: Source) -> Outcome[Journal | None]:
    """The journal of a ``journal.yaml``; None after an error."""
    large = text_limits.too_large(source)
    if large:
        return Outcome(None, large)
    found = _checked(untrusted_yaml.load(source, schema="text"), schema.JournalKeys)
    keys = found.keys
    if keys is None:
        return Outcome(None, found.diagnostics)
    publisher = keys.publisher
    journal = Journal(
        title=keys.title,
        language=keys.language,
        short_title=keys.short_title,
        titles=dict(keys.titles),
        publisher=Publisher(publisher.name, publisher.place, publisher.url) if publisher else None,
        issn=Issn(keys.issn.print, keys.issn.online),
        url=keys.url,
        style=keys.style,
        reference_language=keys.reference_language,
        bibliography=tuple(keys.bibliography),
        license=keys.license,
        page=PageSize(keys.page.width, keys.page.height),
        print_profile=keys.print.profile,
        limits=BuildLimits(keys.limits.time, keys.limits.memory, keys.limits.output),
        sample_values=tuple(keys.sample_values),
    )
    return Outcome(journal, found.diagnostics)


def load_article(manuscript: Manuscript, slug: str, journal: Journal) -> Outcome[Article | None]:
    """The article that a manuscript's front matter describes; None after an error.

    What the article leaves open, its language and its licence, it has from the journal.
    """
    loaded = _front_matter(manuscript)
    found = _checked(loaded, schema.ArticleKeys)
    findings = found.diagnostics
    if loaded.value is not None:
        crossing = _across_keys(loaded.value, journal.language)
        findings = sort_diagnostics((*findings, *crossing))
    if found.keys is None or has_errors(findings):
        return Outcome(None, findings)
    return Outcome(_article(found.keys, slug, journal), findings)


def place(source: Source | Manuscript, *path: str | int) -> Span:
    """Where a value stands in journal.yaml or in front matter, for a finding of a later stage.

    ``place(manuscript, "bibliography", 0)``; the nearest key where the file has no such value.
    """
    if isinstance(source, Manuscript):
        file, loaded = source.source.path, _front_matter(source)
    else:
        file, loaded = source.path, untrusted_yaml.load(source, schema="text")
    return loaded.value.span(path) if loaded.value is not None else Span(file)


def _front_matter(manuscript: Manuscript) -> Outcome[Located | None]:
    text = Source(manuscript.source.path, manuscript.front_matter)
    return untrusted_yaml.load(text, first_line=2, schema="text")


def _article(keys: schema.ArticleKeys, slug: str, journal: Journal) -> Article:
    lang = keys.lang or journal.language
    own = LocalText(lang, keys.title, keys.subtitle, keys.abstract, tuple(keys.keywords))
    translations = (
        LocalText(lang, text.title, text.subtitle, text.abstract, tuple(text.keywords))
        for lang, text in keys.translations.items()
    )
    dates = keys.dates
    return Article(
        slug=slug,
        lang=lang,
        texts=(own, *translations),
        authors=tuple(_author(author) for author in keys.authors),
        affiliations=tuple(Affiliation(**dict(a)) for a in keys.affiliations),
        short_title=keys.short_title or keys.title,
        type=keys.type,
        dates=Dates(dates.received, dates.revised, dates.accepted, dates.published),
        doi=keys.doi,
        volume=keys.volume,
        issue=keys.issue,
        year=keys.year,
        first_page=keys.first_page,
        license=keys.license or journal.license,
        funding=tuple(Funding(f.funder, f.award, f.id) for f in keys.funding),
        acknowledgements=keys.acknowledgements,
        conflict_of_interest=keys.conflict_of_interest,
        bibliography=tuple(keys.bibliography),
        sample_values=tuple(keys.sample_values),
    )


def _author(keys: schema.AuthorKeys) -> Author:
    return Author(
        family=keys.family,
        given=keys.given,
        orcid=keys.orcid,
        email=keys.email,
        corresponding=keys.corresponding,
        affiliations=tuple(keys.affiliations),
        roles=tuple(keys.roles),
    )


# --- checking key by key -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Checked(Generic[M]):
    """The keys of a document, None after an error, and everything found in it, in order."""

    keys: M | None
    diagnostics: tuple[Diagnostic, ...]


def _checked(loaded: Outcome[Located | None], model: type[M]) -> _Checked[M]:
    findings = list(loaded.diagnostics)
    document = loaded.value
    if document is None:
        return _Checked(None, sort_diagnostics(findings))
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        message = "Keys with their values are expected here, such as “title: …”."
        findings.append(Diagnostic("value-invalid", document.span(), message))
        return _Checked(None, sort_diagnostics(findings))
    keys: M | None = None
    try:
        keys = model.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=True)
        misspelt = {_meant(fault, model) for fault in faults}
        findings.extend(
            _finding(fault, document, model)
            for fault in faults
            if tuple(fault["loc"]) not in misspelt
        )
    findings.extend(_samples(document, value, model))
    if has_errors(findings):
        keys = None
    return _Checked(keys, sort_diagnostics(findings))


def _meant(fault: Mapping[str, Any], model: type[schema.Keys]) -> Path | None:
    """The known key that an unknown one misspells: it is not missing as well."""
    if fault["type"] != "extra_forbidden":
        return None
    path: Path = tuple(fault["loc"])
    near = _nearest_key(path, model)
    return (*path[:-1], near) if near else None


def _nearest_key(path: Path, model: type[schema.Keys]) -> str | None:
    return nearest(str(path[-1]).lower(), schema.key_fields(schema.model_at(model, path[:-1])))


def _finding(fault: Mapping[str, Any], document: Located, model: type[schema.Keys]) -> Diagnostic:
    """One of pydantic's errors as a finding at the key or value that it means."""
    whole: Path = tuple(fault["loc"])
    # A mapping whose keys are languages reports a wrong one as its key plus this marker.
    path = whole[:-1] if whole[-1:] == ("[key]",) else whole
    name = _name(path)
    match fault["type"]:
        case "extra_forbidden":
            at = document.key_span(path)
            message = f"“{name}” is not a key that nashr knows{_inside(path)}."
            return Diagnostic("key-unknown", at, message, _instead(name, path, model))
        case "missing":
            at = document.key_span(path[:-1]) if len(path) > 1 else document.span()
            message = f"The key “{name}” is missing{_inside(path)}."
            meaning = schema.descriptions(schema.model_at(model, path[:-1])).get(name)
            return Diagnostic("key-missing", at, message, f"{name}: {meaning}")
        case _:
            at = document.key_span(path) if path != whole else document.span(path)
            message, hint = _wrong_form(fault, name)
            return Diagnostic("value-invalid", at, message, hint)


def _name(path: Path) -> str:
    """The last key of a path: ``keywords`` for the third of the keywords."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _inside(path: Path) -> str:
    outer = _name(path[:-1])
    return f" in “{outer}”" if outer else ""


def _instead(name: str, path: Path, model: type[schema.Keys]) -> str | None:
    """What the author may have meant by an unknown key."""
    near = _nearest_key(path, model)
    if near:
        return f"did you mean “{near}”?"
    known = schema.key_fields(schema.model_at(model, path[:-1]))
    homes = (
        key for key in known if name in schema.key_fields(schema.model_at(model, (*path[:-1], key)))
    )
    home = next(homes, None)
    return f"“{name}” belongs under “{home}”." if home else f"The keys are {', '.join(known)}."


def _wrong_form(fault: Mapping[str, Any], name: str) -> tuple[str, str | None]:
    problem = fault.get("ctx", {}).get("error")
    if isinstance(problem, identifiers.Invalid):
        hint = problem.hint.replace("{key}", name) if problem.hint else None
        return problem.message.replace("{key}", name), hint
    if fault["input"] is None:
        return f"“{name}” has no value.", "Give it one, or remove it."
    if fault["type"] == "list_type":
        hint = "Write a list: [one, two], or a line for each that begins with “- ”."
        return f"“{name}” takes a list.", hint
    hint = "Write its keys on lines of their own, indented by two spaces more."
    return f"“{name}” takes keys of its own, not a text or a list.", hint


# --- samples -------------------------------------------------------------------------------


def _samples(
    document: Located, value: dict[str, Any], model: type[schema.Keys]
) -> Iterator[Diagnostic]:
    """One ``value-sample`` for all that ``sample-values`` names; dots lead inwards."""
    names = value.get("sample-values")
    samples: list[str] = []
    for n, name in enumerate(names if isinstance(names, list) else ()):
        if not isinstance(name, str):
            continue
        path = _path_of(name)
        if path in document.values and path:
            samples.append(f"{name} (line {document.span(path).line})")
            continue
        at = document.span(("sample-values", n))
        near = nearest(name, [key for key in value if key != "sample-values"])
        hint = f"did you mean “{near}”?" if near else "Take it out of “sample-values”."
        known = name in schema.key_fields(model)
        message = f"“{name}” is not {'given a value' if known else 'a key'} in this file."
        yield Diagnostic("value-invalid", at, message, hint)
    if samples:
        message = f"Still samples: {', '.join(samples)}."
        hint = "Replace them and take their names out of “sample-values” before publication."
        yield Diagnostic("value-sample", document.span(("sample-values",)), message, hint)


def _path_of(name: str) -> Path:
    return tuple(int(part) if part.isdecimal() else part for part in name.split("."))


# --- what concerns several keys ------------------------------------------------------------


def _across_keys(document: Located, journal_language: str) -> Iterator[Diagnostic]:
    value = document.value if isinstance(document.value, dict) else {}
    yield from _affiliations(document, value)
    yield from _order_of_days(document, value)
    yield from _own_language(document, value, journal_language)


def _affiliations(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    listed: dict[str, int] = {}
    for n, affiliation in enumerate(_mappings(value.get("affiliations"))):
        name = affiliation.get("id")
        if not isinstance(name, str):
            continue
        if name in listed:
            at = document.span(("affiliations", n, "id"))
            first = document.span(("affiliations", listed[name], "id")).line
            message = f"The affiliation “{name}” is listed twice: first on line {first}."
            yield Diagnostic("value-invalid", at, message, "Give each affiliation its own id.")
        listed.setdefault(name, n)
    for n, author in enumerate(_mappings(value.get("authors"))):
        for m, name in enumerate(_list(author.get("affiliations"))):
            if isinstance(name, str) and name not in listed:
                at = document.span(("authors", n, "affiliations", m))
                near = nearest(name, listed)
                hint = f"did you mean “{near}”?" if near else "List it under “affiliations”."
                message = f"No affiliation has the id “{name}”."
                yield Diagnostic("affiliation-unknown", at, message, hint)


def _order_of_days(document: Located, value: dict[str, Any]) -> Iterator[Diagnostic]:
    dates = value.get("dates")
    if not isinstance(dates, dict):
        return
    before = None
    for name in _DAYS:
        try:
            day = identifiers.date(str(dates.get(name)).strip())
        except identifiers.Invalid:
            continue
        if before and day < before[1]:
            at = document.span(("dates", name))
            message = f"The article was “{name}” ({day}) before it was “{before[0]}” ({before[1]})."
            yield Diagnostic("value-invalid", at, message, f"The order is {', '.join(_DAYS)}.")
        before = (name, day)


def _own_language(
    document: Located, value: dict[str, Any], journal_language: str
) -> Iterator[Diagnostic]:
    own = str(value.get("lang") or journal_language)
    translations = value.get("translations")
    for name in translations if isinstance(translations, dict) else ():
        if name.lower() == own.lower():
            at = document.key_span(("translations", name))
            message = f"“{name}” is the article's own language and needs no translation."
            hint = "Put its title and abstract beside “lang”, not under “translations”."
            yield Diagnostic("value-invalid", at, message, hint)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    """The items of a list; an empty mapping for those that are none, to keep their numbers."""
    for item in _list(value):
        yield item if isinstance(item, dict) else {}


# --- the schema that editors complete from -------------------------------------------------


def json_schema(which: schema.Kind) -> str:
    """The JSON Schema (draft 2020-12) of journal.yaml or of front matter, as a text to save."""
    written = schema.MODELS[which].model_json_schema(by_alias=True)
    tidy = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_tidied(written)}
    return json.dumps(tidy, ensure_ascii=False, indent=2) + "\n"


def _tidied(node: Any) -> Any:
    """Without empty defaults, and without the titles that pydantic makes of the fields' names."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _tidied(value)
        for key, value in node.items()
        if not (key == "default" and not value) and not (key == "title" and isinstance(value, str))
    }
