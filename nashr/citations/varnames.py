"""The names of CSL's variables by kind (CSL 1.0.2, appendix IV)."""

NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editor-translator editorial-director executive-producer guest host "
    "illustrator interviewer narrator organizer original-author performer producer recipient "
    "reviewed-author script-writer series-creator translator".split()
)
#: Names of BibLaTeX that CSL does not have, in the order in which they are printed.
CONTRIBUTORS = ("holder", "foreword", "introduction", "afterword", "annotator", "commentator")
NAMES |= frozenset(CONTRIBUTORS)
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
NUMBERS = frozenset(
    "chapter-number citation-number collection-number edition first-reference-note-number issue "
    "locator number number-of-pages number-of-volumes page page-first part-number "
    "printing-number section supplement-number version volume".split()
)
STANDARD = frozenset(
    "abstract annote archive archive-place archive_collection archive_location "
    "authority call-number citation-key citation-label collection-title container-title "
    "container-title-short dimensions division DOI event event-place event-title genre ISBN ISSN "
    "jurisdiction keyword language license medium original-publisher original-publisher-place "
    "original-title part-title PMCID PMID publisher publisher-place references reviewed-genre "
    "reviewed-title scale source status title title-short URL volume-title issue-title "
    "eid year-suffix".split()
)
#: Types of works that come in volumes.
IN_VOLUMES = frozenset(
    "book chapter classic collection entry entry-dictionary entry-encyclopedia "
    "paper-conference".split()
)
