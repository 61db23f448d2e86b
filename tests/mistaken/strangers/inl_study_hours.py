import numpy as np

# Question 3: will the student pass? (hours of study, hours of sleep)
X = np.array([[1.0, 6.0], [2.0, 7.5], [2.5, 5.0], [3.5, 8.0],
              [4.0, 6.0], [5.5, 7.0], [6.0, 4.5], [7.5, 8.0]])
t = np.array([0, 0, 0, 1, 0, 1, 1, 1])

X = (X - X.mean(axis=0)) / X.std(axis=0)
n, d = X.shape

w = np.zeros(d)
b = 0.0
alpha = 0.3

for step in range(1, 401):
    y = 1 / (1 + np.exp(-(X @ w + b)))
    E = -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))

    # direction of steepest descent
    r = (t - y) / n
    w = w + alpha * (X.T @ r)
    b = b + alpha * r.sum()

    if step % 80 == 0:
        print(f"step {step:3d}   E = {E:.4f}")

print("weights", w, "bias", b)
print("predictions", (y > 0.5).astype(int))
