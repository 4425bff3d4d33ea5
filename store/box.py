"""Read files in processes of their own, with limits on memory and time: one that hangs, crashes or eats memory is stopped
and reported, and the rest go on.  Results come in the order of the files."""

import logging
import multiprocessing
import resource
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from pebble import ProcessExpired, ProcessPool

from store.document import UnreadableError
from store.facts import Report
from store.identity import NOTHING_SAID, Said
from store.read_report import read_file

AHEAD = 4  # files a process that are read before the first of them is stored
FILES_A_PROCESS = 500  # then a fresh one: libraries leak
SERVER = "forkserver"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """For one file: bytes of address space, seconds of wall time.  `workers`: processes at once."""

    memory: int = 1 << 30
    seconds: float = 60.0
    workers: int = multiprocessing.cpu_count()


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: its name and content, or what is known of it already."""

    file: str
    name: str
    data: bytes = b""
    known: object = None
    said: Said = NOTHING_SAID


Result = Report | UnreadableError | None  # None: nothing was to be read


def read_here(jobs: Iterator[Job]) -> Iterator[tuple[Job, Result]]:
    """Read in this process, without limits: for files of one's own making."""
    for job in jobs:
        try:
            yield job, read_file(job.name, job.data, job.said) if job.known is None else None
        except UnreadableError as error:
            yield job, error


class Box:
    """Processes that read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def __call__(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Result]]:
        """Read job after job, some of them ahead."""
        context = multiprocessing.get_context(SERVER)
        context.set_forkserver_preload(["store.read_report", "store.readers.from_html"])
        pool = ProcessPool(
            self.limits.workers, FILES_A_PROCESS, initializer=_confine, initargs=(self.limits.memory,), context=context
        )
        waiting: deque[tuple[Job, Future[Report] | None]] = deque()
        try:
            for job in jobs:
                future = None
                if job.known is None:
                    future = pool.schedule(read_file, args=(job.name, job.data, job.said), timeout=self.limits.seconds)
                waiting.append((job, future))
                if len(waiting) > AHEAD * self.limits.workers:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _next(self, waiting: deque[tuple[Job, "Future[Report] | None"]]) -> tuple[Job, Result]:
        job, future = waiting.popleft()
        return job, None if future is None else self._result(job, future)

    def _result(self, job: Job, future: "Future[Report]") -> Report | UnreadableError:
        try:
            return future.result()
        except UnreadableError as error:
            return error
        except TimeoutError:
            seconds = f"{self.limits.seconds:g}"
            return UnreadableError(
                f"读了 {seconds} 秒还没读完，已停止；请另存一次或拆小后再载入，或用 --seconds 放宽。"
            )
        except (MemoryError, ProcessExpired):
            log.warning("reading %s broke the limit on memory, or the process died", job.file)
            return UnreadableError("读这份文件时超出了内存或出了意外，已停止；请另存一次再载入，或用 --memory 放宽。")
        except Exception:  # whatever a broken file makes a library raise; the trace goes to the log
            log.exception("reading %s failed", job.file)
            return UnreadableError("这份文件坏了，读不下去；请用原来的程序打开后另存一次再载入。")


def _confine(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
