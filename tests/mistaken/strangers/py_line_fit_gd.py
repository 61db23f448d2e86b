# Least squares line without any library
hours = [0.5, 1.0, 1.75, 2.0, 2.5, 3.25, 4.0, 4.5]
scores = [1.1, 1.9, 2.9, 3.6, 4.1, 5.0, 6.8, 7.2]

m = 0.0
c = 0.0
rate = 0.01
epochs = 500

for epoch in range(epochs):
    cost = 0
    dm = 0
    dc = 0
    for h, s in zip(hours, scores):
        guess = m * h + c
        error = guess - s
        cost += error ** 2
        dm += error * h
        dc += error
    cost = cost / len(hours)
    m -= rate * dm
    c -= rate * dc
    if epoch % 100 == 0:
        print("epoch", epoch, "cost", cost, "m", m, "c", c)

print("line: y = %.3f x + %.3f" % (m, c))
