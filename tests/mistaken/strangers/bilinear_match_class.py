# How well does a query fit a document?  score = q^T M d + u.q + v.d
import numpy as np


class BilinearMatcher(object):

    def __init__(self, dim_q, dim_d, lr=0.002):
        rnd = np.random.RandomState(6)
        self.M = rnd.randn(dim_q, dim_d) * 0.1
        self.u = np.zeros(dim_q)
        self.v = np.zeros(dim_d)
        self.lr = lr

    def score(self, q, d):
        return np.einsum('ni,ij,nj->n', q, self.M, d) + q @ self.u + d @ self.v

    def loss(self, q, d, rel):
        return np.mean((self.score(q, d) - rel) ** 2)

    def fit_step(self, q, d, rel):
        diff = self.score(q, d) - rel
        self.M -= self.lr * np.einsum('n,ni,nj->ij', diff, q, d)
        self.u -= self.lr * (diff @ q)
        self.v -= self.lr * (diff @ d)


if __name__ == "__main__":
    rnd = np.random.RandomState(60)
    queries = rnd.randn(70, 4)
    docs = rnd.randn(70, 3)
    relevance = (queries[:, :3] * docs).sum(axis=1) + 0.5 * queries[:, 3] + 0.05 * rnd.randn(70)

    matcher = BilinearMatcher(4, 3)
    for epoch in range(1, 201):
        current = matcher.loss(queries, docs, relevance)
        matcher.fit_step(queries, docs, relevance)
        if epoch % 40 == 0:
            print("epoch", epoch, "mean squared error", current)
    print(np.round(matcher.M, 2))
