"""Let `import tensorflow` give TensorFlow 1 in this Python, if the launcher means this Python.

Python reads this file when it starts, for `legacy_tf1.launcher.environment` has
put its folder on PYTHONPATH. It costs one small finder until TensorFlow is asked
for, and nothing in another Python installation, of whatever version: therefore
this syntax, and nothing imported.
"""

# mypy: ignore-errors
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


class _Waiting(object):  # noqa: UP004
    """Stands in `sys.meta_path` until `tensorflow` is imported."""

    def find_spec(self, name, path=None, target=None):
        if name != "tensorflow":
            return None
        sys.meta_path.remove(self)
        import importlib
        from importlib.machinery import PathFinder
        from importlib.util import module_from_spec

        if "legacy_tf1" not in sys.modules:  # this one, wherever it is
            root = os.path.dirname(os.path.dirname(os.path.dirname(_HERE)))
            spec = PathFinder.find_spec("legacy_tf1", [root])
            sys.modules["legacy_tf1"] = module_from_spec(spec)
            spec.loader.exec_module(sys.modules["legacy_tf1"])
        finder = importlib.import_module("legacy_tf1.launcher.finder").Finder()
        sys.meta_path.insert(0, finder)
        return finder.find_spec(name, path, target)


def _next_sitecustomize():
    """Runs the file of this name that this one stands before, if there is one."""
    sys.path[:] = [p for p in sys.path if os.path.abspath(p) != _HERE]
    this = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError:
        sys.modules["sitecustomize"] = this


if os.environ.get("LEGACY_TF1") == sys.prefix:
    sys.meta_path.insert(0, _Waiting())
_next_sitecustomize()
