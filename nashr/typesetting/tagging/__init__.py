"""The logical structure of a tagged PDF."""
