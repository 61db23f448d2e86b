from random import uniform, seed
from math import e as EULER

seed(6)
ALPHA = 0.6

# half adder, 2 inputs, 2 hidden, 2 outputs (sum, carry)
table = [
    ([0.0, 0.0], [0, 0]),
    ([0.0, 1.0], [1, 0]),
    ([1.0, 0.0], [1, 0]),
    ([1.0, 1.0], [0, 1]),
]

w_in = [[uniform(-1, 1), uniform(-1, 1)], [uniform(-1, 1), uniform(-1, 1)]]
w_out = [[uniform(-1, 1), uniform(-1, 1)], [uniform(-1, 1), uniform(-1, 1)]]
b_in = [uniform(-1, 1), uniform(-1, 1)]
b_out = [uniform(-1, 1), uniform(-1, 1)]

def s(x):
    return 1/(1+EULER**(-x))

for i in range(5000):
    E = 0
    for inp, want in table:
        hid = [s(inp[0]*w_in[j][0] + inp[1]*w_in[j][1] + b_in[j]) for j in range(2)]
        out = [s(hid[0]*w_out[k][0] + hid[1]*w_out[k][1] + b_out[k]) for k in range(2)]
        E += sum([(out[k]-want[k])**2/2 for k in range(2)])

        dout = [(out[k]-want[k])*out[k]*(1-out[k]) for k in range(2)]
        dhid = [(dout[0]*w_out[0][j] + dout[1]*w_out[1][j])*hid[j]*(1-hid[j]) for j in range(2)]

        for k in range(2):
            for j in range(2):
                w_out[k][j] -= ALPHA*dout[k]*inp[j]
            b_out[k] -= ALPHA*dout[k]
        for j in range(2):
            for m in range(2):
                w_in[j][m] -= ALPHA*dhid[j]*inp[m]
            b_in[j] -= ALPHA*dhid[j]
    if i % 1000 == 0:
        print("iteration", i, "E", E)
