"""Read an author's file, as Word writes it, and make a manuscript of it.

``ooxml`` opens the package. ``inventory`` counts what it has. ``fields``, ``changes``, ``comments``
and ``flattening`` turn what pandoc does not read into text with marks (``marks``), so that each
paragraph and each thing can be found again in pandoc's tree and in the Markdown that is written.
"""
