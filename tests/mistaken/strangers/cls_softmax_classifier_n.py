import numpy as np

class SoftmaxClassifier:
    # linear layer -> relu -> linear layer -> softmax
    def __init__(self, n_feat, n_hidden, n_class, random_state=0):
        g = np.random.RandomState(random_state)
        self.n_class = n_class
        self.W_h = g.normal(scale=0.4, size=(n_feat, n_hidden))
        self.b_h = np.zeros(n_hidden)
        self.W_o = g.normal(scale=0.4, size=(n_hidden, n_class))
        self.b_o = np.zeros(n_class)

    def _forward(self, X):
        z_h = np.dot(X, self.W_h) + self.b_h
        a_h = np.clip(z_h, 0, None)
        z_o = np.dot(a_h, self.W_o) + self.b_o
        e = np.exp(z_o - np.max(z_o, axis=1).reshape(-1, 1))
        return z_h, a_h, e / e.sum(axis=1).reshape(-1, 1)

    def _loss(self, proba, y_enc):
        return np.mean(np.sum(-y_enc * np.log(proba), axis=1))

    def _backward(self, X, z_h, a_h, proba, y_enc):
        sigma_out = (proba - y_enc) / y_enc.shape[0]
        sigma_h = np.dot(sigma_out, self.W_o.T) * np.where(z_h > 0, 1., 0.)
        grad_w_h = np.dot(X.T, sigma_h)
        grad_b_h = np.sum(sigma_h, axis=0)
        grad_w_o = np.dot(a_h.T, sigma_out)
        grad_b_o = np.mean(sigma_out, axis=0)
        return grad_w_h, grad_b_h, grad_w_o, grad_b_o

    def partial_fit(self, X, y, eta=0.2):
        y_enc = (y[:, None] == np.arange(self.n_class)).astype(float)
        z_h, a_h, proba = self._forward(X)
        grads = self._backward(X, z_h, a_h, proba, y_enc)
        self.W_h -= eta * grads[0]
        self.b_h -= eta * grads[1]
        self.W_o -= eta * grads[2]
        self.b_o -= eta * grads[3]
        return self._loss(proba, y_enc)

g = np.random.RandomState(9)
y = np.array([0, 1, 2, 3] * 7)
X = np.c_[np.cos(y * 1.57), np.sin(y * 1.57)] + 0.35 * g.randn(28, 2)

clf = SoftmaxClassifier(2, 8, 4)
for i in range(200):
    cost = clf.partial_fit(X, y)
    if not i % 40:
        print('Epoch %03d | Cost: %.4f' % (i, cost))
