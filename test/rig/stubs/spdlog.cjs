// Stands in for the native module @vscode/spdlog, which would need a compiler. VS Code writes its log files, and the
// text of every output channel, through it. The same interface over plain files, without rotation.
const { closeSync, mkdirSync, openSync, writeSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const INFO = 2;

class Logger {
  #file;
  #level = INFO;
  #bare = false;

  constructor(_kind, _name, path) {
    mkdirSync(dirname(path), { recursive: true });
    this.#file = openSync(path, 'a');
  }

  #write(level, message) {
    if (this.#file === undefined || level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    writeSync(this.#file, this.#bare ? message : `${time} [${LEVELS[level]}] ${message}\n`);
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  /** Output channels bring their own line format. */
  clearFormatters() {
    this.#bare = true;
  }
  setPattern() {}
  flush() {}
  drop() {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

exports.version = 11100;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, path) => new Logger('rotating', name, path);
exports.createAsyncRotatingLogger = async (name, path) => new Logger('rotating_async', name, path);
