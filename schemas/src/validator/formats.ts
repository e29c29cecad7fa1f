// The formats that a schema may name: those of ajv-formats that hold up, and the hub's own.
import { fullFormats, type FormatName } from 'ajv-formats/dist/formats';
import type { Format } from 'ajv';
import { checkDesignation, checkDivisionCode, checkPermitNo, checkPlate, checkProjectCode, checkResidentId, checkStrengthGrade, checkUscc } from '../identifiers';
import { isDesignation, isDivisionCode, isPermitNo, isPlate, isProjectCode, isResidentId, isStrengthGrade, isUscc } from '../identifiers';
import type { IdentifierCheck } from '../identifiers';
import { isDate, isDateTime } from './date-time';

/** A format of the hub: the fast strict verdict, and the check that explains a refusal. */
export interface HubFormat {
  readonly holds: (text: string) => boolean;
  readonly explain: (text: string) => IdentifierCheck;
}

export const HUB_FORMATS: Readonly<Record<string, HubFormat>> = {
  uscc: { holds: isUscc, explain: checkUscc },
  'resident-id': { holds: isResidentId, explain: checkResidentId },
  plate: { holds: isPlate, explain: checkPlate },
  'division-code': { holds: isDivisionCode, explain: (text) => checkDivisionCode(text) },
  'project-code': { holds: isProjectCode, explain: checkProjectCode },
  'permit-no': { holds: isPermitNo, explain: checkPermitNo },
  designation: { holds: isDesignation, explain: checkDesignation },
  'strength-grade': { holds: isStrengthGrade, explain: checkStrengthGrade },
};

/** Formats taken from ajv-formats as they are. */
const TAKEN: readonly FormatName[] = ['time', 'duration', 'uri', 'uri-reference', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid', 'json-pointer'];

/** Everything that `format` may say, by name, as ajv takes it. */
export const FORMATS: Readonly<Record<string, Format>> = {
  ...Object.fromEntries(TAKEN.map((name) => [name, fullFormats[name]])),
  date: isDate,
  'date-time': isDateTime,
  ...Object.fromEntries(Object.entries(HUB_FORMATS).map(([name, format]) => [name, format.holds])),
};

export const FORMAT_NAMES: ReadonlySet<string> = new Set(Object.keys(FORMATS));
