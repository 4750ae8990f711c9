// The tags of a span in Jaeger's JSON export to what they are in OTLP JSON. Jaeger knows no lists: one is its text as JSON.

export interface JaegerTag {
  key: string;
  type: unknown;
  value: unknown;
}

export function attributesOf(tags: readonly JaegerTag[]): { key: string; value: object }[] {
  return tags.map((tag) => ({ key: tag.key, value: valueOf(tag) }));
}

function valueOf({ key, type, value }: JaegerTag): object {
  if (type === 'bool' || typeof value === 'boolean') return { boolValue: value === true || value === 'true' };
  if (type === 'int64' || (type !== 'float64' && Number.isSafeInteger(value))) return { intValue: String(value) };
  if (type === 'float64' || typeof value === 'number') return { doubleValue: Number(value) };
  if (type === 'binary') return { bytesValue: String(value) };
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  return textsIn(key, text) ?? { stringValue: text };
}

/** Headers are recorded as lists, and only of them is it known that such a text is one. */
function textsIn(key: string, text: string): object | undefined {
  if (!/^http\.(request|response)\.header\./.test(key) || !text.startsWith('[')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed) || !parsed.every((each) => typeof each === 'string')) return undefined;
    return { arrayValue: { values: parsed.map((stringValue: string) => ({ stringValue })) } };
  } catch {
    return undefined;
  }
}

/** The first that is there, as text; empty: none is. */
export function takeTag(tags: readonly JaegerTag[], ...keys: string[]): string {
  const value = keys.map((key) => tags.find((tag) => tag.key === key)?.value).find((each) => each !== undefined);
  return value === undefined || value === null ? '' : String(value);
}

/** `otel.status_code` is newer than `error`, and says more. */
export function statusOf(tags: readonly JaegerTag[]): object {
  const code = takeTag(tags, 'otel.status_code').toUpperCase();
  const message = takeTag(tags, 'otel.status_description');
  if (code === 'ERROR' || (code === '' && takeTag(tags, 'error') === 'true')) return message === '' ? { code: 2 } : { message, code: 2 };
  return code === 'OK' ? { code: 1 } : {};
}
