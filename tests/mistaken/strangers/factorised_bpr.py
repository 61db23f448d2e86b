import numpy as np

rng = np.random.default_rng(23)
n_users, n_items, k = 6, 8, 3
liked = {u: set(rng.choice(n_items, 3, replace=False).tolist()) for u in range(n_users)}
U = rng.normal(size=(n_users, k)) * .3
I = rng.normal(size=(n_items, k)) * .3
triples = np.array([(u, i, j) for u in range(n_users) for i in liked[u] for j in range(n_items) if j not in liked[u]])
reg, lr = 0.01, 0.5
for epoch in range(60):
    u, i, j = triples.T
    diff = np.sum(U[u] * (I[i] - I[j]), axis=1)
    p = 1 / (1 + np.exp(-diff))
    loss = -np.mean(np.log(p)) + reg / 2 * ((U ** 2).sum() + (I ** 2).sum())
    g = (p - 1) / len(triples)
    dU = reg * U
    dI = reg * I
    np.add.at(dU, u, g[:, None] * (I[i] - I[j]))
    np.add.at(dI, i, g[:, None] * U[u])
    np.add.at(dI, j, -g[:, None] * U[u])
    U -= lr * dU
    I -= lr * dI
    if epoch % 20 == 0:
        print(epoch, round(loss, 4), "AUC", np.mean(diff > 0))
