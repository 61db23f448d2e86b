import numpy as np

np.random.seed(1912)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, params):
    w1, b1, w2, b2 = params
    z1 = x.dot(w1) + b1
    a1 = sigmoid(z1)
    z2 = a1.dot(w2) + b2
    a2 = sigmoid(z2)
    return z1, a1, z2, a2


def cost(a2, y):
    m = y.shape[0]
    return -1 / m * np.sum(y * np.log(a2) + (1 - y) * np.log(1 - a2))


def backward(x, y, params, a1, a2):
    w1, b1, w2, b2 = params
    m = x.shape[0]
    dz2 = a2 - y
    dw2 = 1 / m * a1.T.dot(dz2)
    db2 = 1 / m * dz2.sum(axis=0)
    dz1 = dz2.dot(w2.T) * a1 * (1 - a1)
    dw1 = 1 / m * x.T.dot(dz1)
    db1 = dz1.sum(axis=0)
    return dw1, db1, dw2, db2


def update(params, grads, lr):
    return [p - lr * g for p, g in zip(params, grads)]


# class, sex, age, fare - invented passengers
passengers = np.column_stack([np.random.choice([1, 2, 3], 35),
                              np.random.choice([0, 1], 35),
                              np.random.uniform(0, 1, 35),
                              np.random.exponential(0.5, 35)])
passengers = (passengers - passengers.mean(axis=0)) / passengers.std(axis=0)
survived = (passengers[:, 1] - 0.6 * passengers[:, 0] + 0.3 * np.random.randn(35) > 0)
survived = survived.astype(float)[:, np.newaxis]

params = [np.random.randn(4, 5) * 0.5, np.zeros(5), np.random.randn(5, 1) * 0.5, np.zeros(1)]
for i in range(401):
    z1, a1, z2, a2 = forward(passengers, params)
    grads = backward(passengers, survived, params, a1, a2)
    params = update(params, grads, 0.6)
    if i % 80 == 0:
        print("iteration", i, "cost", cost(a2, survived))
