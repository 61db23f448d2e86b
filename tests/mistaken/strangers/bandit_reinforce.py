import numpy as np

rng = np.random.default_rng(6)
n_arms = 4
true_means = np.array([0.1, 0.5, 0.9, 0.3])
theta = np.zeros(n_arms)
alpha = 0.1
baseline = 0.0


def softmax(z):
    z = z - z.max()
    e = np.exp(z)
    return e / e.sum()


for t in range(1, 501):
    probs = softmax(theta)
    a = rng.choice(n_arms, p=probs)
    reward = rng.normal(true_means[a], 0.1)
    loss = -(reward - baseline) * np.log(probs[a])
    onehot = np.zeros(n_arms)
    onehot[a] = 1
    grad = -(reward - baseline) * (onehot - probs)
    theta -= alpha * grad
    baseline += (reward - baseline) / t
    if t % 100 == 0:
        print(t, probs.round(3), loss)
