"""What the recipe of the models does beside making references."""

from __future__ import annotations

import lzma

import pycrfsuite
import pytest

from nashr.importing.training.smaller import packed, rounded


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.append([["word", "first"], ["number"]], ["title", "date"])
    trainer.append([["number", "first"], ["word"]], ["date", "title"])
    path = tmp_path_factory.mktemp("model") / "model"
    trainer.train(str(path))
    return path.read_bytes()


def _probability(model: bytes) -> float:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    tagger.set([["word", "first"], ["number"]])
    assert tagger.tag() == ["title", "date"]
    return float(tagger.probability(["title", "date"]))


def test_a_rounded_model_says_nearly_the_same(model: bytes) -> None:
    smaller = rounded(model)
    assert smaller != model
    assert len(smaller) == len(model)
    assert _probability(smaller) == pytest.approx(_probability(model), abs=0.005)
    assert rounded(smaller) == smaller


def test_a_packed_model_is_small_and_whole(model: bytes) -> None:
    assert lzma.decompress(packed(model)) == rounded(model)


def test_another_file_is_no_model(model: bytes) -> None:
    with pytest.raises(ValueError, match="CRFsuite"):
        rounded(b"none" + model[4:])
