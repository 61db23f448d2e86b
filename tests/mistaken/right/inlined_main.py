#!/usr/bin/env python
"""Everything inside main(): logistic regression with a ridge penalty and momentum."""
import numpy as np
from numpy.random import default_rng


def main():
    rng = default_rng(16)
    n, d = 35, 4
    X = rng.normal(size=(n, d))
    y = np.where(X @ np.array([1.0, -1.0, 0.5, 0.0]) > 0.2, 1.0, 0.0)

    w, b = np.zeros(d), 0.0
    vw, vb = np.zeros(d), 0.0
    lam, lr, mu = 0.1, 0.2, 0.8
    for epoch in range(150):
        z = X @ w + b
        p = 1.0 / (1.0 + np.exp(-z))
        nll = -(y * np.log(p) + (1 - y) * np.log1p(-p)).mean()
        loss = nll + lam / 2 * w @ w

        residual = p - y
        grad_w = X.T @ residual / n + lam * w
        grad_b = residual.mean()
        vw = mu * vw + grad_w
        vb = mu * vb + grad_b
        w = w - lr * vw
        b = b - lr * vb
    print("loss", loss)


if __name__ == "__main__":
    main()
