"""The judges of the web page: the Nu checker, axe-core in Chromium, and Lighthouse."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from nashr.checking.validators import tools
from nashr.checking.validators.base import (
    Command,
    JudgeFailed,
    ValidatorFinding,
    Verdict,
    run,
    scratch,
)
from nashr.messages import Message


def nu(page: Path) -> Verdict:
    """The Nu HTML checker: HTML, ARIA and CSS."""
    command: Command = [
        *tools.JAVA,
        "-jar",
        tools.VNU_JAR,
        "--format",
        "json",
        "--exit-zero-always",
        page,
    ]
    answer = run(command)
    found = answer.json(answer.err)
    findings = tuple(
        ValidatorFinding(
            _nu_kind(message),
            message.get("message", ""),
            "",
            message.get("lastLine", 0),
            message.get("firstColumn", message.get("lastColumn", 0)),
            remark=_nu_kind(message) == "info",
        )
        for message in found["messages"]
    )
    return Verdict(found["version"].split()[0], Message("HTML, ARIA and CSS"), findings)


def _nu_kind(message: dict[str, Any]) -> str:
    """error, warning or info; a warning is an info of that sub-type."""
    kind: str = message["type"]
    return message.get("subType", kind) if kind == "info" else kind


# --- axe-core ------------------------------------------------------------------------------

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
_MILLISECONDS = 60_000

#: Every rule of the levels, also those that axe has on trial, save the ones it has given up.
_RULES = """tags => axe.getRules(tags)
    .filter(rule => !rule.tags.includes('deprecated')).map(rule => rule.ruleId)"""
_RUN = """([rules, limit]) => Promise.race([
    axe.run(document, {
        runOnly: {type: 'rule', values: rules}, resultTypes: ['violations', 'incomplete'],
    }),
    new Promise((_, refuse) => setTimeout(() => refuse(new Error('axe-core is too slow')), limit)),
])"""


def axe(page: Path) -> Verdict:
    """axe-core with every rule of WCAG 2.2 A and AA, light and dark, on a phone and a desk. What
    it cannot decide by itself is a remark.
    """
    # Playwright wants a thread without an event loop, and the caller's may have one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_axe, page).result()


def _axe(page: Path) -> Verdict:
    from playwright.sync_api import Error, sync_playwright

    script = tools.AXE_SCRIPT.read_text("utf-8")
    views = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
    results: list[dict[str, Any]] = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=tools.chromium(), args=list(tools.CHROMIUM_FLAGS)
            )
            sheet = browser.new_page()  # a window for each view would cost its renderer's start
            for width, scheme in views:
                sheet.set_viewport_size({"width": width, "height": 900})
                sheet.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                sheet.goto(page.resolve().as_uri())
                sheet.evaluate(script)
                rules = sheet.evaluate(_RULES, list(WCAG))
                results.append(sheet.evaluate(_RUN, [rules, _MILLISECONDS]))
            browser.close()
    except Error as error:
        raise JudgeFailed(str(error).splitlines()[0]) from None
    findings = dict.fromkeys(f for result in results for f in _axe_findings(result))
    version = results[0]["testEngine"]["version"]
    return Verdict(
        version,
        Message("{rules} rules in {views} views", rules=len(rules), views=len(views)),
        tuple(findings),
    )


def _axe_findings(result: dict[str, Any]) -> Iterator[ValidatorFinding]:
    for violation in result["violations"]:
        for node in violation["nodes"]:
            place = " ".join(map(str, node["target"]))
            message = f"{violation['impact']}: {violation['help']}: {place}: {node['html']}"
            yield ValidatorFinding(violation["id"], message[:400])
    for doubt in result["incomplete"]:
        yield ValidatorFinding(doubt["id"], f"axe-core cannot tell: {doubt['help']}", remark=True)


# --- Lighthouse ----------------------------------------------------------------------------

CATEGORIES = ("accessibility", "best-practices", "seo")


def lighthouse(page: Path) -> Verdict:
    """Lighthouse's audits of accessibility, best practices and SEO, on a phone, over HTTP from
    this machine. Each audit that keeps a score below 100 is a finding.
    """
    found = _audited(page)
    scores = {name: found["categories"][name]["score"] for name in CATEGORIES}
    scope = ", ".join(f"{name} {round((score or 0) * 100)}" for name, score in scores.items())
    findings = [
        ValidatorFinding(
            audit["id"], f"{name}: {audit['title']}. {audit.get('explanation', '')}".strip()
        )
        for name in CATEGORIES
        for audit in _failed_audits(found, name)
    ]
    for name, score in scores.items():
        if score != 1 and not any(f.message.startswith(f"{name}:") for f in findings):
            findings.append(ValidatorFinding(name, f"{name}: the score is {score}, not 1."))
    return Verdict(found["lighthouseVersion"], scope, tuple(findings))


def _audited(page: Path) -> dict[str, Any]:
    """Lighthouse's report. A busy machine may miss one of its short time limits: it is asked again
    where it broke off, or where it could not fetch robots.txt.
    """
    try:
        found = _lighthouse(page)
        if found["audits"]["robots-txt"]["score"] != 0:
            return found
    except JudgeFailed:
        pass
    return _lighthouse(page)


def _failed_audits(found: dict[str, Any], category: str) -> Iterator[dict[str, Any]]:
    for reference in found["categories"][category]["auditRefs"]:
        audit = found["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
            yield audit


def _lighthouse(page: Path) -> dict[str, Any]:
    with scratch() as (folder, environment), _served(page) as address:
        report = folder / "report.json"
        environment["CHROME_PATH"] = tools.chromium()
        command: Command = [
            "node",
            tools.LIGHTHOUSE,
            address,
            f"--only-categories={','.join(CATEGORIES)}",
            "--output=json",
            f"--output-path={report}",
            "--quiet",
            "--no-enable-error-reporting",
            f"--chrome-flags=--headless=new {' '.join(tools.CHROMIUM_FLAGS)}",
        ]
        answer = run(command, environment=environment)
        if not report.is_file():
            raise JudgeFailed(answer.last_words())
        found: dict[str, Any] = answer.json(report.read_text("utf-8"))
    if found.get("runtimeError"):
        raise JudgeFailed(found["runtimeError"]["message"])
    return found


class _Site(http.server.SimpleHTTPRequestHandler):
    """The page's folder as a site that lets everyone in. Its log is silent."""

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            body = b"User-agent: *\nAllow: /\n"
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextlib.contextmanager
def _served(page: Path) -> Iterator[str]:
    """The page's address on this machine while the block runs."""
    handler = partial(_Site, directory=str(page.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{page.name}"
        finally:
            server.shutdown()
            thread.join()
