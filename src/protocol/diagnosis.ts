import type { NoteView } from './panel.ts';

/** What the runs of a batch show besides their curves. */
export interface DiagnosisView {
  /** By variant id; variants that show nothing are left out. */
  readonly variants: Readonly<Record<string, VariantDiagnosisView>>;
  /** For the header: `2 on a plateau`. */
  readonly badges: readonly { readonly severity: NoteView['severity']; readonly text: string }[];
  /** One a signature: what, why, and a fix where an edit of the file is one. Diverged runs have theirs among `PanelView.notes`. */
  readonly notes: readonly NoteView[];
}

export interface VariantDiagnosisView {
  readonly severity: NoteView['severity'];
  /** `plateau`; with the seeds where not all show it: `plateau, 12 of 30`. */
  readonly state: string;
}
