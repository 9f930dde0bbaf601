"""Be `legacy_tf1.seq2seq`, under the name that contrib's packages have here."""

import sys

from legacy_tf1 import seq2seq

sys.modules[__name__] = seq2seq
