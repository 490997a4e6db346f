/** Baseline: socket.io over websocket, an ack without any work. Runs in a process of its own, as the product does. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const server = new Server(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
server.on('connection', (socket) => socket.on('cast', (_ballot, ack) => ack({ ok: true })));
http.listen(0, '127.0.0.1', () => process.send(http.address().port));
