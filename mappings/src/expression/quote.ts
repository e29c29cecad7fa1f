// The only way a string enters generated code.

/** A JavaScript literal of a string: no quote, line separator or closing tag in it can end the literal. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('<', '\\u003c');
}
