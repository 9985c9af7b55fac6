"""Make the models: ``make reference-model``. It takes some twenty-five minutes, with one thread."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pycrfsuite

from nashr.importing.reference_features import features_of
from nashr.importing.reference_models import MODELS, started
from nashr.importing.training.data import typed
from nashr.importing.training.smaller import packed
from nashr.importing.training.styles import styled

FOLDER = Path(__file__).resolve().parents[1] / "data"
#: How many references of a model are typed by habits, and how many come through styles of CSL.
TYPED, STYLED = 9_500, 2_500
#: The seeds of both kinds, for each of the models.
SEEDS = ((20_240_101, 7), (20_240_202, 107), (20_240_303, 207))
PARAMETERS = {
    "c1": 0.6,
    "c2": 0.02,
    "max_iterations": 65,
    "feature.minfreq": 5,
    "feature.possible_transitions": False,
}


def train(
    folder: Path, typed_count: int = TYPED, styled_count: int = STYLED, iterations: int = 0
) -> None:
    """Write the models, each of as many references, into a folder."""
    for name, (typed_seed, styled_seed) in zip(MODELS, SEEDS, strict=True):
        trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
        trainer.set_params({**PARAMETERS, **({"max_iterations": iterations} if iterations else {})})
        for tokens, labels in chain(
            typed(typed_count, typed_seed), styled(styled_count, styled_seed)
        ):
            trainer.append(features_of(tokens), started(labels))
        with TemporaryDirectory() as temporary:
            plain = Path(temporary, "model")
            trainer.train(str(plain))
            Path(folder, name).write_bytes(packed(plain.read_bytes()))


if __name__ == "__main__":
    train(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER, *map(int, sys.argv[2:]))
