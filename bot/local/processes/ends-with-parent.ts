/**
 * Loaded into every child of the starter (`--import`). The channel to the parent closes when the parent lets go of it, ends, or is
 * killed, on every system; whoever is left then ends as on SIGTERM. A signal of the terminal is for the starter alone, which ends
 * its children in the right order.
 */
const secondsToEnd = 25;

process.on('SIGINT', () => undefined);
process.once('disconnect', () => {
  if (!process.emit('SIGTERM')) process.exit(0);
  setTimeout(() => process.exit(1), secondsToEnd * 1000).unref();
});
// Only waiting for the parent is no reason to go on running.
process.channel?.unref();
