import { Refusal } from '#app/lib/errors.ts'

export const PASSWORD_HINT =
  'Douze caractères au moins. Une phrase que vous retenez vaut mieux qu’un mot compliqué.'

const MIN = 12
const MAX = 128

/** The password chosen in a form, typed twice. @throws Refusal when it is too short, too long, or typed differently */
export function readNewPassword(form: FormData): string {
  const chosen = String(form.get('motDePasse') ?? '')
  if (chosen.length < MIN)
    throw new Refusal('mot-de-passe-court', `Choisissez un mot de passe de ${MIN} caractères au moins.`, {
      field: 'motDePasse',
    })
  if (chosen.length > MAX)
    throw new Refusal('mot-de-passe-long', `Choisissez un mot de passe de ${MAX} caractères au plus.`, {
      field: 'motDePasse',
    })
  if (chosen !== String(form.get('confirmation') ?? ''))
    throw new Refusal(
      'mots-de-passe-differents',
      'Les deux mots de passe ne sont pas les mêmes : retapez-les.',
      {
        field: 'confirmation',
      },
    )
  return chosen
}
