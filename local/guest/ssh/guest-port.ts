import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const rebindAttempts = 50;
const rebindDelayMs = 100;
const lingerMs = 200;

/** What answers on a guest's port. */
export interface Service {
  /** Takes a connection over. */
  serve(socket: Socket): void;
  /** Says farewell to all peers, before their connections end. */
  dismiss(): void;
}

/** A guest's port on 127.0.0.1: one for its life, open or closed. */
export class GuestPort {
  /** The port, once one was chosen; it stays the same while closed. */
  port: number | null = null;
  private listener: Server | null = null;
  private readonly sockets = new Set<Socket>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly service: Service) {}

  get isOpen(): boolean {
    return this.listener !== null;
  }

  /** The port, which the system chooses on the first call. */
  async choosePort(): Promise<number> {
    await this.inTurn(async () => {
      if (this.port !== null) return;
      const listener = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
      await once(listener, 'listening');
      this.port = (listener.address() as AddressInfo).port;
      listener.close();
      await once(listener, 'close');
    });
    return this.port ?? 0;
  }

  /** Listens on the chosen port. Does nothing when open. */
  open(): Promise<void> {
    return this.inTurn(async () => {
      this.listener ??= await this.listen();
    });
  }

  /** Refuses new connections and ends those there are. */
  close(): Promise<void> {
    return this.inTurn(async () => {
      const listener = this.listener;
      this.listener = null;
      if (!listener) return;
      const closed = once(listener, 'close');
      listener.close();
      this.service.dismiss();
      for (const socket of this.sockets) hangUp(socket);
      await closed;
    });
  }

  /** One opening or closing after the other, in the order asked. */
  private inTurn(task: () => Promise<void>): Promise<void> {
    const result = this.turn.then(task);
    this.turn = result.catch(() => {});
    return result;
  }

  /** While closed, the port belongs to nobody: should another process hold it for a moment, waits for it to go. */
  private async listen(): Promise<Server> {
    for (let attempt = 1; ; attempt++) {
      const listener = createServer((socket) => this.serve(socket));
      listener.listen(this.port ?? 0, '127.0.0.1');
      try {
        await once(listener, 'listening');
        return listener;
      } catch (error) {
        if (attempt === rebindAttempts || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
        await delay(rebindDelayMs);
      }
    }
  }

  private serve(socket: Socket): void {
    // Without it a login takes six times as long: the peer's acknowledgements are delayed.
    socket.setNoDelay(true);
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    this.service.serve(socket);
  }
}

/** Lets the farewell go out, but does not wait for a peer that reads nothing. */
function hangUp(socket: Socket): void {
  socket.destroySoon();
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
}
