# Temperaturumrechnung mit einem kleinen Netz 1-3-1
import numpy as np
np.random.seed(2)
celsius = np.linspace(-1, 1, 31).reshape(31, 1)
fahrenheit = 1.8 * celsius + 0.32

gewichte1 = np.random.normal(size=(1, 3))
versatz1 = np.random.normal(size=(1, 1))
gewichte2 = np.random.normal(size=(3, 1))
versatz2 = np.random.normal(size=(1, 1))
lernrate = 1e-3

for schritt in range(1500):
    # vorwaerts
    ausgabe1 = celsius.dot(gewichte1) + versatz1
    ausgabe2 = ausgabe1.dot(gewichte2) + versatz2
    fehler = np.square(ausgabe2 - fahrenheit).sum()
    if schritt % 300 == 0:
        print('Schritt', schritt, 'Fehler', fehler)

    # rueckwaerts
    grad_ausgabe2 = 2 * (ausgabe2 - fahrenheit)
    grad_gewichte2 = ausgabe1.T.dot(grad_ausgabe2)
    grad_versatz2 = grad_ausgabe2.sum(axis=0, keepdims=True)
    grad_ausgabe1 = grad_ausgabe2.dot(gewichte2.T)
    grad_gewichte1 = celsius.T.dot(grad_ausgabe1)
    grad_versatz1 = grad_ausgabe1.sum(axis=0, keepdims=True)

    # Schritt
    gewichte1 = gewichte1 - lernrate * grad_gewichte1
    versatz1 = versatz1 - lernrate * grad_versatz1
    gewichte2 = gewichte2 - lernrate * grad_gewichte2
    versatz2 = versatz2 - lernrate * grad_versatz2
print(versatz1.shape, versatz2.shape)
