celsius[i, k]:    data
fahrenheit[i, m]: data
j: index(2)
weights1[k, j]: parameter = normal(0, 1)
biases1[j]:     parameter = normal(0, 1)
weights2[j, m]: parameter = normal(0, 1)
biases2[m]:     parameter = normal(0, 1)

output1[i, j] = sum[k](celsius[i, k] * weights1[k, j]) + biases1[j]
output2[i, m] = sum[j](output1[i, j] * weights2[j, m]) + biases2[m]
loss = mean[i](sum[m]((output2[i, m] - fahrenheit[i, m])**2))
