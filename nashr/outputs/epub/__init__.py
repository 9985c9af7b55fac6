"""The EPUB 3.3."""
