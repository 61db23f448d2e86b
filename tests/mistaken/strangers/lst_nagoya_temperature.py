# kion yosoku: kinou to ototoi no kion kara kyou no kion (standardised)
import random
import math

random.seed(606)
kion = [math.sin(0.5 * t) + random.gauss(0, 0.1) for t in range(18)]
data = [((kion[t - 2], kion[t - 1]), kion[t]) for t in range(2, len(kion))]

chukan = 3
w_ih = [[random.uniform(-0.7, 0.7) for j in range(chukan)] for i in range(2)]
b_h = [random.uniform(-0.1, 0.1) for j in range(chukan)]
w_ho = [random.uniform(-0.7, 0.7) for j in range(chukan)]
b_o = [0.0]
gakushuritsu = 0.05

for kai in range(100):
    gosa = 0.0
    for (x0, x1), seikai in data:
        # junhoukou
        h = []
        for j in range(chukan):
            h.append(math.tanh(x0 * w_ih[0][j] + x1 * w_ih[1][j] + b_h[j]))
        y = b_o[0]
        for hj, wj in zip(h, w_ho):
            y += hj * wj
        gosa += (y - seikai) ** 2

        # gyakuhoukou
        dy = 2.0 * (y - seikai)
        dh = [dy * w_ho[j] * (1 - h[j] ** 2) for j in range(chukan)]

        # koushin
        for j in range(chukan):
            w_ho[j] -= gakushuritsu * 2 * dy * h[j]
            w_ih[0][j] -= gakushuritsu * dh[j] * x0
            w_ih[1][j] -= gakushuritsu * dh[j] * x1
        b_o[0] -= gakushuritsu * dy
    if kai % 20 == 0:
        print(kai, "kai me no gosa:", gosa / len(data))

print("owari:", gosa / len(data))
