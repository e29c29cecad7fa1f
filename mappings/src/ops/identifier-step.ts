// What uscc, plate, division, designation and concrete share: the check lives in schemas, the op only asks it.
import type { IdentifierCheck } from '@lianshu/schemas';
import { Fault, type FaultCode } from '../fault';
import { memo } from './memo';
import { textStep, type Step } from './op';

/** `invalid: absent` is for sources whose text beside the code is kept under another field. */
export interface IdentifierArgs {
  invalid?: 'reason' | 'absent';
}

export const INVALID_SCHEMA = { enum: ['reason', 'absent'] } as const;

export function identifierStep(code: FaultCode, check: (text: string) => IdentifierCheck, args: IdentifierArgs): Step {
  const judge = memo((text) => {
    const verdict = check(text);
    if (verdict.valid) return verdict.normalised;
    return args.invalid === 'absent' ? undefined : new Fault(code, verdict.reason?.expected ?? 'a valid identifier');
  });
  return textStep((text) => judge(text));
}
