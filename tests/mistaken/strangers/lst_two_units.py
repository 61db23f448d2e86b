import math

# Exercise 7: two tanh units one after the other, y = tanh(v * tanh(w * x + a) + b)
xs = [-1.5, -1.0, -0.4, 0.0, 0.3, 0.8, 1.2]
ts = [-0.8, -0.6, -0.2, 0.1, 0.3, 0.6, 0.7]

w, a, v, b = 0.5, 0.0, 0.9, 0.0
eta = 0.05

for epoch in range(300):
    gw = ga = gv = gb = 0.0
    E = 0.0
    for x, t in zip(xs, ts):
        # forward
        h = math.tanh(w * x + a)
        y = math.tanh(v * h + b)
        E += (t - y) ** 2
        # backward
        dy = -2 * (t - y)
        ds = dy * (1 - y) ** 2
        gv += ds * h
        gb += ds
        dz = ds * v * (1 - h ** 2)
        gw += dz * x
        ga -= dz
    w -= eta * gw
    a -= eta * ga
    v -= eta * gv
    b -= eta * gb
    if epoch % 60 == 0:
        print("epoch", epoch, "E", E)

print("w", w, "a", a, "v", v, "b", b)
