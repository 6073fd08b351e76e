"""Scores of forecast votes against the votes that were cast.

A cell is one member on one resolution. `probabilities` are (n, 4) in the order of `VOTES`; `votes` are (n,)
codes. The three-class scores take the cells of members that voted and renormalise over for, against and
abstaining: whether a member comes to vote is a question of attendance, and its score would hide the one about
positions.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from banggiao.foresight.rollcalls import ABSENT, ABSTAIN, YES

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]

LEAST = 1e-6
"""Probabilities are kept from nought by this much, so that one sure mistake does not outweigh all else."""
BINS = 15


def among_voters(probabilities: Floats, votes: Codes) -> tuple[Floats, Codes, Mask]:
    """Return (m, 3) probabilities of for, against, abstaining, the m votes, and the (n,) mask of members
    that voted."""
    voted = (votes >= YES) & (votes < ABSENT)
    return positions(probabilities[voted]), votes[voted], voted


def positions(probabilities: Floats) -> Floats:
    """Renormalise (n, 4) probabilities over for, against and abstaining: (n, 3)."""
    kept = np.maximum(probabilities[:, :ABSENT], LEAST)
    return np.asarray(kept / kept.sum(axis=1, keepdims=True))


def surprises(probabilities: Floats, votes: Codes) -> Floats:
    """Return minus the log probability of each vote cast, (n,), in nats: what log-loss is the mean of."""
    chosen = probabilities[np.arange(len(votes)), votes]
    return np.asarray(-np.log(np.clip(chosen, LEAST, 1.0)))


def log_loss(probabilities: Floats, votes: Codes) -> float:
    """Return the mean logarithmic score, in nats (Good 1952, "Rational decisions"); NaN without cells."""
    return _mean(surprises(probabilities, votes))


def brier(probabilities: Floats, votes: Codes) -> float:
    """Return the mean squared distance to the vote cast, summed over classes, 0 to 2 (Brier 1950,
    "Verification of forecasts expressed in terms of probability"); NaN without cells."""
    cast = np.eye(probabilities.shape[1])[votes]
    return _mean(((probabilities - cast) ** 2).sum(axis=1))


def expected_calibration_error(probabilities: Floats, votes: Codes, bins: int = BINS) -> float:
    """Return the gap between confidence and accuracy of the likeliest class, averaged over equal-width bins
    by their size (Naeini, Cooper and Hauskrecht 2015; Guo et al. 2017, "On calibration of modern neural
    networks")."""
    if not len(votes):
        return float("nan")
    sure = probabilities.max(axis=1)
    right = (probabilities.argmax(axis=1) == votes).astype(float)
    place = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = np.bincount(place, weights=right, minlength=bins) - np.bincount(
        place, weights=sure, minlength=bins
    )
    return float(np.abs(gaps).sum() / len(votes))


def macro_f1(probabilities: Floats, votes: Codes) -> float:
    """Return the mean over classes of F1 of the likeliest class (van Rijsbergen 1979; macro: Sokolova and
    Lapalme 2009). A class neither cast nor forecast is left out; NaN without cells."""
    chosen = probabilities.argmax(axis=1)
    each = []
    for code in range(probabilities.shape[1]):
        said, cast = chosen == code, votes == code
        if said.any() or cast.any():
            each.append(2 * (said & cast).sum() / (said.sum() + cast.sum()))
    return _mean(np.array(each))


def accuracy(probabilities: Floats, votes: Codes) -> float:
    """Return the share of cells whose likeliest class is the vote cast. It flatters: show it beside a
    baseline's."""
    return _mean((probabilities.argmax(axis=1) == votes).astype(float))


def area_under_curve(scores: Floats, happened: Mask) -> float:
    """Return the chance that a case that happened scores above one that did not, ties by half (Hanley and
    McNeil 1982, "The meaning and use of the area under a ROC curve"); NaN where all or none happened."""
    from scipy.stats import rankdata  # noqa: PLC0415

    yes = int(happened.sum())
    no = len(happened) - yes
    if not yes or not no:
        return float("nan")
    ranks = rankdata(scores)
    return float((ranks[happened].sum() - yes * (yes + 1) / 2) / (yes * no))


def average_precision(scores: Floats, happened: Mask) -> float:
    """Return the precision at each case that happened, averaged, cases of one score together (Salton and
    McGill 1983); NaN where none happened."""
    if not happened.any():
        return float("nan")
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(happened[order])
    last = np.append(ranked[1:] != ranked[:-1], True)
    found = hits[last]
    precision = found / (np.flatnonzero(last) + 1)
    return float((precision * np.diff(found, prepend=0)).sum() / hits[-1])


def vote_change_auc(probabilities: Floats, votes: Codes, last: Codes) -> float:
    """Say how well a forecast tells who changes vote on the same text: the area under the curve of the
    probability that a member leaves its `last` vote, over cells where it took a position both times.

    `last` is the (n,) code of its vote on the text's last passage, negative where there was none.
    """
    both = (votes >= YES) & (votes < ABSENT) & (last >= YES) & (last < ABSENT)
    stays = positions(probabilities[both])[np.arange(int(both.sum())), last[both]]
    return area_under_curve(1 - stays, votes[both] != last[both])


def not_yes_precision(probabilities: Floats, votes: Codes) -> float:
    """Return the average precision of the probability of not voting for, over members that voted."""
    three, cast, _ = among_voters(probabilities, votes)
    return average_precision(1 - three[:, YES], cast != YES)


def contested(votes: npt.NDArray[np.int8], share: float = 0.1) -> Mask:
    """Say of each row of an (R, C) matrix of codes whether at least `share` of those voting were not for:
    (R,)."""
    voting = ((votes >= YES) & (votes <= ABSTAIN)).sum(axis=1)
    against = voting - (votes == YES).sum(axis=1)
    return np.asarray(against >= share * np.maximum(voting, 1))


def tally_error(expected: Floats, cast: Floats) -> float:
    """Return the mean absolute error of a tally, in votes."""
    return _mean(np.abs(expected - cast))


def coverage(intervals: npt.NDArray[np.int64], cast: Floats) -> tuple[float, float]:
    """Return the share of (n, 2) intervals, both ends included, that hold what was cast, and their mean
    width."""
    inside = (cast >= intervals[:, 0]) & (cast <= intervals[:, 1])
    return _mean(inside.astype(float)), _mean((intervals[:, 1] - intervals[:, 0]).astype(float))


def cluster_bootstrap(
    differences: Floats,
    clusters: npt.NDArray[np.str_],
    *,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> tuple[float, float, float]:
    """Return the mean difference between two forecasts' losses over cells and its interval, with
    resolutions drawn whole: votes on one resolution are not independent (Cameron, Gelbach and Miller 2008,
    "Bootstrap-based improvements for inference with clustered errors")."""
    _, cluster = np.unique(clusters, return_inverse=True)
    sums = np.bincount(cluster, weights=differences)
    sizes = np.bincount(cluster).astype(float)
    picks = np.random.default_rng(seed).integers(0, len(sums), size=(draws, len(sums)))
    means = sums[picks].sum(axis=1) / sizes[picks].sum(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return _mean(differences), float(low), float(high)


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")
