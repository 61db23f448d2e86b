import numpy as np

class AutoEncoder:
    def __init__(self, n, k):
        self.E = np.random.randn(n, k) * 0.4
        self.e = np.zeros(k)
        self.D = np.random.randn(k, n) * 0.4
        self.d = np.zeros(n)

    def train_step(self, X, lr=0.01):
        code = 1 / (1 + np.exp(-(X @ self.E + self.e)))
        recon = code @ self.D + self.d
        self.loss = np.mean(np.sum((recon - X) ** 2, axis=1))

        g_recon = 2 * (recon - X) / X.shape[0]
        g_D = code.T @ g_recon
        g_d = 2 * g_recon.sum(axis=0)
        g_code = g_recon @ self.D.T
        g_E = X.T @ g_code
        g_e = g_code.sum(axis=0)

        self.E -= lr * g_E
        self.e -= lr * g_e
        self.D -= lr * g_D
        self.d -= lr * g_d
        return self.loss

np.random.seed(64)
base = np.random.randn(30, 2)
mix = np.random.randn(2, 5)
data = base @ mix + 0.1 * np.random.randn(30, 5)

ae = AutoEncoder(5, 3)
for i in range(500):
    ae.train_step(data)
    if i % 100 == 0:
        print("reconstruction loss:", ae.loss)
