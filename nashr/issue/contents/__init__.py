"""The contents of an issue, as a web page."""
