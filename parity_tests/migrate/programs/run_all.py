"""Run all programs beside this file in one process, each in a graph of its own."""
import glob
import os
import runpy

here = os.path.dirname(os.path.abspath(__file__))
for path in sorted(glob.glob(os.path.join(here, "*.py"))):
    name = os.path.basename(path)
    if name != os.path.basename(__file__):
        print("== " + name)
        program = runpy.run_path(path, run_name="__main__")
        (program.get("tf") or program["tensorflow"]).reset_default_graph()
