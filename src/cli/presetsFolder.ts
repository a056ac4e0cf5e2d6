/** The shipped experiments: in media/presets beside the folder of the bundle, or of the sources. */
export const presetsFolder = import.meta.url.endsWith('.ts')
  ? new URL('../../media/presets/', import.meta.url)
  : new URL('../media/presets/', import.meta.url);
