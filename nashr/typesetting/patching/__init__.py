"""Replacing functions of WeasyPrint and pydyf while a document is set."""
