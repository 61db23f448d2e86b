# my first neural network!!  (computer science club, no libraries except numpy)
import numpy as np

rnd = np.random.RandomState(77)

# hours slept, hours studied, coffees  -> mark between -1 and 1
inputs = rnd.uniform(-1, 1, (13, 3))
marks = np.tanh(inputs @ np.array([[0.3], [1.2], [-0.4]])) + rnd.normal(0, 0.05, (13, 1))

w_in = rnd.normal(0, 0.5, (3, 4))
b_in = np.zeros((1, 4))
w_out = rnd.normal(0, 0.5, (4, 1))
b_out = np.zeros((1, 1))
speed = 0.05

hidden = None
guess = None

def tanh_slope_from_output(t):
    return 1 - t ** 2

def think():
    global hidden, guess
    hidden = np.tanh(inputs.dot(w_in) + b_in)
    guess = np.tanh(hidden.dot(w_out) + b_out)

def how_bad():
    return ((marks - guess) ** 2).sum()

def learn():
    global w_in, b_in, w_out, b_out
    miss = 2 * (marks - guess)
    nudge_out = miss * tanh_slope_from_output(guess)
    nudge_hidden = nudge_out.dot(w_out.T) * tanh_slope_from_output(hidden)
    w_out = w_out + speed * hidden.T.dot(nudge_out)
    b_out = b_out + speed * nudge_out.sum(axis=0, keepdims=True)
    w_in = w_in + speed * inputs.T.dot(nudge_hidden)
    b_in = b_in + speed * nudge_hidden.sum(axis=0, keepdims=True)

for i in range(300):
    think()
    if i % 50 == 0:
        print("round", i, "badness", how_bad())
    learn()

print("final badness", how_bad())
