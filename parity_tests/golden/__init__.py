"""Hold what TensorFlow 1.15.5 computed, and the recorder that wrote it."""
