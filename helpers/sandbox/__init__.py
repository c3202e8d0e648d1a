"""Where strangers' programs run: without the network, without the machine's files, with limits.

=============  ====================================================================================================
`command`      the command line that puts a program into a sandbox: bubblewrap on Linux, `sandbox-exec` on macOS
`enter`        the first program inside: gives up root's rights before anything else happens
`kernel`       the first program of a sandbox for a Jupyter kernel
`namespaces`   a part of the sandbox for one check alone: its own processes, files and network, gone without a trace
`watch`        how much one check takes in all of its processes together
`probe`        tries for real whether all of this holds on this machine; `attempts` is the part of it that runs inside
=============  ====================================================================================================

A sandbox is started once for each worker, and a check in it gets namespaces of its own, for some milliseconds. So one
submission cannot leave anything for the next one, nor reach one that is judged at the same time.

Standard library only: it is imported before anything else inside the sandbox. docs/security.md says what is promised.
"""

from __future__ import annotations

from helpers.sandbox.command import Sandbox
from helpers.sandbox.probe import NoSandbox, find_sandbox

__all__ = ["NoSandbox", "Sandbox", "find_sandbox"]
