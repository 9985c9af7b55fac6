"""Make the model: ``make reference-model``. It takes some five minutes, with one thread."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import pycrfsuite

from nashr.importing.reference_features import features_of
from nashr.importing.reference_labels import started
from nashr.importing.training.data import typed
from nashr.importing.training.styles import styled

MODEL = Path(__file__).resolve().parents[1] / "data" / "references.crf"
#: How many references are typed by habits, and how many come through styles of CSL.
TYPED, STYLED = 9_500, 2_500
SEEDS = (20_240_101, 7)
PARAMETERS = {
    "c1": 0.6,
    "c2": 0.02,
    "max_iterations": 65,
    "feature.minfreq": 5,
    "feature.possible_transitions": False,
}


def train(
    model: Path, typed_count: int = TYPED, styled_count: int = STYLED, iterations: int = 0
) -> None:
    """Write the model of as many references into a file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**PARAMETERS, **({"max_iterations": iterations} if iterations else {})})
    for tokens, labels in chain(typed(typed_count, SEEDS[0]), styled(styled_count, SEEDS[1])):
        trainer.append(features_of(tokens), started(labels))
    trainer.train(str(model))


if __name__ == "__main__":
    train(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL, *map(int, sys.argv[2:]))
