"""The account of words: what an author wrote, held against what a product shows.

``expected`` reads the cited document as passages, ``shown_html`` and ``jats.shown`` read a product
as one text, ``compare`` says what of the passages is not there, or there twice. The pages of the
PDF are held against the HTML that they are set from by ``typesetting.account``.
"""
