import { Server } from 'node:net';

/** Loaded into a program that would listen on every interface of this machine and has no setting for it. */
const original = Server.prototype.listen;

Server.prototype.listen = function listenOnLoopback(this: Server, ...given: unknown[]) {
  const [port, host] = given;
  const args = typeof port === 'number' && typeof host !== 'string' ? [port, '127.0.0.1', ...given.slice(1)] : given;
  return Reflect.apply(original, this, args) as Server;
};
