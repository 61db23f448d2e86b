/* The small networks of the benchmark, written by hand: each trains for some steps.
 *
 * Parameters are changed in place; the loss of every step is kept. All lengths are known
 * to the compiler, and every step is one pass over the samples.
 */
#include <math.h>

enum { SAMPLES = 100, ROWS = 4 };

void neuron(const double *restrict x, const double *restrict y, double *restrict parameters,
            double rate, long steps, double *restrict losses)
{
    double w = parameters[0], b = parameters[1];
    for (long step = 0; step < steps; step++) {
        double loss = 0, gw = 0, gb = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double d = x[i] * w + b - y[i];
            loss += d * d;
            gw += d * x[i];
            gb += d;
        }
        losses[step] = loss / SAMPLES;
        w -= rate * 2 / SAMPLES * gw;
        b -= rate * 2 / SAMPLES * gb;
    }
    parameters[0] = w, parameters[1] = b;
}

/* parameters: weights1 [1, 2], biases1 [2], weights2 [2, 1], biases2 [1] */
void two_layers(const double *restrict x, const double *restrict y, double *restrict parameters,
                double rate, long steps, double *restrict losses)
{
    double *p = parameters;
    double v0 = p[0], v1 = p[1], a0 = p[2], a1 = p[3], w0 = p[4], w1 = p[5], b = p[6];
    for (long step = 0; step < steps; step++) {
        double loss = 0, gv0 = 0, gv1 = 0, ga0 = 0, ga1 = 0, gw0 = 0, gw1 = 0, gb = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double h0 = x[i] * v0 + a0, h1 = x[i] * v1 + a1;
            double d = h0 * w0 + h1 * w1 + b - y[i], g = 2 * d / SAMPLES;
            double g0 = g * w0, g1 = g * w1;
            loss += d * d;
            gb += g;
            gw0 += g * h0, gw1 += g * h1;
            ga0 += g0, ga1 += g1;
            gv0 += g0 * x[i], gv1 += g1 * x[i];
        }
        losses[step] = loss / SAMPLES;
        v0 -= rate * gv0, v1 -= rate * gv1, a0 -= rate * ga0, a1 -= rate * ga1;
        w0 -= rate * gw0, w1 -= rate * gw1, b -= rate * gb;
    }
    p[0] = v0, p[1] = v1, p[2] = a0, p[3] = a1, p[4] = w0, p[5] = w1, p[6] = b;
}

/* x: three inputs a row; the accuracy of every step is kept too */
void classifier(const double *restrict x, const double *restrict target,
                double *restrict parameters, double rate, long steps, double *restrict losses,
                double *restrict accuracies)
{
    double w0 = parameters[0], w1 = parameters[1], w2 = parameters[2];
    for (long step = 0; step < steps; step++) {
        double loss = 0, right = 0, g0 = 0, g1 = 0, g2 = 0;
        for (int i = 0; i < ROWS; i++) {
            const double *row = x + 3 * i;
            double s = row[0] * w0 + row[1] * w1 + row[2] * w2;
            double output = 1 / (1 + exp(-s)), error = output - target[i];
            double g = error * output * (1 - output);
            right += (output > 0.5) == target[i];
            loss += error * error;
            g0 += g * row[0], g1 += g * row[1], g2 += g * row[2];
        }
        accuracies[step] = right / ROWS;
        losses[step] = loss / 2;
        w0 -= rate * g0, w1 -= rate * g1, w2 -= rate * g2;
    }
    parameters[0] = w0, parameters[1] = w1, parameters[2] = w2;
}
