"""Start processes and threads that need TensorFlow 1, in the ways that scripts do."""

# mypy: ignore-errors

import json
import multiprocessing
import os
import subprocess
import sys
import threading

WHAT = "import tensorflow as tf; print(tf.VERSION, tf.contrib.seq2seq.TrainingHelper.__name__)"


def session(n):
    """Runs a graph of its own, having imported TensorFlow only here."""
    import tensorflow as tf

    with tf.Graph().as_default(), tf.Session() as sess:
        return int(sess.run(tf.placeholder_with_default(n, []) * 2))


def in_child(n, queue):
    queue.put((session(n), __name__, "tensorflow" in sys.modules))


if __name__ == "__main__":
    print(
        sys.argv[1:],
        __file__ == sys.argv[0],
        os.path.abspath(sys.path[0]) == os.path.dirname(__file__),
    )
    print("tensorflow" in sys.modules, __spec__, [m for m in sys.modules if "legacy" in m])
    if sys.argv[1:] == ["child"]:
        print("child", session(4))
        sys.exit(3)
    out = subprocess.check_output([sys.executable, "-c", WHAT], stderr=subprocess.DEVNULL)
    print(out.decode().strip())
    again = [sys.executable, __file__, "child"]
    environment = dict(os.environ, PYTHONHASHSEED="1")
    child = subprocess.Popen(
        again, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=os.sep
    )
    print(child.communicate()[0].decode().splitlines()[-1], child.returncode)
    plain = [sys.executable, "-c", "import sys; print('tensorflow' in sys.modules)"]
    print(subprocess.check_output(plain).decode().strip())
    for method in ("spawn", "fork"):
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        process = context.Process(target=in_child, args=(5, queue))
        process.start()
        print(method, json.dumps(queue.get(timeout=120)))
        process.join()
        print(process.exitcode)
    thread = threading.Thread(target=lambda: print("thread", session(6)))
    thread.start()
    thread.join()
    print(os.environ.get("TF2_BEHAVIOR"))
