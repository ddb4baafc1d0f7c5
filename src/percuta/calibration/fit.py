"""The joint fit to the calibration studies. Needs the extra ``calibrate``; nothing else does.

What the priors let the model say before it sees a trial is in ``docs/science/validation.md``.
"""

from collections.abc import Mapping, Sequence

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
from numpyro.infer import MCMC, NUTS

from percuta.response.data import Data, Flags, data_of
from percuta.response.draws import Diagnosis, Draws, Rival
from percuta.response.expected import Group, improvements, mean_and_spread, share_from
from percuta.response.growth import curve, mechanism
from percuta.response.priors import (
    APART,
    APART_HERE,
    BETWEEN,
    HOPE,
    LAG,
    MORE,
    NOISE,
    ODD,
    OTHERS,
    PART,
    POWER,
    RIPENING,
    SCALE,
    SCARS,
    SILENT,
)
from percuta.response.study import Kind, Study
from percuta.skin.ladder import Values

CHAINS, WARM_UP, SAMPLES, KEPT = 4, 1000, 1000, 500
QUICK = 250  # samples of a chain where a fit only serves a score
SEED = 20261125
COMMON = ("silent", "noise", "apart", "between")


def fit(studies: Sequence[Study], rival: Rival, *, samples: int = SAMPLES) -> Draws:
    """Draws of one rival, given studies. The same studies give the same draws on one machine."""
    jax.config.update("jax_enable_x64", True)
    data = data_of(studies)
    kernel = NUTS(_model, target_accept_prob=0.97)
    chains = MCMC(
        kernel,
        num_warmup=min(WARM_UP, 2 * samples),
        num_samples=samples,
        num_chains=CHAINS,
        chain_method="vectorized",
        progress_bar=False,
    )
    chains.run(jax.random.PRNGKey(SEED), data, rival, extra_fields=("diverging",))
    by_chain = chains.get_samples(group_by_chain=True)
    diverging = int(np.sum(chains.get_extra_fields()["diverging"]))
    return _kept(by_chain, rival, diverging)


def _model(data: Data, rival: Rival) -> None:
    size = len(data.study)
    kinds = _kinds()
    silent = numpyro.sample("silent", dist.Beta(*SILENT))
    noise = numpyro.sample("noise", dist.LogNormal(*NOISE))
    apart = numpyro.sample("apart", dist.LogNormal(*APART))
    between = numpyro.sample("between", dist.HalfNormal(BETWEEN))
    more = numpyro.sample("more", dist.Normal(*MORE))
    with numpyro.plate("studies", data.studies):
        study = numpyro.sample("study", dist.Normal(0, 1))
        apart_here = numpyro.sample("apart_here", dist.Normal(0, 1))
        hope = numpyro.sample("hope", dist.Beta(*HOPE))
    with numpyro.plate("scales", data.scales):
        scale = numpyro.sample("scale", dist.Normal(0, SCALE))
    with numpyro.plate("readings", size):
        odd = numpyro.sample("odd", dist.Normal(0, ODD))
    middle = (
        kinds[data.kind]
        + _grown(data, rival)
        + between * study[data.study]
        + scale[data.scale]
        + more * data.with_more
        + odd
    )
    width = apart * jnp.exp(APART_HERE * apart_here[data.study])
    hopes, silents = hope[data.study] * data.open, jnp.full(size, silent)
    group = improvements(jnp, middle, width=width, hope=hopes, silent=silents)
    _seen(data, group, jnp.full(size, noise))


def _kinds() -> Values:
    """Where each concern stands; acne scars first, the others around them."""
    scars = numpyro.sample("scars", dist.Normal(0, SCARS))
    with numpyro.plate("others", len(Kind) - 1):
        off = numpyro.sample("off", dist.Normal(0, OTHERS))
    kinds: Values = numpyro.deterministic("kinds", jnp.concatenate([scars[None], scars + off]))
    return kinds


def _grown(data: Data, rival: Rival) -> Values:
    if rival is Rival.CURVE:
        power = numpyro.sample("power", dist.LogNormal(*POWER))
        lag = numpyro.sample("lag", dist.LogNormal(*LAG))
        return curve(jnp, data.gone, power=power, lag=lag)
    width, most = RIPENING
    ripening = numpyro.sample("ripening", dist.TruncatedNormal(0, width, low=-most, high=most))
    part = numpyro.sample("part", dist.Beta(*PART))
    return mechanism(jnp, (data.young, data.mature), ripening=ripening, part=part)


def _seen(data: Data, group: Group, noise: Values) -> None:
    mean, spread = mean_and_spread(jnp, group, noise=noise)
    of_mean = jnp.sqrt(jnp.where(data.has_spread, data.spread, spread) ** 2 / data.people + 1e-4)
    _score("means", data.has_mean, dist.Normal(mean, of_mean).log_prob(data.mean))
    of_spread = jnp.sqrt(1 / (2 * (data.people - 1)) + 0.01)
    told = dist.Normal(jnp.log(spread), of_spread).log_prob(jnp.log(data.spread))
    _score("spreads", data.has_spread, told)
    above = [
        share_from(jnp, group, noise=noise, bound=jnp.asarray(bound)) for bound in data.bounds.T
    ]
    edges = jnp.stack([jnp.ones_like(mean), *above, jnp.zeros_like(mean)], axis=-1)
    cells = jnp.clip(edges[:, :-1] - edges[:, 1:], 1e-6, 1.0)
    _score("counts", data.has_counts, jnp.sum(data.counts * jnp.log(cells), axis=-1))


def _score(name: str, here: Flags, told: Values) -> None:
    numpyro.factor(name, jnp.sum(jnp.where(here, told, 0.0)))


def _kept(by_chain: Mapping[str, Values], rival: Rival, diverging: int) -> Draws:
    found = {name: np.asarray(by_chain[name]) for name in (*COMMON, *rival.shape)}
    kinds = np.asarray(by_chain["kinds"])
    found |= {kind.value: kinds[..., number] for number, kind in enumerate(Kind)}
    diagnosis = Diagnosis(
        r_hat=round(max(float(split_gelman_rubin(one)) for one in found.values()), 4),
        least_effective=round(min(float(effective_sample_size(v)) for v in found.values())),
        diverging=diverging,
    )
    thin = max(kinds.shape[0] * kinds.shape[1] // KEPT, 1)
    columns = {name: np.round(one.reshape(-1)[::thin][:KEPT], 5) for name, one in found.items()}
    return Draws(rival=rival, columns=columns, diagnosis=diagnosis)
