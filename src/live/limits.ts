/** What one address, or one session, may ask of the live room. Nothing here knows a clock: time comes along, in ms. */
export interface Rate {
  /** So many at once. */
  readonly burst: number;
  /** And so many a second after that. */
  readonly perSecond: number;
}

/** Whoever has to wait longer is refused. */
const PATIENCE_MS = 2_000;

/**
 * Whoever asks too much waits for their own turn and for nobody else's: the generic cell rate algorithm, one number a key.
 * A hall shares one address, so that its rate must do for all who are not signed in there.
 */
export class Turns {
  /** When the next turn of a key would be if it took them one after the other. */
  private readonly due = new Map<string, number>();

  constructor(private readonly rate: Rate) {}

  /** In how many ms it is this one's turn; null: not soon, and the turn is not taken. */
  take(key: string, now: number): number | null {
    const { burst, perSecond } = this.rate;
    const each = 1_000 / perSecond;
    const due = Math.max(this.due.get(key) ?? 0, now - burst * each) + each;
    const wait = Math.max(0, due - now);
    if (wait > PATIENCE_MS) return null;
    this.due.set(key, due);
    if (this.due.size > KEYS) this.forget(now);
    return wait;
  }

  /** Who has all their turns again is as one who never came. */
  private forget(now: number): void {
    const whole = (this.rate.burst * 1_000) / this.rate.perSecond;
    for (const [key, due] of this.due) if (due <= now - whole) this.due.delete(key);
  }
}

const KEYS = 10_000;

/** How many are here at once, by key. */
export class Seats {
  private readonly taken = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Whether there was a seat left; it is then taken. */
  take(key: string): boolean {
    const taken = this.taken.get(key) ?? 0;
    if (taken >= this.most) return false;
    this.taken.set(key, taken + 1);
    return true;
  }

  leave(key: string): void {
    const taken = (this.taken.get(key) ?? 1) - 1;
    if (taken > 0) this.taken.set(key, taken);
    else this.taken.delete(key);
  }
}

/**
 * The address of whoever opens a socket. `proxies`: so many stand in front, and each has added whom it heard. Of IPv6 the
 * network (/64) counts: one visitor has as many addresses in it as they like.
 */
export function addressOf(
  { remote, forwarded }: { remote: string; forwarded: string | undefined },
  proxies: number,
): string {
  const told = (proxies === 0 ? '' : (forwarded ?? '')).split(',').map((one) => one.trim());
  const heard = told.filter((one) => one !== '');
  const address = (heard[Math.max(0, heard.length - proxies)] ?? remote).replace(/^::ffff:/, '');
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}
