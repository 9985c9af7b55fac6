"""How formulas are said: one module a language, named by its primary subtag, with ``WORDS``.

``nashr.languages.formula_words`` reads them; ``nashr.outputs.formula_speech`` says a formula by
them. A language without a module has its formulas said in English, marked as English.
"""
