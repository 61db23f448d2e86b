import numpy as np

# Question: deep net (2 hidden layers of 5) for z = sin(x) * y
np.random.seed(21)
pts = np.random.uniform(-2, 2, (35, 2))
z = (np.sin(pts[:, :1]) * pts[:, 1:]) + 0.05*np.random.randn(35, 1)

Wa = np.random.randn(2, 5)*0.6
ba = np.zeros(5)
Wb = np.random.randn(5, 5)*0.5
bb = np.zeros(5)
Wc = np.random.randn(5, 1)*0.6
bc = np.zeros(1)

for k in range(1000):
    A = np.tanh(np.dot(pts, Wa) + ba)
    B = np.tanh(np.dot(A, Wb) + bb)
    C = np.dot(B, Wc) + bc
    L = np.mean((C - z)**2)
    if k % 200 == 0: print(k, L)

    gC = 2*(C - z)/len(z)
    gWc, gbc = np.dot(B.T, gC), gC.sum(0)

    gB = np.dot(gC, Wc.T)*(1 - B**2)
    gWb, gbb = np.dot(A.T, gB), gB.sum(0)

    gA = np.dot(gB, Wb)*(1 - A**2)
    gWa, gba = np.dot(pts.T, gA), gA.sum(0)

    Wa -= 0.05*gWa; ba -= 0.05*gba
    Wb -= 0.05*gWb; bb -= 0.05*gbb
    Wc -= 0.05*gWc; bc -= 0.05*gbc
