/**
 * One update rule. `state` holds the parameters θ and `descent` −∇L(θ), both in the kernels' layout; a step changes θ and
 * whatever the rule remembers. Conventions are PyTorch's (theory.md, Initialisations).
 */
export interface Optimiser {
  step(state: Float64Array, descent: Float64Array): void;
}
