/** Where the thread is that reads files. Tests run the sources, which a thread cannot, and have one of their own. */
export const READER_THREAD = new URL('./reader.thread.js', import.meta.url);
