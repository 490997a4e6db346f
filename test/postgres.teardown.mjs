import { rmSync } from 'node:fs';

export default async function teardown() {
  await globalThis.plenaryTestServer?.stop();
  rmSync(globalThis.plenaryTestServer.folder, { recursive: true, force: true });
}
