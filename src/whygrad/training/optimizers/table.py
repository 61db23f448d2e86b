"""The update rules that are known by name, as text.

In a rule `NAME` stands for each parameter in turn, `grad_NAME` for its gradient; a line without
it stands once, and there `sum[all](...)` adds up the entries of all parameters. Constants are
PyTorch's defaults.

Sources: momentum, Polyak 1964, in the form without damping; Nesterov's, Sutskever et al., ICML
2013; RMSprop, Tieleman and Hinton 2012; Adam, Kingma and Ba, ICLR 2015; AdamW, Loshchilov and
Hutter, ICLR 2019; warm-up and cosine, Goyal et al. 2017, Loshchilov and Hutter, ICLR 2017;
clipping by the norm, Pascanu et al., ICML 2013.
"""

from __future__ import annotations

GRADIENT_DESCENT = """
NAME = NAME - learning_rate * grad_NAME   # gradient descent
"""

MOMENTUM = """
momentum: setting = 0.9
velocity_NAME: state = zeros()

velocity_NAME = momentum * velocity_NAME + grad_NAME   # gradient descent with momentum
NAME = NAME - learning_rate * velocity_NAME
"""

NESTEROV = """
momentum: setting = 0.9
velocity_NAME: state = zeros()

velocity_NAME = momentum * velocity_NAME + grad_NAME   # Nesterov's momentum
NAME = NAME - learning_rate * (grad_NAME + momentum * velocity_NAME)   # one step ahead
"""

RMSPROP = """
rho: setting = 0.99
epsilon: setting = 1e-8
square_NAME: state = zeros()

square_NAME = rho * square_NAME + (1 - rho) * grad_NAME**2   # RMSprop: mean square
NAME = NAME - learning_rate * grad_NAME / (sqrt(square_NAME) + epsilon)
"""

ADAM = """
beta1: setting = 0.9
beta2: setting = 0.999
epsilon: setting = 1e-8
correction1: state = zeros()
correction2: state = zeros()
average_NAME: state = zeros()
square_NAME: state = zeros()

correction1 = 1 - beta1**(iteration + 1)   # Adam: what a mean that began at 0 lacks
correction2 = 1 - beta2**(iteration + 1)
average_NAME = beta1 * average_NAME + (1 - beta1) * grad_NAME   # mean of the gradients
square_NAME = beta2 * square_NAME + (1 - beta2) * grad_NAME**2   # mean of their squares
NAME = NAME - learning_rate * (average_NAME / correction1) / (
    sqrt(square_NAME / correction2) + epsilon
)
"""

ADAMW = """
beta1: setting = 0.9
beta2: setting = 0.999
weight_decay: setting = 0.01
epsilon: setting = 1e-8
correction1: state = zeros()
correction2: state = zeros()
average_NAME: state = zeros()
square_NAME: state = zeros()

correction1 = 1 - beta1**(iteration + 1)   # AdamW: what a mean that began at 0 lacks
correction2 = 1 - beta2**(iteration + 1)
average_NAME = beta1 * average_NAME + (1 - beta1) * grad_NAME   # mean of the gradients
square_NAME = beta2 * square_NAME + (1 - beta2) * grad_NAME**2   # mean of their squares
NAME = (1 - learning_rate * weight_decay) * NAME - learning_rate * (
    average_NAME / correction1
) / (sqrt(square_NAME / correction2) + epsilon)
"""

OPTIMIZERS = {
    "gradient_descent": GRADIENT_DESCENT,
    "momentum": MOMENTUM,
    "nesterov": NESTEROV,
    "rmsprop": RMSPROP,
    "adam": ADAM,
    "adamw": ADAMW,
}

# Where L-BFGS ends, by SciPy's names: no entry of the gradient is larger, an iteration gains no
# larger part of the loss, so many times was the loss computed.
LBFGS_LIMITS = {"gtol": "1e-10", "ftol": "0", "maxfun": "1000000000"}

# Each gives a factor of the learning rate.
SCHEDULES = {
    "warmup": (
        "minimum(1, (iteration + 1) / warmup_steps)",
        """
warmup_steps: setting = 100
""",
    ),
    "cosine": (
        "(1 + cos(3.141592653589793 * minimum(1, iteration / cosine_steps))) / 2",
        """
cosine_steps: setting = STEPS
""",
    ),
    "step": (
        "step_factor",
        """
drop_factor: setting = 0.1
drop_steps: setting = 30
since_drop: state = zeros()
step_factor: state = ones()

step_factor = step_factor * (1 - (1 - drop_factor) * step(since_drop + 0.5 - drop_steps))
since_drop = since_drop * step(drop_steps - since_drop - 0.5) + 1   # steps, this one included
""",
    ),
    "plateau": (
        "plateau_factor",
        """
plateau_drop: setting = 0.1
patience: setting = 10
threshold: setting = 1e-4
best_loss: state = zeros()
improved: state = zeros()
waited: state = zeros()
plateau_factor: state = ones()

improved = maximum(equal(iteration, 0), step((1 - threshold) * best_loss - LOSS))   # 1 or 0
best_loss = best_loss + improved * (LOSS - best_loss)
waited = (1 - improved) * (1 + waited * (1 - step(waited - patience)))   # steps without a gain
plateau_factor = plateau_factor * (1 - (1 - plateau_drop) * step(waited - patience))
""",
    ),
}

# What stands for each gradient, and the lines that it needs.
CLIPPING = {
    "value": (
        "minimum(maximum(grad_NAME, -clip_value), clip_value)",
        """
clip_value: setting = 1
""",
    ),
    "norm": (
        "(clip_scale * grad_NAME)",
        """
clip_norm: setting = 1
gradient_norm: state = zeros()
clip_scale: state = ones()

gradient_norm = sqrt(sum[all](grad_NAME**2))   # of all gradients together
clip_scale = minimum(1, clip_norm / (gradient_norm + 1e-6))
""",
    ),
}
