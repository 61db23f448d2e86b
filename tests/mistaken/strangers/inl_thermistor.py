import numpy as np

# NTC thermistor on the ESP: learn the temperature from the raw ADC reading
ADC = np.array([112, 190, 285, 401, 520, 633, 741, 822, 890], dtype=float)
TEMP = np.array([-12.0, -3.1, 4.9, 13.2, 21.5, 30.8, 41.7, 53.0, 67.2])
x = (ADC / 1023.0).reshape(-1, 1)
t = (TEMP / 70.0).reshape(-1, 1)

np.random.seed(4)
w_in = np.random.randn(1, 6) * 1.5
b_in = np.random.randn(6) * 0.1
w_out = np.random.randn(6, 1) * 0.4
b_out = np.zeros(1)
RATE = 0.02

for run in range(3000):
    hid = np.tanh(x @ w_in + b_in)
    guess = hid @ w_out + b_out
    miss = t - guess
    loss = 0.5 * np.sum(miss ** 2)

    # how much each hidden unit should move
    back = (miss @ w_out.T) * (1 - hid ** 2)

    w_out += RATE * hid.T @ miss
    b_out += RATE * miss.sum(axis=0)
    w_in += RATE * x.T @ back
    b_in += RATE * back.sum(axis=0)
    if run % 500 == 0:
        print(run, loss)

print("temperature at 600 counts:", 70 * (np.tanh(np.array([[600 / 1023.]]) @ w_in + b_in) @ w_out + b_out))
