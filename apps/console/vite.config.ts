import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compiledMessages, MESSAGE_PARSER_ALIAS } from './build/compiled-messages.js';
import { licences } from './build/licences.js';
import { shellWorker } from './build/shell-worker.js';

const SERVER = 'http://127.0.0.1:8080';
const proxy = {
  '/api': SERVER,
  '/health': SERVER,
  '/socket.io': { target: SERVER, ws: true },
};

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [compiledMessages(), react(), licences(), shellWorker()],
  resolve: {
    alias: [
      MESSAGE_PARSER_ALIAS,
      { find: /^leaflet$/, replacement: fileURLToPath(new URL('build/leaflet-parts.js', import.meta.url)) },
      // The server checks with the schemas; the phone only needs paths and types.
      {
        find: /^zod$/,
        replacement: fileURLToPath(new URL('src/app/http/schema-placeholder.ts', import.meta.url)),
      },
    ],
    // The libraries of this repository are compiled from source: no stale `dist` while developing.
    conditions: ['@izdeu/source', 'module', 'browser', 'development|production'],
  },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: {
    target: 'es2022',
    // A strict content policy forbids `data:` fonts and images, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        // What every page needs is grouped so that it stays cached between releases. Charts and maps
        // are left to their lazy routes; a group for charts would take what the field shares with them.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router)\//, priority: 30 },
            { name: 'leaflet', test: /node_modules\/leaflet\//, priority: 20 },
          ],
        },
      },
    },
  },
});
