"""Writes high_precision.json: pooling in 50-digit arithmetic, independent of any statistics package.

    python3 high_precision.py > high_precision.json        (needs mpmath)

Every estimator is written from its defining equation with full matrices P = W - W X (X'W X)^-1 X'W;
roots are bracketed by a scan of 400 points and bisected to 45 digits; likelihood maxima are compared over
all brackets. The exact distribution of a generalised Q is Ruben's series in the eigenvalues of its matrix (or Talbot's
inversion), the limits are roots by the Illinois rule. Tails and quantiles are mpmath's incomplete gamma and beta
functions, inverted by bisection.
"""

import json
import sys
from pathlib import Path

from mpmath import betainc, eigsy, erfc, exp, gammainc, inf, log, matrix, mp, mpf, pi, sqrt

mp.dps = 50
HERE = Path(__file__).parent


def dataset(name):
    return json.loads((HERE / f"{name}.json").read_text())


def effects(name, rows=None, escalc=None):
    data = dataset(name)
    if escalc:
        table = next(c for c in data["cases"] if c["id"] == escalc)["expect"]
    else:
        table = data["data"]
    pairs = [(y, v) for y, v in zip(table["yi"], table["vi"]) if y is not None and v is not None]
    return pairs[slice(*rows)] if rows else pairs


class Model:
    def __init__(self, pairs, design=None):
        self.y = [mpf(y) for y, _ in pairs]
        self.v = [mpf(v) for _, v in pairs]
        self.k = len(pairs)
        self.x = [[mpf(e) for e in row] for row in design] if design else [[mpf(1)]] * self.k
        self.p = len(self.x[0])

    def cross(self, w):
        p = self.p
        a = matrix(p, p)
        for i in range(self.k):
            for j in range(p):
                for m in range(p):
                    a[j, m] += w[i] * self.x[i][j] * self.x[i][m]
        return a

    def fit(self, w):
        inverse = self.cross(w) ** -1
        xty = matrix(self.p, 1)
        for i in range(self.k):
            for j in range(self.p):
                xty[j] += w[i] * self.x[i][j] * self.y[i]
        b = inverse * xty
        r = [self.y[i] - sum(self.x[i][j] * b[j] for j in range(self.p)) for i in range(self.k)]
        return b, inverse, r

    def projector(self, w):
        _, inverse, _ = self.fit(w)
        k, p = self.k, self.p
        out = matrix(k, k)
        for i in range(k):
            for j in range(k):
                s = sum(self.x[i][a] * inverse[a, c] * self.x[j][c] for a in range(p) for c in range(p))
                out[i, j] = (w[i] if i == j else 0) - w[i] * w[j] * s
        return out

    def weights(self, t):
        return [1 / (v + t) for v in self.v]

    def q(self, t):
        w = self.weights(t)
        _, _, r = self.fit(w)
        return sum(w[i] * r[i] ** 2 for i in range(self.k))

    def score(self, t, restricted):
        w = self.weights(t)
        _, inverse, r = self.fit(w)
        yppy = sum((w[i] * r[i]) ** 2 for i in range(self.k))
        trace = sum(w)
        if restricted:
            for i in range(self.k):
                h = sum(self.x[i][a] * inverse[a, c] * self.x[i][c] for a in range(self.p) for c in range(self.p))
                trace -= w[i] ** 2 * h
        return yppy - trace

    def loglik(self, t, restricted):
        w = self.weights(t)
        value = -sum(log(v + t) for v in self.v) - self.q(t)
        if restricted:
            one = [mpf(1)] * self.k
            from mpmath import det
            value += log(det(self.cross(one))) - log(det(self.cross(w))) - (self.k - self.p) * log(2 * pi)
        else:
            value -= self.k * log(2 * pi)
        return value / 2


def bisect(f, a, b, steps=170):
    fa = f(a)
    for _ in range(steps):
        m = (a + b) / 2
        if (f(m) > 0) == (fa > 0):
            a = m
        else:
            b = m
    return (a + b) / 2


def regula_falsi(f, a, b):
    """A root between a and b by the Illinois rule, which halves the value of an end that stays."""
    fa, fb = f(a), f(b)
    while True:
        c = b - fb * (b - a) / (fb - fa)
        fc = f(c)
        if abs(c - b) < mpf(10) ** -22 * abs(c) or fc == 0:
            return c
        if (fc > 0) != (fb > 0):
            a, fa = b, fb
        else:
            fa /= 2
        b, fb = c, fc


def bracket_zero(f, target, upper):
    g = lambda t: f(t) - target
    if g(mpf(0)) <= 0:
        return mpf(0)
    while g(upper) > 0:
        upper *= 2
    return bisect(g, mpf(0), upper)


