import { workspace, type Uri } from 'vscode';
import { SETTINGS_SECTION, settingKeys } from './manifest.ts';

/** The user's settings as they hold for one file. */
export interface Settings {
  /** 0: all cores but one. */
  readonly workers: number;
  readonly save: boolean;
  /** Predicted seconds from which on a batch is confirmed; 0: never. */
  readonly confirmAbove: number;
  readonly storeFolder: string;
  readonly keepBatches: number;
  readonly maxMegabytes: number;
  readonly previousBatch: boolean;
  readonly livePreview: boolean;
  readonly codeLens: boolean;
  readonly diagnostics: boolean;
  /** Keys of facts that are not said beside settings. */
  readonly hiddenFacts: ReadonlySet<string>;
}

/** Reads the settings for a file. What a user wrote by hand may be of any type: what does not fit is the default. */
export function readSettings(resource: Uri): Settings {
  const section = workspace.getConfiguration(SETTINGS_SECTION, resource);
  const number = (key: string, fallback: number, least: number): number => {
    const value = section.get<unknown>(key);
    return typeof value === 'number' && Number.isFinite(value) && value >= least ? value : fallback;
  };
  const boolean = (key: string, fallback: boolean): boolean => {
    const value = section.get<unknown>(key);
    return typeof value === 'boolean' ? value : fallback;
  };
  const folder = section.get<unknown>(settingKeys.storeFolder);
  return {
    workers: Math.floor(number(settingKeys.workers, 0, 0)),
    save: boolean(settingKeys.save, false),
    confirmAbove: number(settingKeys.confirmAbove, 600, 0),
    storeFolder: typeof folder === 'string' && isInside(folder) ? folder : '.lora-dynamics',
    keepBatches: Math.floor(number(settingKeys.keepBatches, 10, 1)),
    maxMegabytes: number(settingKeys.maxMegabytes, 500, 10),
    previousBatch: boolean(settingKeys.previousBatch, true),
    livePreview: boolean(settingKeys.livePreview, true),
    codeLens: boolean(settingKeys.codeLens, true),
    diagnostics: boolean(settingKeys.diagnostics, true),
    hiddenFacts: switchedOff(section.get<unknown>(settingKeys.inlayHints)),
  };
}

/** The keys of an object of switches that are off. */
function switchedOff(switches: unknown): ReadonlySet<string> {
  if (typeof switches !== 'object' || switches === null) return new Set();
  return new Set(Object.entries(switches).flatMap(([key, on]) => (on === false ? [key] : [])));
}

/** A relative path that stays below where it starts: a workspace's settings must not choose a place outside it. */
function isInside(path: string): boolean {
  const parts = path.split(/[\\/]/);
  return (
    path !== '' &&
    !/^([\\/]|[A-Za-z]:)/.test(path) &&
    !parts.includes('..') &&
    !parts.every(part => part === '.')
  );
}
