"""What a process says of itself, with numbers of people masked, in whatever line or traceback they are."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from console.domain.privacy import masked_text


class PrivateFormatter(logging.Formatter):
    """Masks the finished line, so that nothing gets by: arguments, tracebacks, words of libraries."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return masked_text(super().format(record))


def begin(name: str) -> None:
    """Log to standard error from here on; what ends the process or a thread goes there too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PrivateFormatter(f"%(asctime)s {name} %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = report
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = _thread_ended


def report(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """A crash, as Python would tell it."""
    print(masked_text("".join(traceback.format_exception(kind, error, where))), file=sys.stderr, end="", flush=True)


def _thread_ended(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
        print(f"Exception in thread {args.thread.name if args.thread else '?'}:", file=sys.stderr)
        report(args.exc_type, args.exc_value, args.exc_traceback)
