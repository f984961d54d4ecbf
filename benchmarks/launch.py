"""Runs a command and prints how long it took and its peak memory: `python launch.py OUTPUT COMMAND...`.

Linux counts the memory of the process that started a command as the command's own, so a small one must start it.
"""

import json
import os
import sys
import time


def main() -> int:
    """Run the command with its output in the file OUTPUT, and return its exit status."""
    output, *command = sys.argv[1:]
    to_file = (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[to_file])
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    print(json.dumps({"seconds": seconds, "processor": processor, "peak": usage.ru_maxrss * unit}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
