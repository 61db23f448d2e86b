import numpy as np

# tempo, loudness -> genre (3).  two hidden tanh layers of the same size
rng = np.random.default_rng(77)
genre = rng.integers(0, 3, 33)
feats = rng.normal(0, 0.5, (33, 2)) + np.array([[1, 0], [-1, 0.5], [0, -1]])[genre]
onehot = np.eye(3)[genre]

params = {"W1": rng.normal(0, .6, (2, 5)), "W2": rng.normal(0, .6, (5, 5)),
          "W3": rng.normal(0, .6, (5, 3)), "b1": np.zeros(5), "b2": np.zeros(5), "b3": np.zeros(3)}
lr = 0.4

def forward(p):
    a1 = np.tanh(feats @ p["W1"] + p["b1"])
    a2 = np.tanh(a1 @ p["W2"] + p["b2"])
    s = a2 @ p["W3"] + p["b3"]
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return {"a1": a1, "a2": a2, "probs": e/e.sum(axis=1, keepdims=True)}

def backward(p, c):
    d3 = (c["probs"] - onehot)/len(onehot)
    d2 = (d3 @ p["W3"].T)*(1 - c["a2"]**2)
    d1 = (d2 @ p["W2"].T)*(1 - c["a2"]**2)
    return {"dW3": c["a2"].T @ d3, "db3": d3.sum(axis=0),
            "dW2": c["a1"].T @ d2, "db2": d2.sum(axis=0),
            "dW1": feats.T @ d1, "db1": d1.sum(axis=0)}

def update(p, g):
    for name in ("W1", "b1", "W2", "W3", "b3"):
        p[name] -= lr*g["d" + name]

for epoch in range(300):
    c = forward(params)
    ce = -np.sum(onehot*np.log(c["probs"]))/len(onehot)
    if epoch % 60 == 0:
        print("epoch", epoch, "cross entropy", ce)
    update(params, backward(params, c))
