// `me`: who the key belongs to and what it may see.
import { Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { ApiContext } from '../context';

@ObjectType({ description: '可见数据集 · a dataset that this key sees' })
export class VisibleDataset {
  @Field(() => String)
  dataset!: string;

  @Field(() => String, { description: '最高级别 · highest level shown (L1-L4)' })
  maxLevel!: string;
}

@ObjectType({ description: '当前密钥 · the key that asks' })
export class Me {
  @Field(() => String)
  partner!: string;

  @Field(() => String)
  partnerName!: string;

  @Field(() => String, { description: 'partner | staff | operator' })
  role!: string;

  @Field(() => String, { nullable: true, description: '姓名或工号 · the person a staff key names' })
  person!: string | null;

  @Field(() => [VisibleDataset])
  datasets!: VisibleDataset[];
}

@Resolver()
export class MeResolver {
  @Query(() => Me, { description: '当前密钥及其权限 · this key and what it sees' })
  me(@Ctx() { principal, view }: ApiContext): Me {
    return {
      partner: principal.partnerId,
      partnerName: principal.partnerName,
      role: principal.role,
      person: principal.person,
      datasets: [...view.datasets.values()].map(({ name, ceiling }) => ({ dataset: name, maxLevel: ceiling })),
    };
  }
}
