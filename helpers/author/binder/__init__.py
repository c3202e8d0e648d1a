"""`course author binder`: the course under the limits of a Binder session.

Every lesson, and every chapter's exercises with their solutions, is run in a kernel beside a running JupyterLab, with
one core, one gigabyte, 64 megabytes of shared memory and no network but the machine's own. box.py makes the limits,
runs.py runs the notebooks inside of them.

Sources: mybinder.org gives each session at least 1 GB and ends it when it takes more than 2 GB, and no connection can
be made to it from outside (https://mybinder.readthedocs.io/en/latest/about/user-guidelines.html). 64 MB is what a
container has in /dev/shm unless told otherwise (https://docs.docker.com/reference/cli/docker/container/run/).
"""

from helpers.author.binder.box import Limits
from helpers.author.binder.runs import Ran, run_in_box

__all__ = ["Limits", "Ran", "run_in_box"]
