"""Run the test cells that a teacher wrote with plain asserts.

The course's own exercises are judged without running the notebook, so a kernel is started only where a notebook has
such cells. Then its code cells run in order, as in nbgrader, with one difference: a cell that does not come to its
end (an endless loop, `os._exit`, a flood of output) costs itself and nothing else. Its kernel is replaced, the cells
before it run once more to bring back what they defined, and the next cell goes on.
"""

from __future__ import annotations

import contextlib
import copy
import math
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.manager import AsyncKernelManager
from nbclient.client import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import Execute
from traitlets import Bool, Integer

from helpers.grading import notes
from helpers.grading.call import checked_exercise
from helpers.grading.evidence import take_out, with_evidence
from helpers.grading.markup import plain_outputs
from helpers.grading.outputs import error
from helpers.grading.reader import RESOURCES_KEY
from helpers.grading.sandbox import sandbox
from helpers.grading.sandboxed_kernel import SandboxedKernel

EXECUTED_KEY = "executed"


class RunPlainCells(Execute):
    """nbgrader's Execute for the cells that are no `check(...)`; `c.Execute` configures it too."""

    interrupt_on_timeout = Bool(False)  # an interrupt can be caught; the kernel is replaced instead

    has_run = False  # whether a kernel was started, of which something is left in here

    max_output = Integer(1_000_000, help="A cell that prints more characters than this is stopped.").tag(config=True)
    max_kernels = Integer(10, help="After so many replaced kernels the rest of the notebook is not run.").tag(
        config=True
    )

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict, km: Any = None
    ) -> tuple[NotebookNode, ResourcesDict]:
        executed: set[str] = set()
        resources.setdefault(RESOURCES_KEY, {})[EXECUTED_KEY] = executed
        if notes.unreadable_reason(nb) or not any(is_plain_test(cell) for cell in nb.cells):
            return nb, resources
        self.has_run = True
        # nbclient puts each cell that it ran into its notebook: that must not be the one that is being graded.
        NotebookClient.__init__(self, copy.deepcopy(nb), km)
        self.reset_execution_trackers()
        self.resources = resources
        cells = [cell for cell in nb.cells if cell.cell_type == "code" and checked_exercise(cell.source) is None]
        lost: set[int] = set()
        position = 0
        for _ in range(self.max_kernels):
            if position == len(cells):
                break
            position = self._run_in_one_kernel(cells, position, lost, executed)
        for cell in cells[position:]:
            cell.outputs = [
                error("NotRun", f"{self.max_kernels} cells before this one did not come to their end; it was not run.")
            ]
        return nb, resources

    def _run_in_one_kernel(self, cells: list[NotebookNode], start: int, lost: set[int], executed: set[str]) -> int:
        """Run cells from `start` on until one does not come to its end.

        Returns:
            the position of the cell to go on with in the next kernel.
        """
        position = start
        self.km = None
        with self._kernel():
            for earlier in range(start):
                if earlier not in lost:
                    again = copy.deepcopy(cells[earlier])
                    if self._run(again, earlier):
                        lost.add(earlier)  # it ended before and does not now: no second chance, and no endless round
                        return start
            for position in range(start, len(cells)):
                cell = cells[position]
                graded = is_plain_test(cell)
                problem = self._run_with_evidence(cell, position) if graded else self._run(cell, position)
                if graded:
                    executed.add(cell.metadata.nbgrader["grade_id"])
                cell.outputs = plain_outputs(cell.outputs)
                if problem:
                    cell.outputs.append(problem)
                    lost.add(position)
                    return position + 1
        return len(cells)

    def _run(self, cell: NotebookNode, index: int) -> NotebookNode | None:
        """Run a cell; the output that says why, where it did not come to its end."""
        self._printed = 0
        try:
            self.execute_cell(cell, index)
        except CellTimeoutError:
            return error("TooLong", f"This cell had not come to its end after {self.timeout} seconds and was stopped.")
        except DeadKernelError:
            if self._printed > self.max_output:
                return error(
                    "TooMuchOutput", f"This cell printed more than {self.max_output} characters and was stopped."
                )
            return error("KernelDied", "This cell ended the Python process it ran in.")
        return None

    def _run_with_evidence(self, cell: NotebookNode, index: int) -> NotebookNode | None:
        value = secrets.token_hex(16)
        stand_in = copy.deepcopy(cell)
        stand_in.source = with_evidence(cell.source, value)
        problem = self._run(stand_in, index)
        cell.execution_count = stand_in.execution_count
        outputs, seen = take_out(stand_in.outputs, value)
        failed = any(output.output_type == "error" for output in outputs)
        if not (seen or failed or problem):
            outputs.append(error("NotRun", "The kernel reported success, but the test did not run to its end."))
        cell.outputs = [_countable(output, cell) for output in outputs]
        return problem

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        content = msg["content"]
        self._printed += len(content.get("text", "")) + sum(len(str(part)) for part in content.get("data", {}).values())
        if self._printed > self.max_output:
            for process in self._kernel_processes():
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
            return None
        output: NotebookNode | None = super().process_message(msg, cell, cell_index)
        return output

    def create_kernel_manager(self) -> AsyncKernelManager:
        found = sandbox()
        if found is not None:
            self.kernel_manager_class = SandboxedKernel
        manager: AsyncKernelManager = super().create_kernel_manager()
        if isinstance(manager, SandboxedKernel) and found is not None:
            talk = Path(self._sockets) / "talk"
            talk.mkdir()
            folder = (self.resources.get("metadata") or {}).get("path")
            manager.put_into(found, talk, Path(folder).resolve() if folder else None)
        elif os.name == "posix":
            # Sockets that are files: two runs cannot take the same port, and nobody else's process can connect.
            manager.transport = "ipc"
            manager.ip = os.path.join(self._sockets, "kernel")
        return manager

    def start_new_kernel(self, **options: Any) -> None:
        """Start the kernel; in the sandbox it gets none of this process's variables."""
        if isinstance(self.km, SandboxedKernel):
            options["env"] = self.km.kernel_environment()
        super().start_new_kernel(**options)

    @contextlib.contextmanager
    def _kernel(self) -> Iterator[None]:
        """A kernel, and the end of every process that it started."""
        with tempfile.TemporaryDirectory(prefix="kernel-") as self._sockets, self.setup_kernel():
            try:
                self.wait_for_reply(self.kc.kernel_info())
                yield
            finally:
                processes = self._kernel_processes()
                for process in processes:
                    with contextlib.suppress(psutil.NoSuchProcess):
                        process.kill()

    def _kernel_processes(self) -> list[psutil.Process]:
        provisioner = getattr(self.km, "provisioner", None)
        pid = getattr(provisioner, "pid", None)
        if not pid:
            return []
        try:
            kernel = psutil.Process(pid)
            return [*kernel.children(recursive=True), kernel]
        except psutil.NoSuchProcess:
            return []


def is_plain_test(cell: NotebookNode) -> bool:
    """Whether the cell is a graded test that has to be run: no `check(...)`, and no answer graded by hand."""
    return bool(
        cell.cell_type == "code"
        and utils.is_grade(cell)
        and not utils.is_solution(cell)
        and checked_exercise(cell.source) is None
    )


def _countable(output: NotebookNode, cell: NotebookNode) -> NotebookNode:
    """The output as nbgrader should count it.

    Text on stderr may come late, from a thread of an earlier cell: it is shown as text and costs nothing. A number
    that is no possible score (nbgrader gives full points for less than zero and for NaN, and stops for too much) is an
    error.
    """
    if output.output_type == "stream":
        output.name = "stdout"
    if output.output_type == "execute_result":
        try:
            value = float(output.data.get("text/plain", ""))
        except ValueError:
            return output
        most = float(cell.metadata.nbgrader["points"])
        if not (math.isfinite(value) and 0 <= value <= most):
            return error("ImpossibleScore", f"The test's result is {value}; the cell is worth 0 to {most} points.")
    return output
