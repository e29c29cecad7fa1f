// Which fields a query selects under a field, through fragments; a superset where @skip and @include leave it open.
import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/** Names selected under `<this field>.<name>`. */
export function selectedUnder(info: GraphQLResolveInfo, name: string): ReadonlySet<string> {
  const sets = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const inner = fieldsOf(sets, info).filter((field) => field.name.value === name).flatMap(({ selectionSet }) => selectionSet ?? []);
  return new Set(fieldsOf(inner, info).map((field) => field.name.value).filter((field) => !field.startsWith('__')));
}

function fieldsOf(sets: readonly SelectionSetNode[], info: GraphQLResolveInfo, seen = new Set<string>()) {
  return sets.flatMap(({ selections }) => selections).flatMap((selection): ReturnType<typeof flatten> => flatten(selection, info, seen));
}

function flatten(selection: SelectionSetNode['selections'][number], info: GraphQLResolveInfo, seen: Set<string>): Extract<typeof selection, { kind: Kind.FIELD }>[] {
  if (selection.kind === Kind.FIELD) return [selection];
  if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf([selection.selectionSet], info, seen);
  const fragment = seen.has(selection.name.value) ? undefined : info.fragments[selection.name.value];
  seen.add(selection.name.value);
  return fragment ? fieldsOf([fragment.selectionSet], info, seen) : [];
}
