import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(20, 3))
t = (X[:, 0] > 0).astype(float)
w, b = rng.normal(size=3), 0.0
def predict(rows):
    return 1 / (1 + np.exp(-(rows @ w + b)))
for epoch in range(50):
    d = predict(X) - t
    w -= 0.1 * X.T @ d
    b -= 0.1 * d.sum()
    print(epoch, predict(np.array([1.0, 0.0, 0.0])))
print("a new one", predict(np.array([0.5, 1.0, 2.0])))
