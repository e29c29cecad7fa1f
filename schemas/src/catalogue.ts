// The catalogue: verified as a whole, then read by everything else. From memory here; from files in catalogue/load.ts.
import type { Catalogue, CatalogueEntry, CodeSet } from './catalogue-types';
import { codeSetProblems } from './catalogue/code-sets';
import { entryOf, finding, type CatalogueDefinition, type CatalogueProblem } from './catalogue/definition';
import { canonicalId, sourceId } from './catalogue/entry-id';
import { locate, verifyEntry } from './catalogue/verify';
import { schemasError } from './error-table';
import type { HubError } from './errors';

/** Verifies all definitions together and throws CATALOGUE_INVALID with every problem (details.list), or returns the catalogue.
 *  Entries without `file` count as foreign: their patterns run on RE2. A CatalogueEntry is a definition too. */
export function createCatalogue(definitions: readonly CatalogueDefinition[], codeSets: readonly CodeSet[] = []): Catalogue {
  const { entries, problems } = verifyAll(definitions, codeSets);
  if (problems.length > 0) throw catalogueInvalid(problems);
  return catalogueOf(entries, codeSets);
}

/** The refusal that names every problem. */
export function catalogueInvalid(problems: readonly CatalogueProblem[]): HubError {
  const say = (language: 'zh' | 'en') =>
    problems.slice(0, 20).map((one) => `${one.file}${one.line === undefined ? '' : `:${one.line}`} ${one.pointer || '/'}: ${one.problem[language]}`).join('\n');
  return schemasError('CATALOGUE_INVALID', { count: problems.length, problems: `\n${say('en')}\n`, problemsZh: `\n${say('zh')}\n`, list: problems });
}

function verifyAll(definitions: readonly CatalogueDefinition[], codeSets: readonly CodeSet[]): { entries: CatalogueEntry[]; problems: CatalogueProblem[] } {
  const problems: CatalogueProblem[] = [...codeSetProblems(codeSets)];
  const pairs: { definition: CatalogueDefinition; entry: CatalogueEntry }[] = [];
  const byId = new Map<string, CatalogueEntry>();
  for (const definition of definitions) {
    const entry = entryOf(definition);
    if (!entry) problems.push(locate(BAD_ID, definition));
    else if (byId.has(entry.id)) problems.push(locate(TWICE, definition));
    else pairs.push({ definition, entry });
    if (entry) byId.set(entry.id, entry);
  }
  const context = { byId, datasets: newest([...byId.values()].filter((entry) => entry.kind === 'canonical')), codeSets: new Map(codeSets.map((set) => [set.id, set])) };
  for (const { definition, entry } of pairs) problems.push(...verifyEntry(entry, context).map((found) => locate(found, definition)));
  return { entries: [...byId.values()], problems };
}

const BAD_ID = finding(
  '/$id',
  '$id must be urn:lianshu:canonical:<dataset>:<n> or urn:lianshu:source:<department>:<record>:<n>.',
  '$id 须为 urn:lianshu:canonical:<数据集>:<版本> 或 urn:lianshu:source:<部门>:<记录>:<版本>。',
);
const TWICE = finding('/$id', 'this $id stands in the catalogue twice; give the newer file the next version.', '目录中已有该 $id；请为较新的文件使用下一个版本号。');

function catalogueOf(entries: readonly CatalogueEntry[], codeSets: readonly CodeSet[]): Catalogue {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const datasets = newest(entries.filter((entry) => entry.kind === 'canonical'));
  const sources = newest(entries.filter((entry) => entry.kind === 'source'));
  const sets = new Map(codeSets.map((set) => [set.id, set]));
  const find = <T>(found: T | undefined, id: string): T => {
    if (found === undefined) throw schemasError('CATALOGUE_UNKNOWN', { id });
    return found;
  };
  return Object.freeze({
    canonical: (dataset: string, version?: number) =>
      version === undefined ? find(datasets.get(dataset), `canonical:${dataset}`) : find(byId.get(canonicalId(dataset, version)), canonicalId(dataset, version)),
    source: (department: string, record: string, version?: number) =>
      version === undefined ? find(sources.get(`${department}.${record}`), `source:${department}:${record}`) : find(byId.get(sourceId(department, record, version)), sourceId(department, record, version)),
    byId: (id: string) => find(byId.get(id), id),
    has: (id: string) => byId.has(id),
    datasets: () => [...datasets.values()],
    sources: () => [...sources.values()],
    codeSet: (id: string) => {
      const set = sets.get(id);
      if (!set) throw schemasError('CODE_SET_UNKNOWN', { id });
      return set;
    },
    codeSets: () => [...sets.values()],
  });
}

/** Newest version by name, names in order. */
function newest(entries: readonly CatalogueEntry[]): Map<string, CatalogueEntry> {
  const found = new Map<string, CatalogueEntry>();
  for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version - b.version))) found.set(entry.name, entry);
  return found;
}
