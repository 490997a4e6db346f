/** Batches of one poll that run at once: one reads and decides while another waits for the head of the record. */
const IN_FLIGHT = 3;
const BATCH = 400;
/** How long the first of a batch waits for what has already arrived on other sockets, in ms; with others in flight longer. */
const GATHER_MS = { alone: 1, behind: 4 };

interface Queue<T> {
  readonly waiting: T[];
  inFlight: number;
  scheduled: boolean;
}

/** Gathers what arrives together, by key, and hands it on in batches. It knows neither polls nor ballots. */
export class Batches<T> {
  private readonly queues = new Map<string, Queue<T>>();

  /** `commit` settles each of its batch, and never rejects. */
  constructor(private readonly commit: (key: string, batch: readonly T[]) => Promise<void>) {}

  add(key: string, one: T): void {
    let queue = this.queues.get(key);
    if (!queue) this.queues.set(key, (queue = { waiting: [], inFlight: 0, scheduled: false }));
    queue.waiting.push(one);
    this.schedule(key, queue);
  }

  private schedule(key: string, queue: Queue<T>): void {
    if (queue.scheduled || queue.inFlight >= IN_FLIGHT || queue.waiting.length === 0) return;
    queue.scheduled = true;
    setTimeout(
      () => {
        queue.scheduled = false;
        const batch = queue.waiting.splice(0, BATCH);
        if (batch.length === 0) return;
        queue.inFlight++;
        void this.commit(key, batch).finally(() => {
          queue.inFlight--;
          if (queue.waiting.length > 0) this.schedule(key, queue);
          else if (queue.inFlight === 0) this.queues.delete(key);
        });
        this.schedule(key, queue);
      },
      queue.inFlight === 0 ? GATHER_MS.alone : GATHER_MS.behind,
    );
  }
}
