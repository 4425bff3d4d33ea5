"""Read files in processes of their own, with limits on memory and time: one that hangs, crashes or eats memory is stopped
and reported, and the rest go on.  Results come in the order of the files.

The processes are started as programs of their own: they need nothing of the one that calls, neither its main module nor its
memory, and are told neither where its databases are nor the bot's secrets."""

import logging
import multiprocessing
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from multiprocessing.connection import Connection, wait

from store.document import NeedsRecognitionError, UnreadableError
from store.facts.facts import Report
from store.identity.clues import NOTHING_SAID, Said
from store.read_report import read_file

AHEAD = 4  # files a process that may be read before the first of them is stored
FILES_A_PROCESS = 500  # then a fresh one: libraries leak
RECOGNITION_MEMORY, RECOGNITION_SECONDS = 6 << 30, 600.0
PROGRAM = "import sys; from store.loading.box import serve; serve(*map(int, sys.argv[1:]))"
SECRET = ("WENSHU_", "TELEGRAM_")  # how the names of settings begin
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """For one file: bytes of address space, seconds of wall time.  `workers`: processes at once, by default one more than
    there are cores, so that none is idle while this process stores."""

    memory: int = 1 << 30
    seconds: float = 60.0
    workers: int = multiprocessing.cpu_count() + 1


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: its name and content, or what is known of it already."""

    file: str
    name: str
    data: bytes = b""
    known: object = None
    said: Said = NOTHING_SAID
    recognise: bool = False


Result = Report | UnreadableError | None  # None: nothing was to be read
Reader = Callable[[Iterator[Job]], Iterator[tuple[Job, Result]]]


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
        workers: list[_Worker] = []
        waiting: list[Job] = []  # not given back yet, in order
        done: dict[int, Result] = {}  # by identity of the job
        more = True
        try:
            while more or waiting:
                while (
                    more and len(waiting) < AHEAD * self.limits.workers and (worker := self._idle(workers)) is not None
                ):
                    job = next(jobs, None)
                    more = job is not None
                    if job is None:
                        break
                    waiting.append(job)
                    if job.known is None:
                        worker.give(job)
                    else:
                        done[id(job)] = None
                while waiting and id(waiting[0]) in done:
                    job = waiting.pop(0)
                    yield job, done.pop(id(job))
                if waiting:
                    self._collect(workers, done)
        finally:
            for worker in workers:
                worker.stop()

    def _idle(self, workers: list["_Worker"]) -> "_Worker | None":
        """A process without a file; a new one while there are fewer than allowed."""
        for worker in workers:
            if worker.job is None:
                if worker.read < FILES_A_PROCESS:
                    return worker
                worker.stop()
                workers.remove(worker)
                break
        if len(workers) < self.limits.workers:
            workers.append(_Worker(self.limits))
            return workers[-1]
        return None

    def _collect(self, workers: list["_Worker"], done: dict[int, Result]) -> None:
        """Wait until some process has something to say, or has had its time."""
        busy = {worker.pipe: worker for worker in workers if worker.job is not None}
        if not busy:
            return
        first = min(worker.deadline for worker in busy.values())
        ready = wait(list(busy), max(first - time.monotonic(), 0))
        late = [worker for worker in busy.values() if worker.pipe not in ready and worker.deadline <= time.monotonic()]
        for worker in [*(busy[pipe] for pipe in ready if isinstance(pipe, Connection)), *late]:
            job = worker.job
            assert job is not None
            done[id(job)] = worker.late() if worker in late else worker.take()
            if worker.dead:
                workers.remove(worker)


def recognising(read: Reader, limits: Limits) -> Reader:
    """The same reader, with pictures recognised one by one under limits of their own."""

    def both(jobs: Iterator[Job]) -> Iterator[tuple[Job, Result]]:
        for job, result in read(jobs):
            if isinstance(result, NeedsRecognitionError):
                yield from Box(limits)(iter((replace(job, recognise=True),)))
            else:
                yield job, result

    return both


def usual_reader(limits: Limits) -> Reader:
    """Files in processes of their own; where recognition is installed pictures too, with the memory and time that it needs."""
    box = Box(limits)
    if find_spec("rapidocr") is None:
        return box
    return recognising(box, Limits(RECOGNITION_MEMORY, max(limits.seconds, RECOGNITION_SECONDS), 1))


class _Worker:
    """A process and the file it reads."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.pipe, theirs = multiprocessing.Pipe()
        descriptor = theirs.fileno()
        command = [sys.executable, "-P", "-c", PROGRAM, str(descriptor), str(limits.memory), str(round(limits.seconds))]
        shown = {name: value for name, value in os.environ.items() if not name.startswith(SECRET)}
        self.process = subprocess.Popen(command, pass_fds=(descriptor,), stdin=subprocess.DEVNULL, env=shown)  # noqa: S603  # our own program
        theirs.close()
        self.job: Job | None = None
        self.deadline, self.read, self.dead = 0.0, 0, False

    def give(self, job: Job) -> None:
        """Start on a file; a process that is gone is noticed when its answer is fetched."""
        self.job, self.deadline = job, time.monotonic() + self.limits.seconds
        self.read += 1
        try:
            self.pipe.send((job.name, job.data, job.said, job.recognise))
        except OSError:
            log.warning("a reading process was gone before it got %s", job.file)

    def take(self) -> Result:
        """What became of the file."""
        job, self.job = self.job, None
        try:
            result: Result = self.pipe.recv()
        except (EOFError, OSError):
            log.warning("reading %s broke the limit on memory, or the process died", job and job.file)
            self.stop()
            result = UnreadableError("读这份文件时超出了内存或出了意外，已停止；请另存一次再载入，或用 --memory 放宽。")
        return result

    def late(self) -> Result:
        """The file has had its time."""
        log.warning("reading %s took too long", self.job and self.job.file)
        self.stop()
        seconds = f"{self.limits.seconds:g}"
        return UnreadableError(f"读了 {seconds} 秒还没读完，已停止；请另存一次或拆小后再载入，或用 --seconds 放宽。")

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.dead = True
        self.process.kill()
        self.process.wait()
        self.pipe.close()


def serve(descriptor: int, memory: int, seconds: int) -> None:
    """The process: limits first, then file after file, until the other end closes."""
    pipe = Connection(descriptor)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            name, data, said, recognise = pipe.recv()
        except EOFError:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = round(used.ru_utime + used.ru_stime) + 2 * seconds + 1  # ends it even where nobody is left to
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
        try:
            pipe.send(read_file(name, data, said, recognise=recognise))
        except UnreadableError as error:
            pipe.send(error)
        except MemoryError:
            return  # what is left of this process cannot be trusted
        except Exception:  # whatever a broken file makes a library raise; the trace goes to the log
            log.exception("reading %s failed", name)
            pipe.send(UnreadableError("这份文件坏了，读不下去；请用原来的程序打开后另存一次再载入。"))
