// A process that does nothing until it is ended, or two minutes have gone.
setTimeout(() => undefined, 120_000);
console.log('running');
