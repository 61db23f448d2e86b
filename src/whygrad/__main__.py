"""`python -m whygrad` is the command `whygrad`."""

import sys

from whygrad.cli import main

sys.exit(main())
