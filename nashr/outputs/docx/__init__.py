"""The article as a Word file (ISO/IEC 29500, WordprocessingML)."""
