"""The PDF of an issue."""
