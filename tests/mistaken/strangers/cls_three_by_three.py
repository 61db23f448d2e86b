import numpy as np

class Dense(object):
    def __init__(self, units_in, units_out):
        self.w = np.random.normal(0, 0.6, (units_in, units_out))
        self.b = np.zeros((1, units_out))
    def __call__(self, inp):
        self.inp = inp
        return np.dot(inp, self.w) + self.b
    def grad(self, up):
        self.gw = np.dot(self.inp.T, up)
        self.gb = np.sum(up, axis=0, keepdims=True)
        return np.dot(up, self.w)
    def step(self, lr):
        self.w -= lr*self.gw
        self.b -= lr*self.gb

class Model(object):
    def __init__(self):
        self.fc1 = Dense(3, 3)
        self.fc2 = Dense(3, 3)
    def forward(self, x):
        self.s = 1/(1+np.exp(-self.fc1(x)))
        logits = self.fc2(self.s)
        e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
        return e/np.sum(e, axis=1, keepdims=True)
    def backward(self, p, t):
        up = (p - t)/p.shape[0]
        up = self.fc2.grad(up)
        self.fc1.grad(up*self.s*(1-self.s))

# rgb values -> warm / cold / neutral
np.random.seed(14)
rgb = np.random.rand(33, 3)
kind = np.where(rgb[:, 0] > rgb[:, 2]+0.2, 0, np.where(rgb[:, 2] > rgb[:, 0]+0.2, 1, 2))
onehot = np.zeros((33, 3))
onehot[np.arange(33), kind] = 1

m = Model()
for it in range(1000):
    p = m.forward(rgb)
    l = -np.sum(onehot*np.log(p))/33
    m.backward(p, onehot)
    m.fc1.step(0.2)
    m.fc2.step(0.2)
    if it % 200 == 0:
        print(it, l)
