"""Lines of a script as index equations in the project's own language.

    lines = Lines(trace, step, parameters, loss)
    lines.own(binding)                             # the script's line as an equation
    lines.derived(binding, of, gradients, ...)     # the equation that the chain rule gives for it
    lifted_forward(trace, step, parameters, loss)  # the whole forward pass, with its gradients

What has no form in the language raises NotLifted; its source line is shown instead.
"""

from whygrad.checking.lifting.comparison import Forward
from whygrad.checking.lifting.forward import lifted_forward
from whygrad.checking.lifting.lines import Lines
from whygrad.checking.lifting.signals import NotLifted

__all__ = ["Forward", "Lines", "NotLifted", "lifted_forward"]
