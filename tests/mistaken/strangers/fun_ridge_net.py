import numpy as np

# exercise 4b - add weight decay to your network
LAMBDA = 0.01

def init(nin, nh, nout, seed=0):
    r = np.random.RandomState(seed)
    return (r.randn(nin, nh)/np.sqrt(nin), np.zeros(nh),
            r.randn(nh, nout)/np.sqrt(nh), np.zeros(nout))

def hypothesis(X, Theta1, c1, Theta2, c2):
    hid = np.tanh(X.dot(Theta1)+c1)
    return hid, hid.dot(Theta2)+c2

def cost_function(out, Y, Theta1, Theta2):
    data_term = ((out-Y)**2).mean()
    reg_term = LAMBDA*((Theta1**2).sum()+(Theta2**2).sum())
    return data_term+reg_term

def gradient(X, Y, hid, out, Theta1, Theta2):
    dout = 2*(out-Y)/Y.size
    dhid = dout.dot(Theta2.T)*(1-hid**2)
    g_Theta2 = hid.T.dot(dout)+2*LAMBDA*Theta2
    g_Theta1 = X.T.dot(dhid)+LAMBDA*Theta1
    return g_Theta1, dhid.sum(axis=0), g_Theta2, dout.sum(axis=0)

r = np.random.RandomState(1)
X = r.uniform(-1, 1, (40, 3))
Y = np.c_[X[:, 0]*X[:, 1], X[:, 2]**2] + r.normal(0, 0.05, (40, 2))
Theta1, c1, Theta2, c2 = init(3, 8, 2)

for it in range(501):
    hid, out = hypothesis(X, Theta1, c1, Theta2, c2)
    cost = cost_function(out, Y, Theta1, Theta2)
    g1, gc1, g2, gc2 = gradient(X, Y, hid, out, Theta1, Theta2)
    Theta1 = Theta1-0.1*g1
    c1 = c1-0.1*gc1
    Theta2 = Theta2-0.1*g2
    c2 = c2-0.1*gc2
    if it % 100 == 0:
        print("Iteration", it, "| Cost:", cost)
