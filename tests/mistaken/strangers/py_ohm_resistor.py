# engineers' utility: conductance from U/I readings by gradient descent
volts = [0.0, 1.2, 2.5, 3.3, 5.0, 9.0, 12.0]
amps = [0.02, 0.27, 0.49, 0.68, 1.03, 1.79, 2.42]

g = 1.0
offset = 0.0

for n in range(2000):
    model = []
    for u in volts:
        model.append(g * u + offset)

    squared = 0.0
    for a, i in zip(model, amps):
        squared += (a - i) ** 2
    squared /= len(amps)

    dmodel = []
    for a, i in zip(model, amps):
        dmodel.append(2 * (a - i) / len(amps))

    dg = 0.0
    doffset = 0.0
    for k in range(len(volts)):
        dg += dmodel[k] * volts[k]
        doffset = dmodel[k]
    g -= 1e-3 * dg
    offset -= 1e-3 * doffset

    if n % 500 == 0:
        print('step', n, 'mse', squared)

print('G = %.4f S, offset = %.4f A' % (g, offset))