def likelihood_maximum(model, restricted):
    spread = max(model.y) - min(model.y)
    top = (spread**2 + max(model.v)) * 4
    low = min(model.v) / 100
    grid = [mpf(0)] + [low * (top / low) ** (mpf(i) / 400) for i in range(401)]
    values = [model.score(t, restricted) for t in grid]
    maxima = [mpf(0)] if values[0] <= 0 else []
    for (a, fa), (b, fb) in zip(zip(grid, values), zip(grid[1:], values[1:])):
        if fa > 0 >= fb:
            maxima.append(bisect(lambda t: model.score(t, restricted), a, b))
    return max(maxima, key=lambda t: model.loglik(t, restricted))


def chi2_quantile(upper_tail, df):
    f = lambda x: gammainc(mpf(df) / 2, x / 2, inf, regularized=True) - upper_tail
    top = mpf(1)
    while f(top) > 0:
        top *= 2
    return bisect(f, mpf(0), top)


def tau2(model, method):
    k, p = model.k, model.p
    df = k - p
    if method == "EE":
        return mpf(0)
    if method in ("ML", "REML"):
        return likelihood_maximum(model, method == "REML")
    if method == "PM":
        return bracket_zero(model.q, mpf(df), mpf(1))
    if method == "PMM":
        return bracket_zero(model.q, chi2_quantile(mpf(1) / 2, df), mpf(1))
    if method == "SJ":
        mean = sum(model.y) / k
        start = sum((y - mean) ** 2 for y in model.y) / k
        return start * model.q(start) / df
    w = [mpf(1)] * k if method == "HE" else model.weights(mpf(0))
    _, _, r = model.fit(w)
    q = sum(w[i] * r[i] ** 2 for i in range(k))
    if method == "HS":
        return max(mpf(0), (q - k) / sum(w))
    proj = model.projector(w)
    trace = sum(proj[i, i] for i in range(k))
    trace_v = sum(proj[i, i] * model.v[i] for i in range(k))
    return max(mpf(0), (q - trace_v) / trace)


def gamma_approximation(model, t):
    """P(Q <= q) of Cochran's Q by the gamma distribution with the mean and variance of Q."""
    w = model.weights(mpf(0))
    proj = model.projector(w)
    k = model.k
    sigma = [v + t for v in model.v]
    product = [[proj[i, j] * sigma[j] for j in range(k)] for i in range(k)]
    mean = sum(product[i][i] for i in range(k))
    variance = 2 * sum(product[i][j] * product[j][i] for i in range(k) for j in range(k))
    return gammainc(mean**2 / variance, 0, model.q(mpf(0)) * mean / variance, regularized=True)


def exact_probability(model, w, q, t):
    """P(Q <= q) of the generalised Q with weights w by Ruben's series, terms until they add less than 1e-25; where the
    eigenvalues span decades and the series would be long, by Talbot's inversion of the Laplace transform."""
    proj = model.projector(w)
    k = model.k
    roots = [sqrt(v + t) for v in model.v]
    scaled = matrix(k, k)
    for i in range(k):
        for j in range(k):
            scaled[i, j] = roots[i] * proj[i, j] * roots[j]
    values = sorted(eigsy(scaled, eigvals_only=True))[model.p:]
    b, n = values[0], k - model.p
    if values[-1] > 300 * b:
        transform = lambda s: mp.fprod(1 / sqrt(1 + 2 * x * s) for x in values) / s
        return mp.invertlaplace(transform, q, method="talbot", degree=80)
    shares = [1 - b / x for x in values]
    a = [mp.fprod(sqrt(b / x) for x in values)]
    below = gammainc(mpf(n) / 2, 0, q / b / 2, regularized=True)
    step = exp(mpf(n) / 2 * log(q / b / 2) - q / b / 2) / mp.gamma(mpf(n) / 2 + 1)
    g, mass, total = [], a[0], a[0] * below
    for m in range(1, 10**6):
        below -= step
        step *= q / b / 2 / (mpf(n) / 2 + m)
        if (1 - mass) * below < mpf("1e-25"):
            return total
        g.append(sum(s**m for s in shares))
        a.append(sum(g[m - 1 - i] * a[i] for i in range(m)) / (2 * m))
        mass += a[m]
        total += a[m] * below


def crossing(probability, target):
    """The tau2 at which a falling probability is `target`, 0 if it is below at 0."""
    if probability(mpf(0)) <= target:
        return mpf(0)
    upper = mpf(1)
    while probability(upper) > target:
        upper *= 2
    lower = upper / 2 if upper > 1 else mpf(0)
    return regula_falsi(lambda t: probability(t) - target, lower, upper)


