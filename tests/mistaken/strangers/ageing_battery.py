# capacity of a battery: c(t) = A * exp(-k t) + C, fitted by hand-made gradients
import math

times = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]
capacity = [3.1, 2.6, 2.25, 1.98, 1.8, 1.66, 1.55]

params = {"A": 1.0, "k": 0.5, "C": 0.5}
rate = 0.03
nT = len(times)

def model(t):
    return params["A"] * math.exp(-params["k"] * t) + params["C"]

for step in range(800):
    residuals = [model(t) - c for t, c in zip(times, capacity)]
    loss = sum(r * r for r in residuals) / nT

    grads = dict.fromkeys(params, 0.0)
    for t, r in zip(times, residuals):
        decay = math.exp(-params["k"] * t)
        grads["A"] += 2 / nT * r * decay
        grads["k"] += 2 / nT * r * params["A"] * decay * -t
        grads["C"] += 2 / nT * r

    for key in ("A", "k"):
        params[key] -= rate * grads[key]
    if step % 200 == 0:
        print(step, loss, {k: round(v, 3) for k, v in params.items()})

print("capacity at t=4:", model(4.0))
