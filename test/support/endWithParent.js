// Loaded into every program that a test starts: when the test run is gone, however it went, the program ends too.
// Plain JavaScript, because worker threads load it without tsx.
if (require('node:worker_threads').isMainThread) {
  process.stdin.on('end', () => process.exit(1)).resume();
  process.stdin.unref();
}
