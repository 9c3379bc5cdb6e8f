// A process that does nothing until it is ended.
setInterval(() => undefined, 60_000);
console.log('running');
