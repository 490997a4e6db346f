import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { parseCookie } from 'cookie';

/** The key that signs what a browser is remembered by; all nodes share it. */
export const DEVICE_KEY = Symbol('device key');

const NAME = 'plenary_device';
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * A browser in which somebody has signed in is remembered as theirs by a cookie `NONCE.MAC`: 16 random bytes, and the
 * HMAC-SHA-256 of the person's id and the nonce, both base64url. It lets nobody in: it gives the browser a count of failures of
 * its own, so that who guesses at somebody's password elsewhere does not shut them out (OWASP, "device cookies").
 */
const macOf = (key: Buffer, person: string, nonce: string): Buffer =>
  createHmac('sha256', key).update(`${person}.${nonce}`).digest();

/** The nonce by which this browser is remembered as the person's, or null. */
export function deviceOf(key: Buffer, request: Request, person: string): string | null {
  const [nonce, mac] = parseCookie(request.get('cookie') ?? '')[NAME]?.split('.') ?? [];
  if (!nonce || !mac) return null;
  const [right, given] = [macOf(key, person, nonce), Buffer.from(mac, 'base64url')];
  return given.length === right.length && timingSafeEqual(given, right) ? nonce : null;
}

/** Remembers this browser as the person's; `secure` as the session's cookie. */
export function remember(
  key: Buffer,
  response: Response,
  { person, secure }: { person: string; secure: boolean },
): void {
  const nonce = randomBytes(16).toString('base64url');
  response.cookie(NAME, `${nonce}.${macOf(key, person, nonce).toString('base64url')}`, {
    ...{ httpOnly: true, sameSite: 'strict', secure, maxAge: YEAR_MS, path: '/api/session' },
  });
}
