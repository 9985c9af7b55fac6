"""Stage 1: ``journal.yaml`` and an article's front matter as ``Journal`` and ``Article``."""
