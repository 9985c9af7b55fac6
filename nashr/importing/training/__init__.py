"""The recipe of the models that parse typed references (``nashr/importing/data/references-*.crf.xz``).

``make reference-model`` runs ``train``: works that are made up (``works``) are written as
journals and authors write them (``styles``, by CSL; ``typed``, as people type), with an author's
slips (``noise``), and a sequence labeller learns which word belongs to which field. The same code
gives the same bytes: random numbers have a fixed seed, and the trainer has one thread.
"""
