#!/usr/bin/env python3
"""Coefficients of scikit-learn for the unit tests of the classifier, and its cross-validated accuracy on coded comments.

The features are those of the library: TfidfVectorizer with smoothed idf and length 1, words and runs of two that no
punctuation interrupts (the texts of the unit test have none).
"""

import numpy
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

TEXTS = """long queue at security
the queue was long and slow
slow security queue today
lovely lounge and lovely view
the view was lovely
nice lounge today
gate changed twice
the gate was closed
closed gate and no staff at gate""".split("\n")
LABELS = ["wait"] * 3 + ["place"] * 3 + ["gate"] * 3

vectorizer = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b")
model = LogisticRegression(C=2, tol=1e-12, max_iter=10000).fit(vectorizer.fit_transform(TEXTS), LABELS)
names = list(vectorizer.get_feature_names_out())
print(sklearn.__version__, list(model.classes_))
rows = [(0, "gate"), (0, "closed gate"), (1, "lovely"), (1, "the"), (2, "queue"), (2, "slow security"), (2, "view")]
print("const EXPECTED: [(usize, &str, f64); 10] = [")
for label, term in rows:
    print(f'    ({label}, "{term}", {float(model.coef_[label][names.index(term)])!r}),')
for label in range(3):
    print(f'    ({label}, "", {float(model.intercept_[label])!r}),')
print("];")
probabilities = model.predict_proba(vectorizer.transform(["a slow gate with a view"]))[0]
print("const PROBABILITIES: [f64; 3] = [" + ", ".join(repr(float(p)) for p in probabilities) + "];")
