import numpy as np

np.random.seed(99)

# fake "house prices": rooms, age, distance (already standardised)
rooms = np.random.randn(25)
age = np.random.randn(25)
dist = np.random.randn(25)
price = 1.5*rooms - 0.5*age + 0.8*np.maximum(dist, 0) + np.random.randn(25)*0.1
inputs = np.column_stack((rooms, age, dist))
price = price[:, None]

weights_1 = np.random.randn(3, 4)*0.5
weights_2 = np.random.randn(4, 1)*0.5
bias_1 = np.zeros((1, 4))
bias_2 = np.zeros((1, 1))
learning_rate = 0.1

losses = []
for epoch in range(400):
    z = np.matmul(inputs, weights_1) + bias_1
    act = 1/(1+np.exp(-z))
    prediction = np.matmul(act, weights_2) + bias_2
    residual = prediction - price
    loss = np.sum(residual**2)/(2*len(price))
    losses.append(loss)

    # output layer
    d_prediction = residual/len(price)
    weights_2 -= learning_rate*np.matmul(act.T, d_prediction)
    bias_2 -= learning_rate*np.sum(d_prediction, axis=0, keepdims=True)

    # hidden layer
    d_act = np.matmul(d_prediction, weights_2.T)
    d_z = d_act*act*(1 - act)
    weights_1 -= learning_rate*np.matmul(inputs.T, d_z)
    bias_1 -= learning_rate*np.sum(d_z, axis=0, keepdims=True)

print("first loss", losses[0])
print("last loss", losses[-1])
