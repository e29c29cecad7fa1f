// Measures an operation: expanded fields, depth, aliases, and the records that it may return. Linear in the document: a fragment is measured once.
import {
  getNamedType, isCompositeType, isInterfaceType, isObjectType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef, typeFromAST,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLNamedType, type GraphQLSchema,
  type OperationDefinitionNode, type SelectionNode, type SelectionSetNode, type ValueNode,
} from 'graphql';

export interface Measure {
  readonly fields: number;
  readonly depth: number;
  readonly aliases: number;
  /** Records, weighted: a list counts its page size times what each record holds; a count or statistic its flat cost. */
  readonly nodes: number;
}

type Variables = Readonly<Record<string, unknown>>;

const NOTHING: Measure = { fields: 0, depth: 0, aliases: 0, nodes: 0 };

/** `variables` are the coerced ones: defaults filled in. */
export function measure(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const measured = new Map<string, Measure>();
  return ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);

  function ofSet({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Measure {
    return selections.reduce((sum, selection) => together(sum, ofSelection(selection, type)), NOTHING);
  }

  function ofSelection(selection: SelectionNode, type: GraphQLNamedType | undefined): Measure {
    switch (selection.kind) {
      case Kind.FIELD:
        return ofField(selection, type);
      case Kind.INLINE_FRAGMENT:
        return ofSet(selection.selectionSet, selection.typeCondition ? typeFromAST(schema, selection.typeCondition) : type);
      case Kind.FRAGMENT_SPREAD:
        return ofFragment(selection.name.value);
    }
  }

  function ofFragment(name: string): Measure {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    // Held as nothing while it is being measured: a cycle, which validation refuses, ends here.
    measured.set(name, NOTHING);
    const found = fragment ? ofSet(fragment.selectionSet, typeFromAST(schema, fragment.typeCondition)) : NOTHING;
    measured.set(name, found);
    return found;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Measure {
    const field = fieldOf(schema, parent, node.name.value);
    const type = field && getNamedType(field.type);
    const inner = node.selectionSet && isCompositeType(type) ? ofSet(node.selectionSet, type) : NOTHING;
    return {
      fields: 1 + inner.fields,
      depth: 1 + inner.depth,
      aliases: (node.alias ? 1 : 0) + inner.aliases,
      nodes: nodesOf(field, node, inner.nodes, variables),
    };
  }
}

function together(a: Measure, b: Measure): Measure {
  return { fields: a.fields + b.fields, depth: Math.max(a.depth, b.depth), aliases: a.aliases + b.aliases, nodes: a.nodes + b.nodes };
}

function nodesOf(field: GraphQLField<unknown, unknown> | undefined, node: FieldNode, inner: number, variables: Variables): number {
  const list = field?.extensions.listCost as { readonly byDefault: number; readonly cap: number } | undefined;
  const flat = typeof field?.extensions.flatCost === 'number' ? field.extensions.flatCost : 0;
  return list ? flat + sizeOf(node, variables, list.byDefault) * (1 + inner) : flat + inner;
}

/** The page size after variable coercion; a size past the cap counts as asked, and is refused by its resolver besides. */
function sizeOf(node: FieldNode, variables: Variables, byDefault: number): number {
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  const size = value && numberOf(value, variables);
  return typeof size === 'number' && size > 0 ? size : byDefault;
}

function numberOf(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  return value.kind === Kind.INT ? Number(value.value) : undefined;
}

function fieldOf(schema: GraphQLSchema, parent: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
