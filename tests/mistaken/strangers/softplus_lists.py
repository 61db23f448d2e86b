"""A single softplus neuron learns a hockey-stick curve. No NumPy needed."""
import math
import random


def softplus(x):
    return math.log(1 + math.exp(x))


def softplus_derivative(x):
    return 1 if x > 0 else 0


def make_data(n):
    xs = [-2 + 4 * i / (n - 1) for i in range(n)]
    ys = [max(0.0, 1.5 * x - 0.5) + random.gauss(0, 0.02) for x in xs]
    return xs, ys


def forward(xs, w, b):
    zs = []
    outs = []
    for x in xs:
        z = w * x + b
        zs.append(z)
        outs.append(softplus(z))
    return zs, outs


def mean_squared_error(outs, ys):
    total = 0.0
    for o, y in zip(outs, ys):
        total += (o - y) ** 2
    return total / len(ys)


def backward(xs, ys, zs, outs):
    n = len(xs)
    grad_w = 0.0
    grad_b = 0.0
    for i in range(n):
        grad_out = 2 * (outs[i] - ys[i]) / n
        grad_z = grad_out * softplus_derivative(zs[i])
        grad_w += grad_z * xs[i]
        grad_b = grad_z
    return grad_w, grad_b


def main():
    random.seed(0)
    xs, ys = make_data(25)
    w = random.random()
    b = random.random()
    learning_rate = 0.1
    for step in range(1000):
        zs, outs = forward(xs, w, b)
        grad_w, grad_b = backward(xs, ys, zs, outs)
        w -= learning_rate * grad_w
        b -= learning_rate * grad_b
        if step % 100 == 0:
            print(f"step {step}: loss = {mean_squared_error(outs, ys):.5f}")
    print("w =", w, "b =", b)


if __name__ == "__main__":
    main()
