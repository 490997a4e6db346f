import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** What only those load who write, or who read in that language. */
const APART = /tiptap|prosemirror|words\/(en|fr|es)\./;

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  plugins: [react()],
  resolve: {
    alias: [
      // The contracts are read for places and types only; the server validates. See the file for what this saves.
      { find: /^zod$/, replacement: at('./src/house/unread-zod.ts') },
    ],
  },
  build: {
    outDir: at('../dist/client'),
    emptyOutDir: true,
    target: 'es2022',
    // A data: URL or an inline script would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // A screen of a hundred small files waits for a hundred answers; so what many screens share is in few.
        codeSplitting: {
          groups: [
            { name: 'frame', tags: ['$initial'], priority: 3 },
            { name: 'common', test: (id) => !APART.test(id), minShareCount: 8, priority: 2 },
            { name: 'shared', test: (id) => !APART.test(id), minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: {
      '/api': { target: 'http://localhost:3000', changeOrigin: false },
      '/socket.io': { target: 'http://localhost:3000', ws: true, changeOrigin: false },
    },
  },
});
