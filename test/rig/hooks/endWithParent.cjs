// Required into the server. Its standard input is a pipe from the process that started it: when that process is gone,
// even by SIGKILL, the pipe closes and the server ends. The server's own children load this file too and are let be.
if (/server-main\.js$/.test(process.argv[1] ?? '')) {
  process.stdin.on('close', () => process.exit(0));
  process.stdin.on('error', () => process.exit(0));
  process.stdin.resume();
}
