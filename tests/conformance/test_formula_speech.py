"""English speech of formulas beside that of speech-rule-engine, the outside judge.

Both speak ClearSpeak. Where they differ on purpose, ``speech_differences.yaml`` has the engine's
words: it reads ``\\mathrm`` letter by letter with their style, takes accents by the names of their
characters, and so on. A difference that is not in the file is a fault of ours.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
import yaml
from formula_kit import samples, tex_of

from nashr.checking.validators.tools import NODE_MODULES
from nashr.outputs.markup import MATHML
from nashr.outputs.speech.formulas import speech

HERE = Path(__file__).parent
DIFFERENCES = HERE / "speech_differences.yaml"
#: How an end is said, which ClearSpeak leaves to a pause.
END = re.compile(r",? end [a-z ]+?(?=,|$|\.)")


def test_english_is_said_as_by_the_judge(update_golden: bool) -> None:
    heard = judged([as_mathml(formula) for formula in samples()])
    found = {
        tex_of(formula): words
        for formula, words in zip(samples(), heard, strict=True)
        if plain(speech(formula, "en")[0]) != plain(words)
    }
    if update_golden:
        text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000)
        DIFFERENCES.write_text(text, encoding="utf-8")
    assert found == yaml.safe_load(DIFFERENCES.read_text(encoding="utf-8"))


def test_the_judge_hears_another_formula() -> None:
    (other,) = judged([f'<math xmlns="{MATHML}"><mi>x</mi><mo>+</mo><mn>1</mn></math>'])
    assert plain(other) == "x plus 1"


def judged(formulas: list[str]) -> list[str]:
    """What speech-rule-engine says for MathML."""
    if not (NODE_MODULES / "speech-rule-engine").is_dir() or shutil.which("node") is None:
        pytest.skip("nothing was judged: speech-rule-engine is not installed (make setup-test)")
    command = ["node", str(HERE / "speech.js"), str(NODE_MODULES.resolve())]
    done = subprocess.run(
        command, input=json.dumps(formulas), capture_output=True, text=True, check=True, timeout=60
    )
    found: list[str] = json.loads(done.stdout)
    return found


def as_mathml(formula: lxml.html.HtmlElement) -> str:
    whole = copy.deepcopy(formula)
    whole.tail = None
    for annotation in list(whole.iter("annotation")):
        annotation.getparent().remove(annotation)
    whole.set("xmlns", MATHML)
    text: str = lxml.etree.tostring(whole, encoding="unicode")
    return text


def plain(words: str) -> str:
    """The words without pauses, capitals and ends."""
    return " ".join(re.sub(r"[,.:](?=\s|$)", "", END.sub("", words)).lower().split())
