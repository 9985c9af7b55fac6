"""The judge of the JATS: the DTD of JATS 1.4 Journal Publishing with MathML 3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from nashr.checking.validators import own_process, tools
from nashr.checking.validators.base import JudgeFailed, ValidatorFinding, Verdict
from nashr.messages import plural
from nashr.untrusted.xml import XmlError, parse_xml


def dtd(article: Path) -> Verdict:
    """libxml2, without the network. It also looks at what namespaces ask of ids."""
    return own_process.examine("jats.dtd_here", article)


def dtd_here(article: Path) -> Verdict:
    """``dtd`` in this process."""
    version = ".".join(map(str, etree.LIBXML_VERSION))
    try:
        root = parse_xml(article.read_bytes(), trusted=True)
    except XmlError as error:
        return Verdict(
            version, "", (ValidatorFinding("syntax", str(error), "", error.line, error.column),)
        )
    try:
        rules = etree.DTD(file=str(tools.jats_dtd()))
    except etree.DTDParseError as error:
        raise JudgeFailed(f"the DTD cannot be read: {error}") from None
    rules.validate(root)
    log: Any = rules.error_log
    findings = [ValidatorFinding(entry.type_name, entry.message, "", entry.line) for entry in log]
    count = 0
    for element in root.iter(etree.Element):
        count += 1
        name = element.get("id")
        if name is not None and ":" in name:
            where: Any = element.sourceline
            words = f"The id “{name}” has a colon."
            findings.append(ValidatorFinding("NCName", words, "", where or 0))
    return Verdict(version, plural("{n} element", "{n} elements", count), tuple(findings))
