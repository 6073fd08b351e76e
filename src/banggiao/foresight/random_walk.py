"""Positions that walk at random from year to year: the Kalman smoother (Rauch, Tung and Striebel 1965)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

FLAT = 1e4
"""Variance of a position before anything is known of it."""


def smooth(
    years: npt.NDArray[np.int_], information: Floats, weighted: Floats, evolution_var: float
) -> tuple[Floats, Floats]:
    """Return means (T, C, K) and covariances (T, C, K, K) of all positions given the evidence of all years.

    `information` (T, C, K, K) is the evidence of each year by itself, `weighted` (T, C, K) the evidence
    times the position it points to. Between two years the variance grows by `evolution_var` a year.
    """
    count, members, dims = weighted.shape
    grown = np.diff(years, prepend=years[0])[:, None, None, None] * evolution_var * np.eye(dims)
    means, covariances = np.empty_like(weighted), np.empty_like(information)
    expected, before = np.empty_like(weighted), np.empty_like(information)
    mean, covariance = np.zeros((members, dims)), np.broadcast_to(FLAT * np.eye(dims), (members, dims, dims))
    for year in range(count):
        expected[year], before[year] = mean, covariance + grown[year]
        precision = np.linalg.inv(before[year])
        covariance = np.linalg.inv(precision + information[year])
        mean = _times(covariance, _times(precision, mean) + weighted[year])
        means[year], covariances[year] = mean, covariance
    for year in range(count - 2, -1, -1):
        gain = covariances[year] @ np.linalg.inv(before[year + 1])
        means[year] += _times(gain, means[year + 1] - expected[year + 1])
        covariances[year] += gain @ (covariances[year + 1] - before[year + 1]) @ gain.transpose(0, 2, 1)
    return means, covariances


def _times(matrices: Floats, vectors: Floats) -> Floats:
    product: Floats = np.einsum("ckl,cl->ck", matrices, vectors)
    return product
