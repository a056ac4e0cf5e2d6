/** Version of the package. */
export const VERSION = '0.1.0';

/**
 * Version of the engine's numbers, part of every run's identity: runs of different versions are never mixed. What follows the
 * package's version is raised by every change that moves a bit of a result.
 */
export const ENGINE_VERSION = `${VERSION}+3`;
