"""WeasyPrint's own style sheets, kept by setup, are the same as parsed anew."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nashr.pipeline import prepare

ROOT = Path(__file__).resolve().parents[2]
#: Sets a page with what these style sheets are for, and tells how many of them were parsed.
_SETS = """
import hashlib, json, sys
sys.path[0] = sys.argv[1]
from nashr.project import prepared
if sys.argv[2] == "anew":
    prepared.read = lambda name, key: None
from nashr.typesetting.isolation import import_weasyprint
import tinycss2
parse, parsed = tinycss2.parse_stylesheet, []
tinycss2.parse_stylesheet = lambda css, *a, **k: parsed.append(css) or parse(css, *a, **k)
weasyprint = import_weasyprint()
page = '''<html lang="az"><title>T</title><h1>One</h1><ol type="I"><li>a<li>b</ol><hr>
<ol style="list-style: armenian"><li>a</ol><table border="1" bgcolor="#eee"><tr><th>1<td>2</table>
<form><input value="i"><select><option>1</select><textarea>t</textarea></form><q>q</q>'''
options = {"presentational_hints": True, "pdf_forms": True, "uncompressed_pdf": True}
pdf = weasyprint.HTML(string=page).write_pdf(pdf_identifier=b"1", **options)
from weasyprint.html import PH, UA, UA_FORM
of_weasyprint = [css for css in parsed if css in (PH, UA, UA_FORM)]
print(json.dumps([hashlib.sha256(pdf).hexdigest(), len(of_weasyprint)]))
"""


def _set(how: str) -> list[object]:
    command = [sys.executable, "-c", _SETS, str(ROOT), how]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found


def test_they_are_the_same_as_parsed_anew() -> None:
    if sys.prefix == sys.base_prefix:
        pytest.skip("setup keeps nothing outside of a virtual environment")
    prepare.keep_stylesheets()
    page, parsed = _set("anew")
    assert parsed == 3
    assert _set("kept") == [page, 0]
