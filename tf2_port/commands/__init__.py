"""Hold the commands of `seq2seq-port`, one file each, imported when they run."""
