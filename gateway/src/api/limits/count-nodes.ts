// How many records an operation may return: page sizes multiplied through nested lists. Linear: a fragment is counted once.
import {
  getNamedType, isCompositeType, isInterfaceType, isObjectType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef, typeFromAST,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLField, type GraphQLNamedType, type GraphQLSchema,
  type OperationDefinitionNode, type SelectionNode, type SelectionSetNode, type ValueNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** Records, weighted: a list counts its page size times what each record holds; a count or statistic its flat cost.
 *  `variables` are the coerced ones: defaults filled in. */
export function countNodes(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const counted = new Map<string, number>();
  return ofSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);

  function ofSet({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): number {
    return selections.reduce((sum, selection) => sum + ofSelection(selection, type), 0);
  }

  function ofSelection(selection: SelectionNode, type: GraphQLNamedType | undefined): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return ofField(selection, type);
      case Kind.INLINE_FRAGMENT:
        return ofSet(selection.selectionSet, selection.typeCondition ? typeFromAST(schema, selection.typeCondition) : type);
      case Kind.FRAGMENT_SPREAD:
        return ofFragment(selection.name.value);
    }
  }

  function ofFragment(name: string): number {
    const known = counted.get(name);
    if (known !== undefined) return known;
    counted.set(name, 0);
    const fragment = fragments.get(name);
    const found = fragment ? ofSet(fragment.selectionSet, typeFromAST(schema, fragment.typeCondition)) : 0;
    counted.set(name, found);
    return found;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): number {
    const field = fieldOf(schema, parent, node.name.value);
    const type = field && getNamedType(field.type);
    const inner = node.selectionSet && isCompositeType(type) ? ofSet(node.selectionSet, type) : 0;
    return nodesOf(field, node, inner, variables);
  }
}

function nodesOf(field: GraphQLField<unknown, unknown> | undefined, node: FieldNode, inner: number, variables: Variables): number {
  const list = field?.extensions.listCost as { readonly byDefault: number } | undefined;
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
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
