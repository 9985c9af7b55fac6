"""Identifiers that cannot be right: a wrong check digit, or a form that there is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from nashr import identifiers
from nashr.diagnostics import Diagnostic
from nashr.identifiers import Invalid
from nashr.messages import Message
from nashr.references.works import Work

CODE = "reference-identifier"

#: ISBN and ISSN may hold several, with remarks such as “(pbk.)”.
_REMARK = re.compile(
    r"\([^()]*\)|\b(?:print|online|electronic|pbk|hbk|e-?book|linking)\b\.?:?", re.I
)
_SEVERAL = re.compile(
    r"[,;/]|\s+(?=(?:e-?|p-?)?issn|isbn|97[89]|[\dXx\-]{10,17}\b|\d{4}-\d{3}[\dXx]\b)",
    re.IGNORECASE,
)
_BEHIND_DOI = re.compile(r"\.pdf$|/(?:full|abstract|pdf|epdf|summary)$", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#\d+);")
_HOST = re.compile(
    r"(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.)+[^\W\d_][\w\-]*|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]",
    re.IGNORECASE,
)
_ARXIV_ADDRESS = re.compile(r"arxiv\.org/(?:abs|pdf)/(\S+)", re.IGNORECASE)
_PROXY = re.compile(r"(?:^|[.\-])(?:ez)?proxy[.\-\d]|\bproxy\?|/login\?(?:q?url)=", re.IGNORECASE)


def wrong_identifiers(work: Work) -> Iterator[Diagnostic]:
    """A finding at each identifier of a work that cannot be right."""
    for variable, check in _CHECKS.items():
        value = work.text(variable) or work.field(variable.lower())
        for one in parts_of(variable, value) if value else ():
            try:
                check(one)
            except Invalid as fault:
                yield _wrong(work, fault, variable)
    if eprint := _arxiv_of(work):
        try:
            identifiers.arxiv(eprint)
        except Invalid as fault:
            at = "eprint" if work.field("eprint") else "URL"
            yield _wrong(work, fault, at)


def _wrong(work: Work, fault: Invalid, field: str) -> Diagnostic:
    message = Message("“{key}”: {fault}", key=work.key, fault=fault.message)
    return work.finding(CODE, message, fault.hint, field)


def parts_of(variable: str, value: str) -> list[str]:
    """The identifiers of a field, which may hold several ISBNs or ISSNs."""
    if variable not in ("ISBN", "ISSN"):
        return [value]
    parts = _SEVERAL.split(_REMARK.sub(" ", value))
    return [part.strip(" .") for part in parts if part.strip(" .")]


def _arxiv_of(work: Work) -> str:
    kind = (work.field("eprinttype") or work.field("archiveprefix")).lower()
    if kind == "arxiv":
        return work.field("eprint")
    found = _ARXIV_ADDRESS.search(work.text("URL"))
    return found[1] if found else ""


# --- forms ---------------------------------------------------------------------------------


def _doi(text: str) -> None:
    bare = identifiers.doi(text)
    behind = _BEHIND_DOI.search(bare)
    if behind:
        hint = Message("Write {bare}.", bare=bare[: behind.start()])
        raise Invalid(
            Message("“{text}” is the address of a page, not a DOI alone.", text=text), hint
        )
    if _ENTITY.search(bare):
        raise Invalid(
            Message("“{text}” is no DOI: it has an entity of HTML in it.", text=text),
            Message("Write &, < or >."),
        )
    if re.search(r"[…“”]|\.\.\.$", bare) or (bare.lower().count("10.") > 1 and "doi.org" in bare):
        raise Invalid(
            Message("“{text}” is not one whole DOI.", text=text),
            Message("Copy it anew from the page of the work."),
        )


def _pmid(text: str) -> None:
    identifiers.pmid(text)


def _pmcid(text: str) -> None:
    if not re.fullmatch(r"(PMC)?[1-9]\d{0,8}", text, re.IGNORECASE):
        raise Invalid(
            Message("“{text}” is not a PMCID.", text=text), Message("Write it as PMC3917233.")
        )


def _address(text: str) -> None:
    """A web address as it can be followed. International letters may stand in it (RFC 3987)."""
    hint = Message("Copy it anew from the browser, as https://example.org/page.")
    if re.search(r"\s", text):
        raise Invalid(Message("“{text}” is no web address: it has a space in it.", text=text), hint)
    if len(re.findall(r"https?:/", text)) > 1 and not _archived(text):
        raise Invalid(
            Message("“{text}” holds two web addresses.", text=text), Message("Leave one of them.")
        )
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises ValueError where it is none
    except ValueError:
        raise Invalid(Message("“{text}” is no web address.", text=text), hint) from None
    if parts.scheme not in ("http", "https", "ftp"):
        raise Invalid(
            Message("“{text}” is no web address: it does not begin with https://.", text=text), hint
        )
    if not _HOST.fullmatch(host):
        raise Invalid(
            Message(
                "“{text}” is no web address: “{host}” is the name of no site.", text=text, host=host
            ),
            hint,
        )
    if _PROXY.search(host) or _PROXY.search(text):
        hint = Message("Write the address that the work has outside of that library.")
        raise Invalid(Message("“{text}” leads through the proxy of a library.", text=text), hint)
    if host.removeprefix("dx.").removeprefix("www.") == "doi.org":
        identifiers.doi(text)


def _archived(text: str) -> bool:
    """Whether the address is that of an archive, which has the archived one in it."""
    return (
        re.search(r"\d{4,14}[a-z_]*/https?:/|[?&=#]\w*=?https?:/|archive\.\w+/", text) is not None
    )


_CHECKS: dict[str, Callable[[str], object]] = {
    "DOI": _doi,
    "ISBN": identifiers.isbn,
    "ISSN": identifiers.issn,
    "PMID": _pmid,
    "PMCID": _pmcid,
    "URL": _address,
}
