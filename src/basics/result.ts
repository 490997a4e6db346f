/**
 * An expected failure is a value. A refusal has a code (also the API field and the key of the sentence that
 * the client shows) and the facts that the sentence needs.
 */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface Refusal {
  readonly code: string;
  readonly facts: Facts;
}

export type Result<T, E = Refusal> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });

export const refuse = (code: string, facts: Facts = {}): Result<never> => ({
  ok: false,
  refusal: { code, facts },
});

/** The end of an exhaustive switch: the compiler proves that it is never reached. */
export function never(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
