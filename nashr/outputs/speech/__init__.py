"""Formulas as they are said: MathML in, a sentence out, in the words of ``nashr.languages``."""
