# no numpy today
celsius = list(range(-20, 30))
fahrenheit = [c * 1.8 + 32 for c in celsius]
xs = [c / 50 for c in celsius]
n = len(xs)
w, b = 0.3, 0.1
lr = 0.4
history = []
mse, tolerance = 1e9, 1e-4
while mse > tolerance and len(history) < 5000:
    preds = [w * x + b for x in xs]
    errors = [p - f for p, f in zip(preds, fahrenheit)]
    mse = sum(e ** 2 for e in errors) / n
    gw = 2 / n * sum(e * x for e, x in zip(errors, xs))
    gb = 2 / n * sum(errors)
    w, b = w - lr * gw, b - lr * gb
    history.append(mse)
print(len(history), "steps; 30 C =", w * 30 / 50 + b, "F")
