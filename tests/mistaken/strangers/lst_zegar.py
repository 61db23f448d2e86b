import math
import random

# zegar: poprawka chodu zegara z temperatury i napięcia baterii, cała seria naraz
random.seed(1)
pomiary = [(random.uniform(-1, 1), random.uniform(-1, 1)) for _ in range(17)]
poprawki = [0.3 * t * t - 0.2 * b + random.gauss(0, 0.01) for t, b in pomiary]

UKRYTE = 4
wagi = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(UKRYTE)]
progi = [0.0] * UKRYTE
wyjscie = [random.uniform(-1, 1) for _ in range(UKRYTE)]
krok = 0.005

g_wagi = [[0.0, 0.0] for _ in range(UKRYTE)]
g_progi = [0.0] * UKRYTE
g_wyjscie = [0.0] * UKRYTE

def licz(p):
    h = [math.tanh(wagi[j][0] * p[0] + wagi[j][1] * p[1] + progi[j]) for j in range(UKRYTE)]
    return h, sum(a * b for a, b in zip(wyjscie, h))

for epoka in range(40):
    strata = 0.0
    for p, cel in zip(pomiary, poprawki):
        h, y = licz(p)
        e = y - cel
        strata += 0.5 * e * e
        for j in range(UKRYTE):
            g_wyjscie[j] += e * h[j]
            d = e * wyjscie[j] * (1 - h[j] * h[j])
            g_progi[j] += d
            g_wagi[j][0] += d * p[0]
            g_wagi[j][1] += d * p[1]
    for j in range(UKRYTE):
        wyjscie[j] -= krok * g_wyjscie[j]
        progi[j] -= krok * g_progi[j]
        wagi[j] = [a - krok * g for a, g in zip(wagi[j], g_wagi[j])]
    if epoka % 5 == 0:
        print(epoka, strata)
