/** What a form gets back when it is refused: the sentence, the fields to correct, and everything that was typed. */
export interface RefusedForm {
  refusal: { code: string; message: string; fieldErrors: Record<string, string[]>; details: unknown }
  values: Record<string, string[]>
}

/** The refused form in an action's answer, when it is one. */
export function refusedOf(answer: unknown): RefusedForm | undefined {
  return isRefused(answer) ? answer : undefined
}

function isRefused(answer: unknown): answer is RefusedForm {
  return typeof answer === 'object' && answer !== null && 'refusal' in answer && 'values' in answer
}
