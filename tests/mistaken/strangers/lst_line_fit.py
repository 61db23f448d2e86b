# line fit, one neuron, no libraries
xs = [0.1, 0.4, 0.7, 1.1, 1.6, 1.9, 2.3]
ys = [1.27, 1.79, 2.46, 3.15, 4.24, 4.72, 5.66]

m = 0.0
q = 0.0
rate = 0.05

for giro in range(300):
    errore = 0.0
    gm = 0.0
    gq = 0.0
    for x, y in zip(xs, ys):
        stima = m * x + q
        scarto = stima - y
        errore += scarto ** 2
        gm += 2 * scarto * x
        gq -= 2 * scarto
    errore /= len(xs)
    m -= rate * gm / len(xs)
    q -= rate * gq / len(xs)
    if giro % 50 == 0:
        print("giro", giro, "errore", errore)

print("y =", m, "* x +", q)
