// The catalogue's public parts.
export type { CatalogueDefinition, CatalogueProblem } from './definition';
export { canonicalId, parseEntryId, pathOfEntry, sourceId, type EntryId } from './entry-id';
export { fieldsOf, levelOf, listFieldsOf, type ListField, type ScalarField, type ScalarType } from './fields';
export { linksOf, type Link } from './links';
export { loadCatalogue, loadExamples, type Examples } from './load';
export { resolveNode, walkSchema, type Place } from './walk';
