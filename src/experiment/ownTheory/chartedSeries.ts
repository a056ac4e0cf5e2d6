/**
 * Keys of the series that the panel's charts draw: the loss, the alignment, and the norm beside them on the right axis
 * of the phases. The same as in charts/model/chartInput.ts (a test compares them).
 */
export const CHARTED_SERIES: readonly string[] = ['loss', 'alignment', 'normZ1'];

/** Those as words: `loss, alignment and normZ1`. */
export const CHARTED_WORDS = `${CHARTED_SERIES.slice(0, -1).join(', ')} and ${CHARTED_SERIES.at(-1)}`;