def variance_limits(model, method):
    if method == "BT":
        probability = lambda t: gamma_approximation(model, t)
    else:
        w = [1 / v if method == "BJ" else 1 / sqrt(v) for v in model.v]
        _, _, r = model.fit(w)
        q = sum(w[i] * r[i] ** 2 for i in range(model.k))
        probability = lambda t: exact_probability(model, w, q, t)
    return [crossing(probability, mpf(p)) for p in ("0.975", "0.025")]


def t_survival(t, df):
    return betainc(mpf(df) / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2


def number(value):
    return float(value)


def main():
    sources = {
        "bcg": (effects("bcg", escalc="escalc/RR"), None),
        "spread": (effects("edge_cases", (0, 6)), None),
        "spread-huge": (effects("edge_cases"), None),
        "two": (effects("edge_cases", (2, 4)), None),
        "raudenbush1985": (effects("raudenbush1985"), None),
        "hine1989": (effects("hine1989", escalc="escalc/RD"), None),
    }
    bcg = dataset("bcg")["data"]
    columns = [
        [1, a, y, int(s == "random"), int(s == "systematic")]
        for a, y, s in zip(bcg["ablat"], bcg["year"], bcg["alloc"])
    ]
    sources["bcg~ablat+year"] = (sources["bcg"][0], [row[:3] for row in columns])
    sources["bcg~ablat+year+alloc"] = (sources["bcg"][0], columns)
    fits = []
    for name, (pairs, design) in sources.items():
        model = Model(pairs, design)
        for method in ("EE", "DL", "HE", "HS", "SJ", "PM", "PMM", "ML", "REML"):
            t = tau2(model, method)
            b, cov, _ = model.fit(model.weights(t))
            fits.append({
                "data": name, "method": method, "tau2": number(t),
                "b": [number(x) for x in b],
                "se": [number(sqrt(cov[j, j])) for j in range(model.p)],
                "q": number(model.q(mpf(0))),
                "ll": number(model.loglik(t, False)), "ll_restricted": number(model.loglik(t, True)),
            })
            print(name, method, file=sys.stderr)
        lower = bracket_zero(model.q, chi2_quantile(mpf("0.025"), model.k - model.p), mpf(1))
        upper = bracket_zero(model.q, chi2_quantile(mpf("0.975"), model.k - model.p), mpf(1))
        fits.append({"data": name, "method": "Q-profile", "lower": number(lower), "upper": number(upper)})
        for method in ("BT", "BJ", "J"):
            lower, upper = variance_limits(model, method)
            fits.append({"data": name, "method": method, "lower": number(lower), "upper": number(upper)})
            print(name, method, file=sys.stderr)
    inputs = {
        name: {"yi": [y for y, _ in pairs], "vi": [v for _, v in pairs], "design": design}
        for name, (pairs, design) in sources.items()
    }
    tails = []
    for df in (1, 2, 5, 12, 64, 999):
        for t in (0.25, 1.0, 2.5, 8.0, 40.0):
            tails.append({"of": "t", "df": df, "x": t, "ln": number(log(t_survival(mpf(t), df)))})
        for x in (0.125, 1.0, 30.0, 300.0, 2000.0):
            value = log(gammainc(mpf(df) / 2, mpf(x) / 2, inf, regularized=True))
            tails.append({"of": "chi2", "df": df, "x": x, "ln": number(value)})
        for tail in (0.975, 0.5, 0.025, 0.0005):
            tail_exact = mpf(tail)
            tails.append({"of": "chi2 quantile", "df": df, "x": tail, "value": number(chi2_quantile(tail_exact, df))})
        for tail in (0.25, 0.025, 0.0005):
            top = mpf(1)
            while t_survival(top, df) > tail:
                top *= 2
            q = bisect(lambda t: t_survival(t, df) - mpf(tail), mpf(0), top)
            tails.append({"of": "t quantile", "df": df, "x": tail, "value": number(q)})
    for z in (-5.0, 0.5, 2.0, 6.0, 20.0, 37.0, 200.0):
        tails.append({"of": "normal", "df": 0, "x": z, "ln": number(log(erfc(mpf(z) / sqrt(2)) / 2))})
    for tail in (0.25, 0.025, 0.0005, 1e-20):
        q = bisect(lambda z: erfc(z / sqrt(2)) / 2 - mpf(tail), mpf(0), mpf(40))
        tails.append({"of": "normal quantile", "df": 0, "x": tail, "value": number(q)})
    json.dump({"inputs": inputs, "fits": fits, "tails": tails}, sys.stdout, indent=1)
    sys.stdout.write("\n")


main()
