# one recurrent neuron that should output the running average of its inputs
import math
import random

random.seed(17)
SEQ = 6
sequences = [[random.uniform(-1, 1) for _ in range(SEQ)] for _ in range(9)]
answers = [sum(s) / SEQ for s in sequences]

wx, wh, b, wo = 0.5, 0.4, 0.0, 0.8
lr = 0.05

for epoch in range(200):
    loss = 0.0
    dwx = dwh = db = dwo = 0.0
    for seq, ans in zip(sequences, answers):
        states = [0.0]
        for x in seq:
            states.append(math.tanh(wx * x + wh * states[-1] + b))
        out = wo * states[-1]
        loss += (out - ans) ** 2
        d_out = 2 * (out - ans)
        dwo += d_out * states[-1]
        d_state = d_out * wo
        # through time, from the last step to the first
        for t in range(SEQ, 0, -1):
            d_z = d_state * (1 - states[t] ** 2)
            dwx += d_z * x
            dwh += d_z * states[t - 1]
            db += d_z
            d_state = d_z * wh
    wx -= lr * dwx
    wh -= lr * dwh
    b -= lr * db
    wo -= lr * dwo
    if epoch % 40 == 0:
        print("loss after", epoch, "epochs:", loss)
