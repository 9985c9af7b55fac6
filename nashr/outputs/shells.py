"""The Jinja shells: how the texts of ``templates/`` become templates.

A manuscript is data here. It reaches a template as a value, never as template source; markup
that has passed ``markup.clean`` is wrapped in ``markupsafe.Markup`` by the output that hands it
over, and every other value is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping

import jinja2


def environment(templates: Mapping[str, str]) -> jinja2.Environment:
    """The environment over template texts by path, e.g. ``html/article.html.j2``.

    Values are escaped in templates of every name. A name that the output did not give is an
    error (``jinja2.UndefinedError``), not an empty place on the page.
    """
    return jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
