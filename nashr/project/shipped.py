"""Where the files are that come with nashr: templates, citation styles, locales, schemas.

In a checkout they lie beside the package, in ``templates/``, ``bibliography/`` and ``docs/``; a
wheel has them below ``nashr/shipped/``, under the same names (see ``setup.py``).
"""

from __future__ import annotations

import os
from collections.abc import Sequence

#: The folder of the package.
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
#: The folder in it that only a wheel has.
INSTALLED = "shipped"


def is_checkout() -> bool:
    """Whether this is nashr's repository, and no installed package."""
    return not os.path.isdir(os.path.join(PACKAGE, INSTALLED))


def shipped_folder() -> str:
    """The folder that has ``templates/``, ``bibliography/`` and ``docs/schema/`` of nashr."""
    return os.path.dirname(PACKAGE) if is_checkout() else os.path.join(PACKAGE, INSTALLED)


def install_packages(names: Sequence[str], target: str) -> str:
    """The command that installs Python packages: a ``make`` target of the checkout, or pip."""
    return f"make {target}" if is_checkout() else f"python3 -m pip install {' '.join(names)}"
