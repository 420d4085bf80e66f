import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const PACKAGE = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** Writes licences.json: every package of which a part is in the build. One without a licence stops it. */
export function licences(): Plugin {
  return {
    name: 'izdeu-licences',
    apply: 'build',
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const output of Object.values(bundle))
        if (output.type === 'chunk')
          for (const id of output.moduleIds) {
            const [, folder] = PACKAGE.exec(id.replace(/^\0/, '')) ?? [];
            if (folder !== undefined) folders.add(folder);
          }
      const found = [...folders].map((folder) => {
        const { name, version, license } = JSON.parse(
          readFileSync(`${folder}/package.json`, 'utf8'),
        ) as Manifest;
        if (typeof license !== 'string') this.error(`${name} does not say its licence`);
        return { name, version, licence: license };
      });
      // The font comes in by a style sheet, which is no module of a chunk.
      const font = JSON.parse(
        readFileSync(new URL(import.meta.resolve('@fontsource-variable/noto-sans/package.json')), 'utf8'),
      ) as Manifest;
      if (!found.some(({ name }) => name === font.name))
        found.push({ name: font.name, version: font.version, licence: font.license ?? '' });
      found.sort((a, b) => a.name.localeCompare(b.name, 'en'));
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(found) });
    },
  };
}
