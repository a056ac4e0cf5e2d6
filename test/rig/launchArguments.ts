import { fileURLToPath } from 'node:url';

/** What a caller asks of VS Code's executable, as far as the stand-in can do it. */
export interface LaunchArguments {
  readonly version: boolean;
  /** Arguments for VS Code's command line, such as `--install-extension=x.vsix`. */
  readonly commands: readonly string[];
  readonly development: readonly string[];
  readonly tests?: string;
  readonly extensionsFolder?: string;
  readonly userDataFolder?: string;
  /** Arguments handed to the server as they are. */
  readonly forwarded: readonly string[];
  /** Folder or workspace to open. */
  readonly place?: string;
}

/** Reads the arguments of the desktop program. Those that mean nothing to a server are taken and dropped. */
export function parseLaunchArguments(argv: readonly string[]): LaunchArguments {
  const commands: string[] = [];
  const development: string[] = [];
  const forwarded: string[] = [];
  const places: string[] = [];
  const values: { tests?: string; extensionsFolder?: string; userDataFolder?: string } = {};
  let version = false;

  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i]!;
    const option = /^--?([^=]+)(?:=(.*))?$/s.exec(argument);
    if (option === null) {
      places.push(asPath(argument));
      continue;
    }
    const [, name = '', inline] = option;
    const value = (): string => inline ?? argv[++i] ?? '';
    switch (name) {
      case 'extensionDevelopmentPath':
        development.push(asPath(value()));
        break;
      case 'extensionTestsPath':
        values.tests = asPath(value());
        break;
      case 'extensions-dir':
        values.extensionsFolder = value();
        break;
      case 'user-data-dir':
        values.userDataFolder = value();
        break;
      case 'folder-uri':
      case 'file-uri':
        places.push(asPath(value()));
        break;
      case 'install-extension':
      case 'uninstall-extension':
        commands.push(`--${name}=${value()}`);
        break;
      case 'list-extensions':
        commands.push(argument);
        break;
      case 'disable-extension':
        forwarded.push(`--disable-extension=${value()}`);
        break;
      case 'disable-extensions':
        forwarded.push(argument);
        break;
      case 'version':
      case 'v':
        version = true;
        break;
      default:
    }
  }
  const place = places[0];
  return { version, commands, development, forwarded, ...values, ...(place === undefined ? {} : { place }) };
}

function asPath(text: string): string {
  return text.startsWith('file://') ? fileURLToPath(text) : text;
}
