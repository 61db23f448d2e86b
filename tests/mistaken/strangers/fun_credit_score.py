import numpy as np


def make_data(n=48):
    gen = np.random.default_rng(77)
    income = gen.normal(3, 1, n)
    debt = gen.normal(1, 0.6, n)
    age = gen.uniform(-1, 1, n)
    late = gen.integers(0, 4, n)
    X = np.c_[income, debt, age, late]
    X = (X - X.mean(0)) / X.std(0)
    t = (income - 1.3 * debt - 0.5 * late + 0.2 * gen.normal(size=n) > 1).astype(float)
    return X, t[:, None]


def init_params(n_in, n_hid):
    gen = np.random.default_rng(5)
    return (gen.normal(0, 0.5, (n_in, n_hid)), np.zeros(n_hid),
            gen.normal(0, 0.5, (n_hid, 1)), np.zeros(1))


def forward(X, W1, b1, W2, b2):
    a1 = np.tanh(X @ W1 + b1)
    a2 = 1 / (1 + np.exp(-(a1 @ W2 + b2)))
    return a1, a2


def loss_fn(a2, t):
    return -(t * np.log(a2) + (1 - t) * np.log(1 - a2)).mean()


def backward(X, t, a1, a2, W2):
    d2 = (a2 - t) / len(X)
    d1 = (d2 @ W2.T) * (1 - a1 ** 2)
    return X.T @ d1, d1.sum(axis=0), a1.T @ d2, d2.sum(axis=0)


def update(W1, b1, W2, b2, dW1, db1, dW2, db2, lr):
    W1 = W1 - lr * dW1
    b1 = b1 + lr * db1
    W2 = W2 - lr * dW2
    b2 = b2 - lr * db2
    return W1, b1, W2, b2


def main():
    X, t = make_data()
    W1, b1, W2, b2 = init_params(4, 5)
    for epoch in range(300):
        a1, a2 = forward(X, W1, b1, W2, b2)
        if epoch % 50 == 0:
            print(f"epoch {epoch}: loss = {loss_fn(a2, t):.4f}")
        grads = backward(X, t, a1, a2, W2)
        W1, b1, W2, b2 = update(W1, b1, W2, b2, *grads, 0.4)


if __name__ == "__main__":
    main()
