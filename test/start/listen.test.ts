import QRCode from 'qrcode';
import { addresses } from '../../src/start/listen.js';
import { lanAddresses } from '../../src/house/origin.js';

const printed = (host: string, { publicUrl = null }: { publicUrl?: string | null } = {}): Promise<string> =>
  addresses({ host, port: 3000, secure: false, publicUrl, signIns: [], setUp: null });

/** The code as the terminal shows it, without its margin. */
const qr = async (text: string): Promise<string[]> =>
  (await QRCode.toString(text, { type: 'utf8', margin: 0 })).split('\n').map((line) => line.trimEnd());

const expectQr = async (text: string, address: string): Promise<void> => {
  for (const line of await qr(address)) expect(text).toContain(line);
};

const hall = (text: string): string | undefined => /In the hall +(.+)/.exec(text)?.[1];

test('a house open to the network prints its addresses there, with the first as a QR code', async () => {
  const lan = lanAddresses().map((address) => `http://${address}:3000`);
  for (const host of ['0.0.0.0', '::']) {
    const text = await printed(host);
    expect(text).toContain('Plenary is open at  http://localhost:3000\n');
    expect(hall(text)).toBe(lan.length > 0 ? lan.join('  ') : undefined);
    if (lan[0] !== undefined) await expectQr(text, lan[0]);
  }
});

test.each(['127.0.0.1', 'localhost', '::1'])(
  'on %s nobody in the hall is sent where none listens',
  async (host) => {
    const text = await printed(host);
    expect(text).toContain('Plenary is open at  http://localhost:3000\n');
    expect(hall(text)).toBeUndefined();
    expect(text).not.toMatch(/[▀▄█]/);
  },
);

test.each([
  ['192.0.2.7', 'http://192.0.2.7:3000'],
  ['2001:db8::7', 'http://[2001:db8::7]:3000'],
])('on %s alone it is reached there alone', async (host, address) => {
  const text = await printed(host);
  expect(text).toContain(`Plenary is open at  ${address}\n`);
  expect(hall(text)).toBe(address);
  await expectQr(text, address);
});

test('PUBLIC_URL comes first, and is the QR code', async () => {
  const publicUrl = 'https://vote.example';
  const text = await printed('127.0.0.1', { publicUrl });
  expect(hall(text)).toBe(publicUrl);
  await expectQr(text, publicUrl);
});
