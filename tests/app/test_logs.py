"""Logs and crashes: no number of a person gets into either, whichever way it comes."""

from __future__ import annotations

import io
import logging
import subprocess
import sys

import pytest

from console.app.logs import PrivateFormatter, report

NUMBER = "13812345678"


def written(log: logging.Logger, say) -> str:  # type: ignore[no-untyped-def]
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(PrivateFormatter("%(message)s"))
    log.addHandler(handler)
    try:
        say()
    finally:
        log.removeHandler(handler)
    return out.getvalue()


def test_a_line_its_arguments_and_its_traceback_are_masked() -> None:
    log = logging.getLogger("test-private")

    def say() -> None:
        log.error("call %s", NUMBER)
        try:
            raise ValueError(f"caller {NUMBER}")
        except ValueError:
            log.exception("an act failed")

    said = written(log, say)
    assert NUMBER not in said and said.count("138****5678") >= 2 and "Traceback" in said


def test_a_crash_tells_where_and_not_whose(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise RuntimeError(f"no seat for {NUMBER}")
    except RuntimeError as error:
        report(type(error), error, error.__traceback__)
    said = capsys.readouterr().err
    assert "RuntimeError: no seat for 138****5678" in said and "test_logs.py" in said


@pytest.mark.parametrize("where", ["main", "thread"])
def test_a_process_that_ends_by_a_fault_says_so_masked(where: str) -> None:
    fail = "def fail():\n    raise ValueError('caller ' + '13812345678')\n"
    end = "fail()" if where == "main" else "import threading\nt = threading.Thread(target=fail)\nt.start()\nt.join()"
    program = f"from console.app import logs\nlogs.begin('x')\n{fail}{end}\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "ValueError: caller 138****5678" in done.stderr and NUMBER not in done.stderr
    assert done.returncode == (1 if where == "main" else 0)
