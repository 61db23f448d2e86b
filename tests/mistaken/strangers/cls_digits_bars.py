import numpy as np

# 3x3 pictures with a vertical or a horizontal bar (or nothing)
np.random.seed(40)

def picture(kind):
    img = np.zeros((3, 3))
    k = np.random.randint(3)
    if kind == 1:
        img[:, k] = 1
    elif kind == 2:
        img[k, :] = 1
    return (img + 0.15 * np.random.randn(3, 3)).ravel()

class Net:
    def __init__(self, sizes, lr):
        self.lr = lr
        self.W = [np.random.randn(a, b) / np.sqrt(a) for a, b in zip(sizes, sizes[1:])]
        self.b = [np.zeros(b) for b in sizes[1:]]

    def forward(self, X):
        self.acts = [X]
        for i, (W, b) in enumerate(zip(self.W, self.b)):
            z = self.acts[-1] @ W + b
            if i < len(self.W) - 1:
                self.acts.append(np.tanh(z))
            else:
                ez = np.exp(z - z.max(1)[:, None])
                self.acts.append(ez / ez.sum(1)[:, None])
        return self.acts[-1]

    def backward(self, T):
        self.gW, self.gb = [], []
        d = (self.acts[-1] - T) / len(T)
        for i in range(len(self.W) - 1, -1, -1):
            self.gW.insert(0, self.acts[i].T @ d)
            self.gb.insert(0, np.mean(d, axis=0))
            if i > 0:
                d = d @ self.W[i].T * (1 - self.acts[i] ** 2)

    def update(self):
        for i in range(len(self.W)):
            self.W[i] = self.W[i] - self.lr * self.gW[i]
            self.b[i] = self.b[i] - self.lr * self.gb[i]

kinds = [0, 1, 2] * 14
X = np.array([picture(k) for k in kinds])
T = np.eye(3)[kinds]
net = Net([9, 7, 3], lr=0.5)
for epoch in range(200):
    P = net.forward(X)
    cost = -np.mean(np.sum(T * np.log(P), axis=1))
    net.backward(T)
    net.update()
    if epoch % 40 == 0:
        print('cost', cost, 'acc', np.mean(P.argmax(1) == kinds))
