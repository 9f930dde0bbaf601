"""Make `import tensorflow as tf` be TensorFlow 1, in a process of its own.

`run` starts Python on the script with `site/sitecustomize.py` on its path, so
that nothing of the launcher is on the script's stack and its children start the
same way. That file waits until `tensorflow` is imported; then `finder` lets the
real package load, `behaviour` turns it to TensorFlow 1 and `view` stands in its
place. Importing these modules changes nothing.
"""
