"""Run a reader in a process of its own, with limits on memory and time: a file that hangs, crashes or eats memory is
stopped and reported, and the rest go on."""

import logging
import multiprocessing
import resource
from importlib import import_module
from multiprocessing.connection import Connection

from store.document import Grid, Line, UnreadableError

SECONDS = 60
MEMORY = 1 << 30  # bytes of address space
log = logging.getLogger(__name__)
Blocks = tuple[Line | Grid, ...]


def read_boxed(reader: str, data: bytes) -> Blocks:
    """What the `read` of the module `reader` gives; raises UnreadableError where it refuses, fails, or breaks a limit.

    The module is named, not passed, so that its library is loaded in the box alone and not by every command."""
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_inside, args=(reader, data, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        result = (
            ours.recv()
            if ours.poll(SECONDS)
            else UnreadableError(f"读了 {SECONDS} 秒还没读完，已停止；请另存一次或拆小后再载入。")
        )
    except EOFError:
        result = UnreadableError("读这份文件时超出了内存或出了意外，已停止；请另存一次再载入。")
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(result, UnreadableError):
        raise result
    assert isinstance(result, tuple)
    return result


def _inside(reader: str, data: bytes, answer: Connection) -> None:
    """The child: limits first, then the reader."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        answer.send(import_module(reader).read(data))
    except UnreadableError as error:
        answer.send(error)
    except Exception:  # whatever a broken file makes a library raise; the trace goes to the log
        log.exception("reader failed")
        answer.send(UnreadableError("这份文件坏了，读不下去；请用原来的程序打开后另存一次再载入。"))
