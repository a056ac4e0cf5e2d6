/** What an event of a run is called and how it is defined; the detectors compute the same. */
export interface EventInfo {
  /** Key in `Outcome.events`. */
  readonly key: string;
  readonly symbol: string;
  readonly label: string;
  /** Its definition on one line, with the symbols of theory.md. */
  readonly definition: string;
}

/** In the order in which a run usually has them (theory.md, Metrics). */
export const eventInfos: readonly EventInfo[] = [
  {
    key: 'earlyAlignmentEnd',
    symbol: 'T̂₁',
    label: 'end of early alignment',
    definition: 'first t with max(‖D₁‖₂, ‖D₂‖₂) ≥ α',
  },
  {
    key: 'alignmentEnd',
    symbol: 'T₁',
    label: 'end of alignment',
    definition: 'first t with gᵀB₁A₁v ≥ (1 − δ_w)σ/(4σ_W2)',
  },
  { key: 'escape', symbol: 'T½', label: 'escape', definition: 'first t with uᵀFv ≥ σ/2' },
  { key: 'crossing', symbol: 'T×', label: 'signal = noise', definition: 'first t with L_S ≤ L_N' },
  {
    key: 'plateau',
    symbol: 'T_p',
    label: 'plateau onset',
    definition: 'first t with ρ(t) < λ/100 and L < L(0)/100',
  },
];
