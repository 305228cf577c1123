import { z } from 'zod'

/** A JSON schema with everything inside it: no name of its own, no reference to follow. */
export function plainSchema(schema: z.ZodType): { properties?: Record<string, unknown> } {
  const {
    $schema: _,
    id: __,
    $defs,
    ...rest
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return inlined(rest, Object($defs))
}

function inlined<Value>(value: Value, defs: Record<string, object>): Value {
  const text = JSON.stringify(value, (_, its) => {
    if (typeof its !== 'object' || its === null || !('$ref' in its)) return its
    const { $schema: _s, id: _i, ...named } = Object(defs[String(its.$ref).replace('#/$defs/', '')])
    return inlined(named, defs)
  })
  return JSON.parse(text)
}
