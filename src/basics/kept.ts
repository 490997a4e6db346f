/** Keeps the latest results of costly work, by what they follow from: asked again, they are there at once. */
export class Kept<V extends NonNullable<unknown>> {
  private readonly results = new Map<string, V>();

  /** `size`: so many results are kept; the one that was asked least recently goes first. */
  constructor(private readonly size: number) {}

  of(key: string, make: () => V): V {
    const value = this.results.get(key) ?? make();
    this.results.delete(key);
    this.results.set(key, value);
    const [oldest] = this.results.keys();
    if (oldest !== undefined && this.results.size > this.size) this.results.delete(oldest);
    return value;
  }
}
