// `_meta`: where a record came from, as the store knows it.
import { GraphQLBoolean, GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLString } from 'graphql';
import type { Row } from '../../store/read-types';
import { DateTimeScalar } from './scalars';

export const MetaType = new GraphQLObjectType<Row>({
  name: 'Provenance',
  description: '来源 · provenance of a record',
  fields: {
    source: { type: new GraphQLNonNull(GraphQLString), description: '来源系统 · department and system', resolve: ({ provenance }) => provenance.source },
    receivedAt: { type: new GraphQLNonNull(DateTimeScalar), description: '入库时间 · when the hub stored it', resolve: ({ provenance }) => new Date(provenance.receivedAt).toISOString() },
    mapping: { type: new GraphQLNonNull(GraphQLString), description: '映射表及版本 · mapping table and version', resolve: ({ provenance }) => provenance.mapping },
    schemaVersion: { type: new GraphQLNonNull(GraphQLInt), description: '目录版本 · version of the canonical schema', resolve: ({ provenance }) => provenance.schemaVersion },
    eventId: { type: new GraphQLNonNull(GraphQLString), description: '事件标识 · id of the CloudEvent', resolve: ({ provenance }) => provenance.eventId },
    voided: { type: new GraphQLNonNull(GraphQLBoolean), description: '已撤销 · withdrawn by its source', resolve: ({ provenance }) => provenance.voided },
  },
});
