# y = slope * x + intercept with list comprehensions only
import random

random.seed(77)
inches = [random.uniform(0, 2) for _ in range(24)]
cm = [2.54 * v + random.gauss(0, 0.02) for v in inches]

slope, intercept = random.random(), random.random()

for run in range(400):
    outputs = [slope * v + intercept for v in inches]
    mean_square = sum([(o - t) ** 2 for o, t in zip(outputs, cm)]) / len(cm)
    # derivative of the loss (the 2 goes into the learning rate)
    d_outputs = [(o - t) / len(cm) for o, t in zip(outputs, cm)]
    d_slope = sum([d * v for d, v in zip(d_outputs, inches)])
    d_intercept = sum(d_outputs)
    slope, intercept = slope - 0.1 * d_slope, intercept - 0.1 * d_intercept
    if run % 80 == 0:
        print("run", run, "loss", mean_square)

print("1 inch =", slope + intercept, "cm")

# compare with the table on the ruler
ruler = [0.25, 0.5, 1.0, 1.5, 2.0]
for v in ruler:
    print("%.2f inch -> %.2f cm, ruler says %.2f" % (v, slope * v + intercept, 2.54 * v))
