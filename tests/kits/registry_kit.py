"""A server on this machine that answers as the registries do, with samples of their forms.

The values are samples; the forms are those of the registries' documentation.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from compressed_kit import gzip_of

from nashr.registries.services import Services

DOI = "10.5555/sample.1"
CROSSREF: dict[str, Any] = {
    "status": "ok",
    "message-type": "work",
    "message": {
        "DOI": "10.5555/SAMPLE.1",
        "type": "journal-article",
        "title": ["A Sample of <i>Pipelines</i> &amp;amp; Politics"],
        "subtitle": ["The Second Line"],
        "container-title": ["Sample European Studies"],
        "short-container-title": ["Sample Eur Stud"],
        "publisher": "Sample Press",
        "volume": "9",
        "issue": "2",
        "page": "81-114",
        "language": "en",
        "author": [
            {"given": "Ann", "family": "Örnək", "sequence": "first", "affiliation": []},
            {"name": "Sample Institute", "sequence": "additional"},
        ],
        "issued": {"date-parts": [[2000, 6]]},
        "published-print": {"date-parts": [[2000, 6]]},
        "published-online": {"date-parts": [[1999, 12, 30]]},
        "ISSN": ["0378-5955"],
        "updated-by": [
            {
                "DOI": "10.5555/SAMPLE.notice",
                "type": "retraction",
                "label": "Retraction",
                "source": "retraction-watch",
                "updated": {"date-parts": [[2015, 3, 12]], "timestamp": 1426118400000},
            }
        ],
        "reference-count": 1,
    },
}
DATACITE: dict[str, Any] = {
    "data": {
        "id": "10.5555/sample.data",
        "type": "dois",
        "attributes": {
            "doi": "10.5555/sample.data",
            "titles": [
                {"title": "Ein Beispiel", "titleType": "TranslatedTitle"},
                {"title": "A Sample Data Set"},
                {"title": "Tables", "titleType": "Subtitle"},
            ],
            "creators": [
                {
                    "name": "Sample, Ann",
                    "nameType": "Personal",
                    "givenName": "Ann",
                    "familyName": "Sample",
                },
                {"name": "Sample Institute", "nameType": "Organizational"},
            ],
            "publisher": {"name": "Sample Archive"},
            "container": {},
            "publicationYear": 2021,
            "dates": [
                {"date": "2021-05-12", "dateType": "Issued"},
                {"date": "2019", "dateType": "Collected"},
            ],
            "types": {"resourceTypeGeneral": "Dataset"},
            "url": "https://example.org/data",
            "version": "2",
            "language": "en",
        },
    }
}
NEGOTIATED: dict[str, Any] = {
    "DOI": "10.5555/sample.other",
    "type": "article-journal",
    "title": "A Sample of Another Agency",
    "author": [{"family": "Sample", "given": "Ann"}],
    "container-title": "Sample Notes",
    "issued": {"date-parts": [["2011"]]},
}
OPENLIBRARY: dict[str, Any] = {
    "ISBN:9780306406157": {
        "url": "https://example.org/books/OL1M/Sample",
        "title": "A Sample of Books",
        "subtitle": "With Tables",
        "authors": [{"url": "https://example.org/authors/OL1A", "name": "Ann van der Sample"}],
        "publishers": [{"name": "Sample Press"}],
        "publish_places": [{"name": "Bakı"}],
        "publish_date": "March 2009",
        "number_of_pages": 320,
    }
}
NCBI: dict[str, Any] = {
    "source": "PubMed",
    "id": "pmid:12345678",
    "PMID": "12345678",
    "DOI": "10.5555/sample.med",
    "type": "article-journal",
    "title": "A sample of medicine",
    "author": [{"family": "Sample", "given": "Ann B"}],
    "container-title": "Sample medical journal",
    "container-title-short": "Sample Med J",
    "issued": {"date-parts": [[2014, 2, 11]]},
    "volume": "3",
    "page": "e01567",
}
ARXIV = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: id_list=2101.00001</title>
  <entry>
    <id>http://arxiv.org/abs/2101.00001v2</id>
    <published>2021-01-01T10:00:00Z</published>
    <title>A Sample
  of Preprints</title>
    <author><name>Ann Sample</name></author>
    <author><name>Sample Collaboration</name></author>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.DL"/>
  </entry>
</feed>
"""
NO_ENTRY = '<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title></feed>'


@dataclass
class Answer:
    """What the server gives for a path: a status, headers, and a body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    #: Seconds before the answer, and between the halves of its body.
    late: float = 0.0
    slow: float = 0.0


@dataclass
class Registries:
    """The server: its answers by path, the paths that were asked for, and its addresses."""

    port: int
    answers: dict[str, list[Answer]]
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def services(self) -> Services:
        base = self.base
        return Services(
            crossref=f"{base}/crossref/works/",
            datacite=f"{base}/datacite/dois/",
            doi=f"{base}/doi/",
            openlibrary=f"{base}/openlibrary/api/books",
            ncbi=f"{base}/ncbi/pubmed/",
            arxiv=f"{base}/arxiv/api/query",
            negotiated=(),
        )

    def answer(self, path: str, *answers: Answer) -> None:
        """Give these answers, one after the other, for a path; the last one stays."""
        self.answers[path] = list(answers)


def as_json(value: Any) -> Answer:
    return Answer(json.dumps(value).encode(), headers={"Content-Type": "application/json"})


def usual() -> dict[str, list[Answer]]:
    """The works that the registries know."""
    return {
        "/crossref/works/10.5555%2Fsample.1": [as_json(CROSSREF)],
        "/datacite/dois/10.5555%2Fsample.data": [as_json(DATACITE)],
        "/doi/10.5555/sample.other": [Answer(b"", 302, {"Location": "/doi/moved"})],
        "/doi/moved": [as_json(NEGOTIATED)],
        "/openlibrary/api/books?bibkeys=ISBN%3A9780306406157&format=json&jscmd=data": [
            as_json(OPENLIBRARY)
        ],
        "/openlibrary/api/books?bibkeys=ISBN%3A9780804429573&format=json&jscmd=data": [as_json({})],
        "/ncbi/pubmed/?format=csl&id=12345678": [as_json(NCBI)],
        "/arxiv/api/query?id_list=2101.00001&max_results=1": [Answer(ARXIV.encode())],
        "/arxiv/api/query?id_list=2101.00002&max_results=1": [Answer(NO_ENTRY.encode())],
    }


@contextmanager
def serving() -> Iterator[Registries]:
    """The server, for as long as the block runs."""
    registries = Registries(0, usual())

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            registries.asked.append((self.path, self.headers.get("Accept", "")))
            answers = registries.answers.get(self.path, [Answer(b"{}", 404)])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            time.sleep(answer.late)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            middle = len(answer.body) // 2
            try:
                self.wfile.write(answer.body[:middle])
                self.wfile.flush()
                time.sleep(answer.slow)
                self.wfile.write(answer.body[middle:])
            except OSError:
                return  # the client has gone

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    registries.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield registries
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def squeezed(size: int) -> Answer:
    """An answer that is small until it is unpacked."""
    return Answer(gzip_of(b" ", size), headers={"Content-Encoding": "gzip"})


def ask_without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing in the environment stand between a client and the server here."""
    for scheme in ("http", "https", "all"):
        for name in (f"{scheme}_proxy", f"{scheme}_proxy".upper()):
            monkeypatch.delenv(name, raising=False)
