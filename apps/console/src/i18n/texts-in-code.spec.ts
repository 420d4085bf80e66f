import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const SOURCE = join(import.meta.dirname, '..');
const idsOf = (name: string): string[] =>
  Object.keys(
    JSON.parse(readFileSync(join(import.meta.dirname, 'messages', name), 'utf8')) as Record<string, string>,
  );
const fieldIds = idsOf('en.json');
const deskIds = idsOf('en.desk.json');
const ids = [...fieldIds, ...deskIds];

/** Attributes that a person reads or hears. */
const READ_OUT =
  /^(aria-(label|description|roledescription|valuetext)|alt|title|label|placeholder|description|body|help|note)$/;
/**
 * The same in every language: keys on the keyboard, the abbreviation of the trade, a call sign, which is a name, the
 * letter on the arrow to the north (its name is translated), and an example of a place in MGRS.
 */
const NOT_TRANSLATED = new Set(['Ctrl K', 'POD', 'Барс-1']);
/** An id handed on is no text: the one who gets it looks it up. */
const known = new Set(ids);
const hasWords = (text: string): boolean =>
  /\p{L}/u.test(text) && !NOT_TRANSLATED.has(text.trim()) && !known.has(text);

/** Texts that were written before the view they are for: of the map's help and of its symbols. */
const AHEAD_OF_THEIR_VIEW = /^map\.(help$|symbol\.)/;

interface Findings {
  /** Whole strings; ids among them are used. */
  readonly literals: Set<string>;
  /** `outcome.kind.${kind}` uses every id of that shape. */
  readonly shapes: Set<string>;
  readonly hardCoded: string[];
  /** Modules of our own that are loaded with this one or by it, save those it loads `atDesk`. */
  readonly imports: string[];
}

/** Only values count: a type is gone when the page runs. */
function importedBy(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const clause = ts.isImportDeclaration(node) ? node.importClause : node;
    const isType = clause !== undefined && 'isTypeOnly' in clause && clause.isTypeOnly;
    const from = node.moduleSpecifier;
    return !isType && from && ts.isStringLiteral(from) ? from.text : null;
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return null;
  const [from] = node.arguments;
  return from && ts.isStringLiteral(from) ? from.text : null;
}

function read(code: string, name: string): Findings {
  const found: Findings = { literals: new Set(), shapes: new Set(), hardCoded: [], imports: [] };
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node, isAtDesk = false): void => {
    const imported = importedBy(node);
    if (imported?.startsWith('.') && !isAtDesk) found.imports.push(imported);
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node)) found.literals.add(node.text);
    if (ts.isTemplateExpression(node) || ts.isTemplateLiteralTypeNode(node))
      found.shapes.add([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('\0'));
    if (ts.isJsxText(node) && hasWords(node.text)) found.hardCoded.push(`${name}: ${node.text.trim()}`);
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression)) {
      const isChild = ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent);
      if (isChild && hasWords(node.expression.text)) found.hardCoded.push(`${name}: ${node.expression.text}`);
    }
    if (ts.isJsxAttribute(node) && READ_OUT.test(node.name.getText(file))) {
      const value =
        node.initializer && ts.isJsxExpression(node.initializer)
          ? node.initializer.expression
          : node.initializer;
      if (value && ts.isStringLiteralLike(value) && hasWords(value.text))
        found.hardCoded.push(`${name}: ${node.getText(file)}`);
    }
    const loadsAtDesk = isAtDesk || (ts.isCallExpression(node) && node.expression.getText(file) === 'atDesk');
    ts.forEachChild(node, (child) => visit(child, loadsAtDesk));
  };
  visit(file);
  return found;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.tsx?$/.test(file))
  .map((file) => join(SOURCE, file));
const byFile = new Map(
  files.map((file) => [file, read(readFileSync(file, 'utf8'), relative(SOURCE, file))] as const),
);
const findings = [...byFile.values()];

/** Every file that is run without anything being loaded `atDesk`: the shell, sign-in and the view of the field. */
function filesOfTheField(): Set<string> {
  const reached = new Set<string>();
  const walk = (file: string): void => {
    const found = byFile.get(file);
    if (!found || reached.has(file)) return;
    reached.add(file);
    for (const name of found.imports) {
      const path = join(dirname(file), name).replace(/\.js$/, '');
      for (const source of [`${path}.ts`, `${path}.tsx`]) if (existsSync(source)) walk(source);
    }
  };
  walk(join(SOURCE, 'main.tsx'));
  return reached;
}

function unusedIds(all: readonly string[], found: readonly Findings[]): string[] {
  const literals = new Set(found.flatMap((one) => [...one.literals]));
  const shapes = found
    .flatMap((one) => [...one.shapes])
    // A shape without a word of its own would use every id there is.
    .filter((shape) => /^[a-z][\w-]*\./i.test(shape))
    .map((shape) => new RegExp(`^${shape.split('\0').map(escaped).join('[\\w.-]+')}$`));
  return all.filter((id) => !literals.has(id) && !shapes.some((shape) => shape.test(id)));
}
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('texts of the interface', () => {
  it('has no message that no page uses', () => {
    expect(unusedIds(ids, findings).filter((id) => !AHEAD_OF_THEIR_VIEW.test(id))).toEqual([]);
  });

  it('has in the texts of the field what a phone needs and nothing else', () => {
    const reached = [...filesOfTheField()];
    expect(reached.map((file) => relative(SOURCE, file))).toEqual(
      expect.arrayContaining(['features/my-task/task-map.tsx', 'features/sign-in/sign-in-page.tsx']),
    );
    const found = reached.flatMap((file) => byFile.get(file) ?? []);
    const unneeded = new Set(unusedIds(ids, found));
    expect({
      onlyAtDesk: fieldIds.filter((id) => unneeded.has(id)),
      neededInTheField: deskIds.filter((id) => !unneeded.has(id)),
    }).toEqual({ onlyAtDesk: [], neededInTheField: [] });
  });

  it('has no text written into a page', () => {
    expect(findings.flatMap(({ hardCoded }) => hardCoded)).toEqual([]);
  });

  it('would see each of these mistakes', () => {
    const bad = read(
      'const A = () => <p title="Hello" data-testid="x"> Text {"more"} <b aria-label={`Дала`}>{t(`a.${b}`)}</b></p>;',
      'bad.tsx',
    );
    expect(bad.hardCoded).toEqual([
      'bad.tsx: title="Hello"',
      'bad.tsx: Text',
      'bad.tsx: more',
      'bad.tsx: aria-label={`Дала`}',
    ]);
    expect(unusedIds(['a.one', 'b.two'], [bad])).toEqual(['b.two']);
    const loading =
      "import type { T } from './t.js'; import './a.js'; x(() => import('./b.js')); atDesk(() => import('./c.js'));";
    expect(read(loading, 'loading.ts').imports).toEqual(['./a.js', './b.js']);
  });
});
