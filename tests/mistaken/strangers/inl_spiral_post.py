import numpy as np

# spiral data, 3 arms
np.random.seed(0)
N, D, K = 30, 2, 3
X = np.zeros((N*K, D))
Y = np.zeros((N*K, K))
for j in range(K):
    r = np.linspace(0.05, 1, N)
    th = np.linspace(j*4, (j+1)*4, N) + np.random.randn(N)*0.2
    X[j*N:(j+1)*N] = np.c_[r*np.sin(th), r*np.cos(th)]
    Y[j*N:(j+1)*N, j] = 1

H = 20
W = 0.1*np.random.randn(D, H)
b = np.zeros(H)
W2 = 0.1*np.random.randn(H, K)
b2 = np.zeros(K)
step_size = 1.0

for i in range(600):
    hidden_layer = np.maximum(0, X @ W + b)
    scores = hidden_layer @ W2 + b2
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    loss = -np.sum(Y*np.log(probs)) / (N*K)
    if i % 100 == 0:
        print('iteration %d: loss %f' % (i, loss))

    dscores = (probs - Y) / (N*K)
    dW2 = hidden_layer.T @ dscores
    db2 = dscores.sum(0)
    dhidden = dscores @ W2.T
    dhidden *= hidden_layer > 0      # gate
    dW = X.T @ dhidden
    db = dhidden.sum(0)

    for p, g in ((W, dW), (b, db), (W2, dW2), (b2, db2)):
        p -= step_size*g

print('training accuracy', np.mean(probs.argmax(1) == Y.argmax(1)))
