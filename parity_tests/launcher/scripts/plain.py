"""Do without TensorFlow what a script can do: end in every way, and show where it runs."""

# mypy: ignore-errors
# ruff: noqa: SIM115

import os
import signal
import sys
import traceback


def inner(how):
    if how == "look":
        print(
            __name__, __file__, __spec__ and __spec__.name, sys.argv, sys.path, sys.flags.optimize
        )
        print(sorted(name for name in globals() if name != "__warningregistry__"))
        print(len(traceback.extract_stack()), open("plain.py").readline()[:10])
        print(sys.stdin.read(), [m for m in sys.modules if "legacy_tf1" in m])
    elif how == "raise":
        try:
            {}["missing"]
        except KeyError as error:
            raise ValueError("chained") from error
    elif how == "exit":
        sys.exit(int(sys.argv[2]))
    elif how == "message":
        sys.exit("a message")
    elif how == "interrupt":
        raise KeyboardInterrupt
    elif how == "signal":
        os.kill(os.getpid(), signal.SIGINT)
    elif how == "import":
        import broken  # noqa: F401
    elif how == "absent":
        import no_such_module  # noqa: F401
    elif how == "hook":
        sys.excepthook = lambda kind, value, _: print("hook", kind, value)
        raise ValueError("hooked")


inner(sys.argv[1])
