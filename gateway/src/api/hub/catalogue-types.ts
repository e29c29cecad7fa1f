// What the hub API says of the catalogue: datasets, fields, links and code sets.
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: '字段 · a field of a dataset' })
export class DatasetField {
  @Field(() => String, { description: '路径 · dot path; [] marks a list' })
  path!: string;

  @Field(() => String)
  type!: string;

  @Field(() => Boolean)
  required!: boolean;

  @Field(() => String, { nullable: true })
  titleZh!: string | null;

  @Field(() => String, { nullable: true })
  titleEn!: string | null;

  @Field(() => String, { nullable: true })
  unit!: string | null;

  @Field(() => String, { nullable: true })
  format!: string | null;

  @Field(() => String, { nullable: true, description: '级别 · L1-L4' })
  level!: string | null;

  @Field(() => String, { nullable: true, description: '代码集 · id of the code set' })
  codes!: string | null;

  @Field(() => [String], { nullable: true, description: '枚举值 · values of an enumeration' })
  values!: string[] | null;

  @Field(() => String, { nullable: true, description: '关联数据集 · dataset that the field points at' })
  linksTo!: string | null;
}

@ObjectType({ description: '数据集 · a dataset of the catalogue' })
export class DatasetInfo {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => [Int])
  versions!: number[];

  @Field(() => [String])
  key!: string[];

  @Field(() => String, { nullable: true })
  titleZh!: string | null;

  @Field(() => String, { nullable: true })
  titleEn!: string | null;

  @Field(() => [String])
  provider!: string[];

  @Field(() => [String])
  consumers!: string[];

  @Field(() => String, { nullable: true })
  cadence!: string | null;

  @Field(() => String, { nullable: true })
  share!: string | null;

  @Field(() => String, { nullable: true })
  level!: string | null;

  @Field(() => [DatasetField])
  fields!: DatasetField[];
}

@ObjectType({ description: '代码 · a code' })
export class CodeInfo {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  zh!: string;

  @Field(() => String)
  en!: string;
}

@ObjectType({ description: '代码集 · a code set' })
export class CodeSetInfo {
  @Field(() => String)
  id!: string;

  @Field(() => String)
  titleZh!: string;

  @Field(() => String)
  titleEn!: string;

  @Field(() => [CodeInfo])
  codes!: CodeInfo[];
}
