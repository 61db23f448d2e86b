# Regression with a dictionary of parameters
import numpy as np

np.random.seed(31)


def init(sizes):
    n_in, n_hidden, n_out = sizes
    return {
        "W1": np.random.randn(n_in, n_hidden) * 0.5,
        "b1": np.random.randn(1, n_hidden) * 0.5,
        "W2": np.random.randn(n_hidden, n_out) * 0.5,
        "b2": np.random.randn(1, n_out) * 0.5,
    }


def forward(params, X):
    Z1 = X.dot(params["W1"]) + params["b1"]
    A1 = 1 / (1 + np.exp(-Z1))
    Z2 = A1.dot(params["W2"]) + params["b2"]
    return {"X": X, "A1": A1, "Z2": Z2}


def loss_function(cache, Y):
    return 0.5 * np.sum((cache["Z2"] - Y) ** 2) / Y.shape[0]


def train_one_step(params, X, Y, lr):
    cache = forward(params, X)
    loss = loss_function(cache, Y)

    # keep the weights of the forward pass for the hidden layer's gradient
    old = params.copy()

    # last layer
    dZ2 = (cache["Z2"] - Y) / Y.shape[0]
    params["W2"] -= lr * cache["A1"].T.dot(dZ2)
    params["b2"] -= lr * dZ2.sum(axis=0, keepdims=True)

    # hidden layer
    dA1 = dZ2.dot(old["W2"].T)
    dZ1 = dA1 * cache["A1"] * (1 - cache["A1"])
    params["W1"] -= lr * X.T.dot(dZ1)
    params["b1"] -= lr * dZ1.sum(axis=0, keepdims=True)
    return loss


if __name__ == "__main__":
    X = np.random.uniform(-2, 2, (35, 2))
    Y = np.c_[np.sin(X[:, 0]), X[:, 0] * X[:, 1] / 4, X[:, 1]]
    params = init((2, 8, 3))
    for epoch in range(3001):
        loss = train_one_step(params, X, Y, lr=0.2)
        if epoch % 500 == 0:
            print(f"{epoch:5d} {loss:.5f}")
