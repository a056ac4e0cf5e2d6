/** Version of the engine, part of every run's identity: runs of different versions are never mixed. */
export const ENGINE_VERSION = '0.1.0';
