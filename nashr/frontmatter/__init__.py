"""Stage 1: parse ``journal.yaml`` and front matter into ``Journal`` and ``Article``."""
