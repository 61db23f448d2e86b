import copy
import numpy as np

rng = np.random.default_rng(33)
X = rng.normal(size=(100, 4))
y = np.tanh(X[:, 0] - X[:, 1]) + 0.3 * rng.normal(size=100)
Xt, yt = X[:70], y[:70]
Xv, yv = X[70:], y[70:]

params = {"W1": rng.normal(size=(4, 10)) * .5, "b1": np.zeros(10), "w2": rng.normal(size=10) * .3, "b2": 0.0}


def forward(P, X):
    h = np.tanh(X @ P["W1"] + P["b1"])
    return h, h @ P["w2"] + P["b2"]


best, best_params, patience, wait = np.inf, None, 10, 0
lr = 0.1
for epoch in range(300):
    h, o = forward(params, Xt)
    err = o - yt
    train_loss = np.mean(err ** 2)
    do = 2 * err / err.size
    dz = np.outer(do, params["w2"]) * (1 - h ** 2)
    grads = {"W1": Xt.T @ dz, "b1": dz.sum(axis=0), "w2": h.T @ do, "b2": do.sum()}
    for name in params:
        params[name] = params[name] - lr * grads[name]

    val_loss = np.mean((forward(params, Xv)[1] - yv) ** 2)
    if val_loss < best - 1e-5:
        best, wait = val_loss, 0
        best_params = copy.deepcopy(params)
    else:
        wait += 1
        if wait >= patience:
            print("stopped at epoch", epoch)
            break
    if epoch % 20 == 0:
        print(f"epoch {epoch:3d}  train {train_loss:.4f}  val {val_loss:.4f}")
params = best_params
print("best val", best)
