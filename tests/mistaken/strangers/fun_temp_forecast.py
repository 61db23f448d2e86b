import numpy as np

# predict the temperature from the (scaled) day of the year
rng = np.random.default_rng(1)
days = np.linspace(0, 1, 24).reshape(-1, 1)
temp = (10 + 9*np.sin(2*np.pi*days[:, 0] - 1.8) + rng.normal(0, 0.8, 24))/10

def model(x, P):
    h = np.tanh(x @ P["k"] + P["r"])
    return h @ P["s"] + P["q"], h

def mse(pred, target):
    return np.mean((pred - target)**2)

def grads(x, target, pred, h, P):
    e = 2*(pred - target.reshape(-1, 1))/len(target)
    back = e @ P["s"].T*(1 - h**2)
    return {"s": h.T @ e, "q": e.sum(axis=0), "k": x.T @ back, "r": back.sum(axis=0)}

P = {"k": rng.normal(0, 3, (1, 10)), "r": rng.normal(0, 1, 10),
     "s": rng.normal(0, 0.3, (10, 1)), "q": np.zeros(1)}
lr = 0.05

for n in range(1500):
    pred, h = model(days, P)
    g = grads(days, temp, pred, h, P)
    P = {k: P[k] - lr*g[k] for k in P}
    if n % 300 == 0:
        print("loss at", n, "=", mse(pred, temp))
