"""The words of the command line: what ``build.py --help`` says of its commands, and counts."""

from __future__ import annotations

DESCRIPTION = """\
Build a journal's articles: from each manuscript a typeset PDF, an EPUB, a web page and JATS XML.

  python build.py                     build every article in manuscript/
  python build.py my-article          build one article
  python build.py --format pdf        only the PDF
  python build.py preview             show the products in a browser, renewed at each save
  python build.py check               put the products before independent judges
  python build.py verify              see whether the products are still as they were built
  python build.py new my-article      begin a new manuscript
  python build.py doctor              see whether this computer has all that is needed

The products go to output/, a folder for each article.
"""

EPILOG = """\
exit codes: 0 all was built · 1 a manuscript, the bibliography or journal.yaml has errors
            2 the command was not understood · 3 this computer lacks something (see doctor)
"""

CHECK = """\
Put the products in output/ before independent judges, those that are installed here: EPUBCheck
and Ace for the EPUB; the Nu checker, axe-core and Lighthouse for the web page; page-validation,
veraPDF, qpdf, mutool and pdffonts for the PDF; the DTD for the JATS.
"""
CHECK_EPILOG = """\
exit codes: 0 every judge was asked and found no fault · 1 a judge found a fault
            2 the command was not understood · 3 no fault, but a judge is missing here
"""

VERIFY = """\
Hold the products against the manifest.json that the build wrote beside them: which are as they
were built, which changed, are missing, or come from elsewhere; and whether the sources have changed
since, where the project is there to compare. Nothing is built and nothing is written.
"""
VERIFY_EPILOG = """\
exit codes: 0 all is as the manifest says · 1 a product, or a source, is not
            2 the command was not understood, or there is no manifest
"""

PREVIEW = """\
Show the web page and the PDF of each article in a browser. When a source is saved, what it touches
is made anew, and the page is renewed where you stand in it. An error is shown with its file and
line above the last good page. Only this computer can see the preview, and of it only output/.
Ctrl-C ends it.
"""

CITE = """\
Read one JSON object from standard input: references (CSL JSON), citations, style (CSL text or a
style's name) and, where wanted, lang, abbreviations, reference-language (article or item) and
format (html or plain). Write the citations, the bibliography and the warnings as JSON. See
docs/cite.md.
"""

CLEAN = """\
Empty the cache, in which nashr keeps what it has made, so that it need not make it again. The
products in output/ stay. The next build takes as long as the first.
"""
