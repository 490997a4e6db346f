/** Tests run the sources, in which no module knows its own place. */
export const HOME = process.cwd();
