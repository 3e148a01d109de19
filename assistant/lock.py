"""One writer to an index folder: an operating-system lock that dies with its process."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from assistant.errors import IndexFolderError, IndexLockedError

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows forbids reading locked bytes: lock one beyond the holder's name

    def _try_lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        # flock, not lockf: it also holds off a second opener in the same process.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Held from construction to `release`. Raises IndexLockedError at once when another holds it."""

    def __init__(self, path: Path) -> None:
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise IndexFolderError(
                f"The index folder {path.parent} cannot be written to ({error.strerror}); "
                "allow it or choose another with ASSISTANT_INDEX."
            ) from None
        try:
            _try_lock(self._descriptor)
        except OSError:
            holder = os.read(self._descriptor, 300).decode(errors="replace").strip() or "another process"
            os.close(self._descriptor)
            raise IndexLockedError(
                f"The index folder {path.parent} is in use by {holder}; close that one first or choose another folder."
            ) from None
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, f"process {os.getpid()} on {socket.gethostname()}".encode())

    def release(self) -> None:
        """The file stays: removing it would let two openers hold two different files of one name."""
        if self._descriptor < 0:
            return
        os.close(self._descriptor)
        self._descriptor = -1
