"""The assets of the templates, as the outputs refer to them: ``{{ asset("html/logo.png") }}``."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping

import jinja2

from nashr.model import Resource

#: The path of an asset below ``templates/`` -> its address in the product.
Asset = Callable[[str], str]


def addresses(assets: Mapping[str, Resource], address: Callable[[Resource], str]) -> Asset:
    """What templates call as ``asset``. A name that is none is an error, as an undefined value is
    (``jinja2.UndefinedError``).
    """

    def asset(name: str) -> str:
        if name not in assets:
            raise jinja2.UndefinedError(f"there is no file templates/{name}")
        return address(assets[name])

    return asset


def data_uri(resource: Resource) -> str:
    """The asset as an address that needs no file."""
    return f"data:{resource.media_type};base64,{base64.b64encode(resource.data).decode('ascii')}"


def file_name(resource: Resource) -> str:
    """The asset's path in a product that has files: ``assets/html-logo.png``."""
    return f"assets/{resource.name.replace('/', '-')}"
