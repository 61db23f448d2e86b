import numpy as np

# small image classifier, integer labels, momentum
rs = np.random.RandomState(95)
num, classes = 26, 3
labels = rs.randint(0, classes, num)
images = rs.rand(num, 6)
images[np.arange(num), labels] += 1.0

w1 = rs.randn(6, 5) * 0.4
b1 = np.zeros(5)
w2 = rs.randn(5, classes) * 0.4
b2 = np.zeros(classes)
v = {"w1": 0, "b1": 0, "w2": 0, "b2": 0}
lr, beta = 0.01, 0.9

for epoch in range(151):
    z = images @ w1 + b1
    a = np.log(1 + np.exp(z))            # softplus
    s = a @ w2 + b2
    q = np.exp(s - s.max(axis=1, keepdims=True))
    q = q / q.sum(axis=1, keepdims=True)
    loss = -np.sum(np.log(q[np.arange(num), labels])) / num

    q[np.arange(num), labels] -= 1
    gw2 = a.T @ q
    gb2 = q.sum(axis=0)
    gz = q @ w2.T / (1 + np.exp(-z))
    gw1 = images.T @ gz
    gb1 = gz.sum(axis=0)

    v["w1"] = beta * v["w1"] + gw1
    v["b1"] = beta * v["b1"] + gb1
    v["w2"] = beta * v["w2"] + gw2
    v["b2"] = beta * v["b2"] + gb2
    w1 -= lr * v["w1"]
    b1 -= lr * v["b1"]
    w2 -= lr * v["w2"]
    b2 -= lr * v["b2"]

    if epoch % 30 == 0:
        print("epoch", epoch, "loss", loss)
