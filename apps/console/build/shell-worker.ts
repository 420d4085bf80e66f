import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

/** Pages that must open without signal, with everything they may need: reports, refusals, odd outlines, languages. */
const FIELD_MODULES =
  /\/(my-task-page|task-map|debrief-form|refuse-form|clipped-cells|mgrs-grid|sign-in-page|help-drawer|about-page)\.tsx?$|\/messages\/(kk|ru|en)(\.desk)?\.json$/;
const FIELD_ASSETS = /(base-map|settlements).*\.json$|noto-sans-(latin|cyrillic).*\.woff2$|\.css$/;
const PUBLIC_FILES = [
  '/favicon.svg',
  '/icon-192.png',
  '/icon-512.png',
  '/manifest.webmanifest',
  '/licences.json',
];

function fieldFiles(bundle: Rolldown.OutputBundle): string[] {
  const files = new Set<string>();
  const walk = (name: string): void => {
    const chunk = bundle[name];
    if (files.has(name) || chunk?.type !== 'chunk') return;
    files.add(name);
    chunk.imports.forEach(walk);
  };
  for (const output of Object.values(bundle)) {
    if (output.type === 'asset') {
      if (FIELD_ASSETS.test(output.fileName)) files.add(output.fileName);
    } else if (output.isEntry || output.moduleIds.some((id) => FIELD_MODULES.test(id))) walk(output.fileName);
  }
  return [...files].sort().map((name) => `/${name}`);
}

/** Writes sw.js: the worker, the list of files it keeps, and a version that changes with any file of the build. */
export function shellWorker(): Plugin {
  return {
    name: 'izdeu-shell-worker',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const code = await readFile(fileURLToPath(new URL('service-worker.js', import.meta.url)), 'utf8');
      const files = [...fieldFiles(bundle), ...PUBLIC_FILES];
      const version = createHash('sha256')
        .update(Object.keys(bundle).sort().join('\n'))
        .digest('hex')
        .slice(0, 12);
      const constants = `const VERSION = '${version}';\nconst FILES = ${JSON.stringify(files)};\n`;
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: constants + code });
    },
  };
}
