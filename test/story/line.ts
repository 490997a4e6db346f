import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to PostgreSQL that a test can cut, or let hang: what is sent then arrives nowhere. */
export interface Line {
  readonly url: (url: string) => string;
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function lineTo(server: string): Promise<Line> {
  const { hostname, port } = new URL(server);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    keep(near);
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const at = (line.address() as AddressInfo).port;
  const cut = async (): Promise<void> => {
    line.close();
    for (const socket of sockets) socket.destroy();
    await once(line, 'close');
  };
  return {
    url: (url) => Object.assign(new URL(url), { host: `127.0.0.1:${at}` }).href,
    cut,
    mend: async () => {
      line.listen(at, '127.0.0.1');
      await once(line, 'listening');
    },
    close: async () => {
      if (line.listening) await cut();
    },
  };
}
