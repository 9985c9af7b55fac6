"""The exit codes, each in one place. A signal gives 128 and its number, as in a shell."""

from __future__ import annotations

#: All was done, and nothing was found wrong.
SUCCESS = 0
#: A manuscript, the bibliography or ``journal.yaml`` has errors, or a product has a fault.
AUTHOR_ERROR = 1
#: The command line was not understood, or names what is not there.
USAGE_ERROR = 2
#: This computer, or the cluster, lacks something.
MACHINE_ERROR = 3
#: The reader of the output has closed it, as ``head`` does: what a shell gives for SIGPIPE.
BROKEN_PIPE = 141
#: Add the number of the signal that ended the program.
SIGNAL = 128
