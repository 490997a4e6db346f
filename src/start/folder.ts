import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { dirname } from 'node:path';
import { refuse, type Result } from '../basics/result.js';

/** Writes a file whole and for its owner alone, unless it is there already. */
export async function putFirst(file: string, text: string): Promise<void> {
  const own = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    await fs.writeFile(own, text, { mode: 0o600 });
    await fs.link(own, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    await fs.rm(own, { force: true });
  }
}

/**
 * Makes a folder for its owner alone, and those above it as usual. Not `recursive`: that never ends where a file system
 * refuses with ENOENT (/proc).
 */
export async function makeFolder(folder: string, mode = 0o700): Promise<void> {
  const make = async (): Promise<void> => {
    try {
      await fs.mkdir(folder, { mode });
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST' || !(await fs.stat(folder)).isDirectory())
        throw error;
    }
  };
  try {
    await make();
  } catch (error) {
    const above = dirname(folder);
    if ((error as { code?: string }).code !== 'ENOENT' || (await fs.stat(above).catch(() => null)))
      throw error;
    await makeFolder(above, 0o777);
    await make();
  }
}

/** Why a folder cannot be used: `database.disk_full`, `database.folder_unwritable`, `database.failed`. */
export function folderRefusal(error: unknown, folder: string): Result<never> {
  const { code, message, stderr } = error as { code?: string | number; message: string; stderr?: string };
  const text = `${message} ${stderr ?? ''}`;
  if (code === 'ENOSPC' || /No space left/i.test(text)) return refuse('database.disk_full', { folder });
  if (
    typeof code === 'string' &&
    ['EACCES', 'EROFS', 'EPERM', 'ENOENT', 'ENOTDIR', 'EEXIST'].includes(code)
  ) {
    return refuse('database.folder_unwritable', { folder });
  }
  if (/Permission denied|Read-only file system/i.test(text)) {
    return refuse('database.folder_unwritable', { folder });
  }
  return refuse('database.failed', { detail: text.trim().split('\n').at(-1) ?? '' });
}
