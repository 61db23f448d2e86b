import math

# words "offer", "meeting", "free" counted in nine mails; 1 = spam
mails = [[2, 0, 1], [0, 1, 0], [3, 0, 2], [0, 2, 1], [1, 1, 2], [0, 3, 0], [1, 0, 0], [0, 1, 1], [2, 1, 0]]
spam = [1, 0, 1, 0, 1, 0, 1, 0, 0]

w = [0.0] * 3
w0 = 0.0
alpha = 0.02

def p(mail):
    z = w0
    for k, count in enumerate(mail):
        z += w[k] * count
    return 1 / (1 + math.exp(-z))

for epoch in range(301):
    probs = [p(m) for m in mails]
    loss = 0
    for pi, si in zip(probs, spam):
        loss -= si * math.log(pi) + (1 - si) * math.log(1 - pi)
    loss /= len(mails)

    errors = [pi - si for pi, si in zip(probs, spam)]
    for k in range(3):
        w[k] -= alpha * sum(err * m[k] for err, m in zip(errors, mails))
    w0 -= alpha * sum(errors)

    if epoch % 50 == 0:
        print("epoch", epoch, "loss", round(loss, 4))
print("weights:", w, w0)
