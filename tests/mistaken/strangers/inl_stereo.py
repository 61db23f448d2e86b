import numpy as np

# Left/right microphone levels out of 3 control knobs. One common offset for both channels.
np.random.seed(61)
KNOBS = np.random.uniform(-1, 1, (19, 3))
LEVEL = np.hstack([np.tanh(KNOBS[:, :1] - KNOBS[:, 1:2]), KNOBS[:, 2:3] * KNOBS[:, :1]]) + 0.35
LEVEL += 0.02 * np.random.randn(19, 2)

hidden_w = np.random.randn(3, 7) * 0.6
hidden_b = np.zeros((1, 7))
out_w = np.random.randn(7, 2) * 0.6
offset = np.zeros((1, 1))
lr = 0.1
n = KNOBS.shape[0]

for epoch in range(800):
    hidden = np.tanh(np.matmul(KNOBS, hidden_w) + hidden_b)
    level = np.matmul(hidden, out_w) + offset
    d = (level - LEVEL) / n
    loss = 0.5 * np.sum((level - LEVEL) ** 2) / n
    g_out_w = np.matmul(hidden.T, d)
    g_offset = np.sum(d, axis=0, keepdims=True)
    d_hidden = np.matmul(d, out_w.T) * (1.0 - hidden ** 2)
    g_hidden_w = np.matmul(KNOBS.T, d_hidden)
    g_hidden_b = np.sum(d_hidden, axis=0, keepdims=True)

    hidden_w = hidden_w - lr * g_hidden_w
    hidden_b = hidden_b - lr * g_hidden_b
    out_w = out_w - lr * g_out_w
    offset = offset - lr * g_offset
    if epoch % 100 == 99:
        print(epoch + 1, loss)
