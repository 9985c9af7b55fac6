"""The EPUB of an issue."""
