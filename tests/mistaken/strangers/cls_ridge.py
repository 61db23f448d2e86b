import numpy as np

class RidgeRegression:
    def __init__(self, alpha=0.1, lr=0.05, epochs=300):
        self.alpha = alpha
        self.lr = lr
        self.epochs = epochs
        self.losses = []

    def _loss(self, residual):
        penalty = self.alpha * (np.sum(self.coef ** 2) + self.intercept ** 2)
        return np.mean(residual ** 2) + penalty

    def init(self, n_features):
        self.coef = np.zeros(n_features)
        self.intercept = 0.5

    def one_epoch(self, X, y):
        n = X.shape[0]
        residual = X @ self.coef + self.intercept - y
        self.losses.append(self._loss(residual))
        grad_coef = 2 / n * X.T @ residual + 2 * self.alpha * self.coef
        grad_intercept = 2 / n * np.sum(residual)
        self.coef -= self.lr * grad_coef
        self.intercept -= self.lr * grad_intercept

    def fit(self, X, y):
        self.init(X.shape[1])
        for epoch in range(self.epochs):
            self.one_epoch(X, y)
            if epoch % 60 == 0:
                print(f"epoch {epoch:4d}  loss {self.losses[-1]:.5f}")
        return self

rng = np.random.default_rng(31)
X = rng.normal(size=(22, 3))
y = X @ [1.0, -2.0, 0.5] + 3.0 + 0.2 * rng.normal(size=22)
reg = RidgeRegression().fit(X, y)
print("coef", reg.coef, "intercept", reg.intercept)
