"""A neural network in JAX, written by whygrad from its equations."""

import functools

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)  # else it computes in float32


def forward(inputs, target, weights):
    # weighted sum
    s = inputs @ weights
    # between 0 and 1
    output = jax.nn.sigmoid(s)
    # over 0.5 means class 1
    accuracy = ((output - 0.5 > 0) == target).sum() / len(inputs)
    # half squared error
    loss = ((target - output) ** 2).sum() / 2
    return output, accuracy, loss


def backward(inputs, target, output):
    grad_output = output - target  # from loss
    grad_s = grad_output * output * (1 - output)  # from output
    grad_weights = grad_s @ inputs  # from s
    return grad_weights


def update_parameters(weights, grad_weights, learning_rate):
    weights = weights - learning_rate * grad_weights  # gradient descent
    return weights


@functools.partial(jax.jit, static_argnames="steps")
def train(inputs, target, weights, learning_rate, steps):
    def train_step(weights, _):
        output, accuracy, loss = forward(inputs, target, weights)
        grad_weights = backward(inputs, target, output)
        weights = update_parameters(weights, grad_weights, learning_rate)
        return weights, {"accuracy": accuracy, "loss": loss}

    weights, history = jax.lax.scan(train_step, weights, length=steps)
    return weights, history


if __name__ == "__main__":
    steps = 1000
    learning_rate = 1.0
    seed = 1

    inputs = jnp.array(
        [
            [0.0, 0.0, 1.0],
            [1.0, 1.0, 1.0],
            [1.0, 0.0, 1.0],
            [0.0, 1.0, 1.0],
        ]
    )
    target = jnp.array([0.0, 1.0, 1.0, 0.0])

    random = np.random.RandomState(seed)
    weights = jnp.array(-1 + 2 * random.random_sample(inputs.shape[1]))

    weights, history = train(inputs, target, weights, learning_rate, steps)

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weights:", weights)
