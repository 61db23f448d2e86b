# Predict exam points from hours of sleep and hours of study
sleep = [7, 5, 8, 6, 9, 4]
study = [3, 6, 2, 5, 1, 8]
points = [62, 80, 55, 74, 48, 86]

sleep = [s / 10 for s in sleep]
study = [s / 10 for s in study]
points = [p / 100 for p in points]
n = len(points)

w_sleep, w_study, b = 0.3, -0.2, 0.1
lr = 0.02

g_sleep = 0.0
g_study = 0.0
g_b = 0.0
for epoch in range(150):
    g_sleep = 0.0
    g_study = 0.0
    loss = 0.0
    for i in range(n):
        guess = w_sleep * sleep[i] + w_study * study[i] + b
        diff = guess - points[i]
        loss += diff * diff / n
        g_sleep += 2 * diff * sleep[i] / n
        g_study += 2 * diff * study[i] / n
        g_b += 2 * diff / n
    w_sleep -= lr * g_sleep
    w_study -= lr * g_study
    b -= lr * g_b
    if epoch % 30 == 0:
        print("epoch", epoch, "loss", round(loss, 5))

print("sleep", w_sleep, "study", w_study, "b", b)
print("6 h sleep, 7 h study:", 100 * (0.6 * w_sleep + 0.7 * w_study + b))
